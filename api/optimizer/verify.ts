import type { ChargeAnswer } from './answer.ts';
import type { ChargeTask, Store } from './task.ts';

/** A rule that an answer breaks. */
export interface Breach {
  rule:
    | 'LENGTH'
    | 'NEGATIVE'
    | 'BALANCE'
    | 'STORE'
    | 'POWER'
    | 'LEAST_POWER'
    | 'BOTH_WAYS'
    | 'FROM_GRID'
    | 'TO_GRID'
    | 'LIMIT'
    | 'CIRCUIT';
  step: number;
  /** Position of the battery; `null` for the grid. */
  battery: number | null;
  /** By how much, Wh. */
  amountWh: number;
}

/** What an answer is worth, worked out from its series alone. */
export interface Verdict {
  breaches: Breach[];
  /** Cost − worth of the whole change of charge, currency. */
  money: number;
  /** What soft rules were broken, Wh summed over all steps; with a demand rate the import limit is none of them. */
  shortfallWh: { corridor: number; goal: number; demand: number; import: number; export: number };
}

type Series = Pick<
  ChargeAnswer,
  'batteries' | 'grid_import' | 'grid_export' | 'grid_import_overshoot' | 'grid_export_overshoot'
>;
type Report = (rule: Breach['rule'], amountWh: number, battery?: number | null) => void;

/** Answers of others are rounded to about as much, Wh. */
const TOLERANCE_WH = 0.01;

/**
 * Judges an answer, ours or another's, by its series and the task alone, with arithmetic of its own: physics, limits,
 * money, and what was given up.
 */
export function verifyAnswer(task: ChargeTask, answer: Series): Verdict {
  const verdict: Verdict = {
    breaches: [],
    money: 0,
    shortfallWh: { corridor: 0, goal: 0, demand: 0, import: 0, export: 0 },
  };
  let peakW = 0;
  const before = task.stores.map(({ initialKwh }) => initialKwh * 1000);
  task.steps.forEach((step, t) => {
    const report: Report = (rule, amountWh, battery = null) => {
      // NaN must not pass as "not larger".
      if (!(amountWh <= TOLERANCE_WH)) verdict.breaches.push({ rule, step: t, battery, amountWh });
    };
    const grid = gridOf(task, answer, t);
    let intoWh = 0;
    let outOfWh = 0;
    task.stores.forEach((store, i) => {
      const { charging_power, discharging_power, state_of_charge } = answer.batteries[i] ?? NOTHING;
      const charge = charging_power[t] ?? Number.NaN;
      const discharge = discharging_power[t] ?? Number.NaN;
      const stored = state_of_charge[t] ?? Number.NaN;
      intoWh += charge;
      outOfWh += discharge;
      const say: Report = (rule, amountWh) => report(rule, amountWh, i);
      const change = charge * store.chargeEfficiency - discharge / store.dischargeEfficiency;
      say('STORE', Math.abs(stored - (before[i] ?? 0) - change));
      say('STORE', Math.max(-stored, stored - store.capacityKwh * 1000));
      checkStore(store, t, step.hours, { charge, discharge, stored }, say);
      if (!store.fromGrid) say('FROM_GRID', Math.min(charge, grid.importWh));
      if (!store.toGrid) say('TO_GRID', Math.min(discharge, grid.exportWh + grid.unsoldWh));
      before[i] = stored;
      countShortfalls(verdict, store, t, { charge, discharge, stored });
    });
    for (const { stores, maxChargeKw } of task.circuits) {
      const chargedWh = stores.reduce((sum, at) => sum + (answer.batteries[at]?.charging_power[t] ?? 0), 0);
      report('CIRCUIT', chargedWh - maxChargeKw * step.hours * 1000);
    }
    report('NEGATIVE', -Math.min(grid.importWh, grid.exportWh, grid.aboveWh, grid.unsoldWh));
    report('BOTH_WAYS', Math.min(grid.importWh, grid.exportWh + grid.unsoldWh));
    const comes = step.pvKwh * 1000 + grid.importWh + outOfWh;
    report('BALANCE', Math.abs(comes - step.loadKwh * 1000 - intoWh - grid.exportWh - grid.unsoldWh));
    if (task.importLimitKw !== null)
      report('LIMIT', grid.importWh - grid.aboveWh - task.importLimitKw * step.hours * 1000);
    if (task.exportLimitKw !== null) report('LIMIT', grid.exportWh - task.exportLimitKw * step.hours * 1000);
    verdict.money += (grid.importWh * step.importPricePerKwh - grid.exportWh * step.exportPricePerKwh) / 1000;
    if (task.demandRatePerKw === null) verdict.shortfallWh.import += grid.aboveWh;
    else if (grid.aboveWh > 0 && step.hours > 0) peakW = Math.max(peakW, grid.aboveWh / step.hours);
    verdict.shortfallWh.export += grid.unsoldWh;
  });
  verdict.money += ((task.demandRatePerKw ?? 0) * peakW) / 1000;
  task.stores.forEach(({ initialKwh, endValuePerKwh }, i) => {
    verdict.money -= endValuePerKwh * ((before[i] ?? 0) / 1000 - initialKwh);
  });
  return verdict;
}

const NOTHING = { charging_power: [], discharging_power: [], state_of_charge: [] };

/** What goes through the meter in a step, Wh; `importWh` is all of it, and `unsoldWh` what a limit kept back. */
function gridOf(task: ChargeTask, answer: Series, t: number) {
  const aboveWh = answer.grid_import_overshoot[t] ?? 0;
  const reported = answer.grid_import[t] ?? Number.NaN;
  return {
    importWh: task.demandRatePerKw === null ? reported + aboveWh : reported,
    aboveWh,
    exportWh: answer.grid_export[t] ?? Number.NaN,
    unsoldWh: answer.grid_export_overshoot[t] ?? 0,
  };
}

interface Flow {
  charge: number;
  discharge: number;
  stored: number;
}

function checkStore(
  store: Store,
  t: number,
  hours: number,
  { charge, discharge, stored }: Flow,
  say: Report,
) {
  const perKw = hours * 1000;
  say('NEGATIVE', -Math.min(charge, discharge));
  say('POWER', charge - store.maxChargeKw * perKw);
  say('POWER', discharge - store.maxDischargeKw * perKw);
  say('BOTH_WAYS', Math.min(charge, discharge));
  const leastWh = store.minChargeKw * perKw;
  const isToppedUp = (store.demandKwh[t] ?? 0) > 0 && stored >= store.maxKwh * 1000 - leastWh - TOLERANCE_WH;
  if (!isToppedUp) say('LEAST_POWER', Math.min(charge, leastWh - charge));
}

function countShortfalls({ shortfallWh }: Verdict, store: Store, t: number, { charge, stored }: Flow): void {
  const add = (name: keyof Verdict['shortfallWh'], wh: number) => {
    if (wh > TOLERANCE_WH) shortfallWh[name] += wh;
  };
  add('corridor', Math.max(store.minKwh * 1000 - stored, stored - store.maxKwh * 1000));
  if (t > 0 && (store.goalKwh[t] ?? 0) > 0) add('goal', (store.goalKwh[t] ?? 0) * 1000 - stored);
  if (stored < store.maxKwh * 1000 - TOLERANCE_WH) add('demand', (store.demandKwh[t] ?? 0) * 1000 - charge);
}
