import type { ChargeTask, Flows } from './task.ts';

/** What a store does, kWh by step. */
export interface StoreSchedule {
  chargeKwh: number[];
  dischargeKwh: number[];
  /** After each step. */
  storedKwh: number[];
}

/** A whole schedule, kWh by step. */
export interface Schedule {
  stores: StoreSchedule[];
  /** Within the limit, if there is one. */
  importKwh: number[];
  /** Within the limit, if there is one. */
  exportKwh: number[];
  /** Drawn from the grid although it is above the limit. */
  importOvershootKwh: number[];
  /** Not fed into the grid because of the limit, and not paid for. */
  exportOvershootKwh: number[];
}

/** Less than this is rounding, kWh. */
const NOTHING_KWH = 1e-9;

/** Works out what follows from the flows: stores, and the grid from the balance of each step. */
export function settle(task: ChargeTask, flows: Flows): Schedule {
  const { steps } = task;
  const stores = task.stores.map(
    ({ initialKwh, chargeEfficiency, dischargeEfficiency }, i): StoreSchedule => {
      const chargeKwh = steps.map((_, t) => tidied(flows.chargeKwh[i]?.[t]));
      const dischargeKwh = steps.map((_, t) => tidied(flows.dischargeKwh[i]?.[t]));
      let stored = initialKwh;
      const storedKwh = chargeKwh.map((charge, t) => {
        stored += charge * chargeEfficiency - (dischargeKwh[t] ?? 0) / dischargeEfficiency;
        // Rounding must not leave a store below empty.
        if (Math.abs(stored) < 1e-7) stored = 0;
        return stored;
      });
      return { chargeKwh, dischargeKwh, storedKwh };
    },
  );
  const schedule: Schedule = {
    stores,
    importKwh: [],
    exportKwh: [],
    importOvershootKwh: [],
    exportOvershootKwh: [],
  };
  steps.forEach(({ hours, loadKwh, pvKwh }, t) => {
    let net = loadKwh - pvKwh;
    for (const { chargeKwh, dischargeKwh } of stores) net += (chargeKwh[t] ?? 0) - (dischargeKwh[t] ?? 0);
    const [importKwh, importOvershootKwh] = split(net, task.importLimitKw, hours);
    const [exportKwh, exportOvershootKwh] = split(-net, task.exportLimitKw, hours);
    schedule.importKwh.push(importKwh);
    schedule.importOvershootKwh.push(importOvershootKwh);
    schedule.exportKwh.push(exportKwh);
    schedule.exportOvershootKwh.push(exportOvershootKwh);
  });
  return schedule;
}

function tidied(kwh = 0): number {
  return kwh > NOTHING_KWH ? kwh : 0;
}

function split(kwh: number, limitKw: number | null, hours: number): [within: number, above: number] {
  const wanted = kwh > NOTHING_KWH ? kwh : 0;
  const within = limitKw === null ? wanted : Math.min(wanted, limitKw * hours);
  const above = wanted - within;
  return above > NOTHING_KWH ? [within, above] : [wanted, 0];
}

/**
 * What a schedule costs, in currency: import − export − worth of the whole change of charge, from before the first
 * step to after the last, plus the demand rate on the highest power above the limit.
 */
export function costOf(task: ChargeTask, schedule: Schedule): number {
  const changes = task.stores.map(({ initialKwh }, i) => lastOf(schedule, i) - initialKwh);
  return gridCost(task, schedule) - worth(task, changes);
}

/**
 * evcc's `objective_value`: what a schedule earns, in currency. Counts the change of charge from after the first step,
 * so that it is not the same for all schedules of equal cost.
 */
export function objectiveValue(task: ChargeTask, schedule: Schedule): number {
  const changes = schedule.stores.map(({ storedKwh }, i) => lastOf(schedule, i) - (storedKwh[0] ?? 0));
  return worth(task, changes) - gridCost(task, schedule);
}

function lastOf(schedule: Schedule, store: number): number {
  return schedule.stores[store]?.storedKwh.at(-1) ?? 0;
}

function worth({ stores }: ChargeTask, changesKwh: readonly number[]): number {
  return stores.reduce((sum, { endValuePerKwh }, i) => sum + endValuePerKwh * (changesKwh[i] ?? 0), 0);
}

function gridCost({ steps, demandRatePerKw }: ChargeTask, schedule: Schedule): number {
  let cost = 0;
  let peakKw = 0;
  steps.forEach(({ hours, importPricePerKwh, exportPricePerKwh }, t) => {
    const above = schedule.importOvershootKwh[t] ?? 0;
    cost += ((schedule.importKwh[t] ?? 0) + above) * importPricePerKwh;
    cost -= (schedule.exportKwh[t] ?? 0) * exportPricePerKwh;
    if (above > 0 && hours > 0) peakKw = Math.max(peakKw, above / hours);
  });
  return cost + (demandRatePerKw ?? 0) * peakKw;
}

/** What a schedule could not keep, kWh summed over steps and stores. */
export interface Shortfalls {
  /** Below `minKwh` or above `maxKwh`, for each step in which it is. */
  corridorKwh: number;
  goalKwh: number;
  demandKwh: number;
  /** 0 where a demand rate makes the limit a matter of money. */
  importKwh: number;
  exportKwh: number;
  /** All of it as evcc weighs it, in units of the dearest price. */
  weighed: number;
}

/** A store this close to full counts as full, kWh. */
const FULL_KWH = 1e-6;

/** Adds up what a schedule could not keep, weighed as evcc's own optimizer does. */
export function shortfallsOf(task: ChargeTask, schedule: Schedule): Shortfalls {
  const found: Shortfalls = {
    corridorKwh: 0,
    goalKwh: 0,
    demandKwh: 0,
    importKwh: 0,
    exportKwh: 0,
    weighed: 0,
  };
  const count = (name: Exclude<keyof Shortfalls, 'weighed'>, kwh: number, weight: number) => {
    if (!(kwh > NOTHING_KWH)) return;
    found[name] += kwh;
    found.weighed += kwh * weight;
  };
  const weights = weightsOf(task);
  task.steps.forEach((_, t) => {
    if (task.demandRatePerKw === null)
      count('importKwh', schedule.importOvershootKwh[t] ?? 0, weights.import);
    count('exportKwh', schedule.exportOvershootKwh[t] ?? 0, weights.export(t));
    task.stores.forEach(({ minKwh, maxKwh, goalKwh, demandKwh }, i) => {
      const stored = schedule.stores[i]?.storedKwh[t] ?? 0;
      count('corridorKwh', Math.max(stored - maxKwh, minKwh - stored), weights.corridor);
      if (t > 0 && (goalKwh[t] ?? 0) > 0) count('goalKwh', (goalKwh[t] ?? 0) - stored, weights.goal);
      const missing = (demandKwh[t] ?? 0) - (schedule.stores[i]?.chargeKwh[t] ?? 0);
      if (stored < maxKwh - FULL_KWH) count('demandKwh', missing, weights.demand(t));
    });
  });
  return found;
}

/** What a kWh of each shortfall weighs, in units of the dearest price. */
export interface Weights {
  corridor: number;
  goal: number;
  /** Missing early weighs up to twice as much as missing late. */
  demand(step: number): number;
  import: number;
  /** A little less with each step, so that a limit is hit late rather than early. */
  export(step: number): number;
}

/** evcc's weights: far above any price, and the corridor above everything else. */
export function weightsOf({ steps }: ChargeTask): Weights {
  return {
    corridor: 1000,
    goal: 100,
    demand: (step) => 100 * (1 + (steps.length - step) / steps.length),
    import: 100,
    export: (step) => 100 * (1 - step * 1e-5),
  };
}

const LEAST_PRICE_PER_KWH = 0.1;

/** The dearest price that a kWh can have here, currency per kWh, > 0: the unit in which shortfalls are weighed. */
export function dearestPrice({ steps, stores, demandRatePerKw }: ChargeTask): number {
  let dearest = LEAST_PRICE_PER_KWH;
  for (const step of steps) dearest = Math.max(dearest, step.importPricePerKwh, step.exportPricePerKwh);
  for (const { endValuePerKwh } of stores) dearest = Math.max(dearest, endValuePerKwh);
  if (demandRatePerKw !== null) {
    // A kWh kept out of the shortest step is worth most.
    const lengths = steps.map(({ hours }) => hours).filter((hours) => hours > 0);
    dearest = Math.max(dearest, demandRatePerKw / Math.min(...lengths, 1e6));
  }
  return dearest;
}
