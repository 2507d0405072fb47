import type { Term } from '../plan/index.ts';
import type { Draft } from './model.ts';
import { addDemand, addLeastPower } from './model-demand.ts';
import type { StoreColumns } from './preferences.ts';
import type { Store } from './task.ts';

/** What one store does in one step, and what is known of it beforehand. */
export interface StoreStep {
  draft: Draft;
  store: Store;
  t: number;
  hours: number;
  /** Columns, kWh. */
  charge: number;
  discharge: number;
  /** What is in store after the step: within the corridor, above it, below it. */
  stored: Term[];
  /** Most that can be charged and discharged, kWh. */
  mostIn: number;
  mostOut: number;
  outlook: Outlook;
}

/** What is known of a store's content without solving; goes along from step to step. */
interface Outlook {
  /** Most that can be in store, kWh. */
  mostKwh: number;
  /** Least that is in store, kWh, less what the column `missed` says was not charged although it was demanded. */
  leastKwh: number;
  missed: number | null;
  /** Column that says that it was full one step before. */
  fullBefore: number | null;
}

/** Adds a store with everything that it may and must do. */
export function addStore(draft: Draft, store: Store): StoreColumns {
  const { task, builder, weights, balance } = draft;
  const columns: StoreColumns = { charge: [], discharge: [] };
  const { initialKwh } = store;
  const outlook: Outlook = {
    mostKwh: initialKwh,
    leastKwh: store.maxDischargeKw > 0 ? 0 : initialKwh,
    missed: null,
    fullBefore: null,
  };
  let before: Term[] = [];
  const missing = new Map<number, number>();
  task.steps.forEach(({ hours }, t) => {
    const mostIn = store.maxChargeKw * hours;
    const mostOut = store.maxDischargeKw * hours;
    const charge = builder.column(0, mostIn, 0);
    const discharge = builder.column(0, mostOut, 0);
    columns.charge.push(charge);
    columns.discharge.push(discharge);
    balance[t]?.push([charge, -1], [discharge, 1]);

    const stored: Term[] = [
      [builder.column(store.minKwh, store.maxKwh, 0), 1],
      [builder.column(0, store.capacityKwh - store.maxKwh, weights.corridor), 1],
      [builder.column(0, store.minKwh, weights.corridor), -1],
    ];
    const earlier = before.map(([column, sign]): Term => [column, -sign]);
    builder.equal(t === 0 ? initialKwh : 0, [
      ...stored,
      ...earlier,
      [charge, -store.chargeEfficiency],
      [discharge, 1 / store.dischargeEfficiency],
    ]);
    before = stored;
    outlook.mostKwh += mostIn * store.chargeEfficiency;
    const step = { draft, store, t, hours, charge, discharge, stored, mostIn, mostOut, outlook };
    const lack = addRules(step);
    if (lack !== null) missing.set(t, lack);
  });
  for (const [column, sign] of before) builder.addCost(column, (-sign * store.endValuePerKwh) / draft.unit);
  addCountings(draft, store, columns.charge, missing, before[1]?.[0]);
  return columns;
}

/** Answers with the column that says what is missing of the step's goal, if it has one. */
function addRules(step: StoreStep): number | null {
  addDirection(step);
  addExclusivity(step);
  const missing = addGoal(step);
  const demanded = addDemand(step);
  addLeastPower(step, demanded);
  step.outlook.fullBefore = demanded?.full ?? null;
  return missing;
}

/** A store that may not charge from the grid needs a step that does not import; likewise the other way. */
function addDirection({
  draft: { builder, directions },
  store,
  t,
  charge,
  discharge,
  mostIn,
  mostOut,
}: StoreStep) {
  const direction = directions[t];
  if (!direction) return;
  const { column } = direction;
  if (!store.fromGrid && mostIn > 0) {
    direction.outTerms.push([charge, 1]);
    if (mostIn < direction.mostOut)
      direction.rows.push(
        builder.atMost(0, [
          [charge, 1],
          [column, -mostIn],
        ]),
      );
  }
  if (!store.toGrid && mostOut > 0) {
    direction.inTerms.push([discharge, 1]);
    if (mostOut < direction.mostIn)
      direction.rows.push(
        builder.atMost(mostOut, [
          [discharge, 1],
          [column, mostOut],
        ]),
      );
  }
}

function addExclusivity({ draft, store, t, charge, discharge, mostIn, mostOut }: StoreStep): void {
  // A store that may do neither with the grid is kept from doing both by the direction already.
  if (mostIn === 0 || mostOut === 0 || (!store.fromGrid && !store.toGrid)) return;
  const { builder, choices, exclusive, task } = draft;
  const { importPricePerKwh = 0, exportPricePerKwh = 0 } = task.steps[t] ?? {};
  const charging = builder.binary();
  exclusive.set(charge, charging);
  const rows = [
    builder.atMost(0, [
      [charge, 1],
      [charging, -mostIn],
    ]),
    builder.atMost(mostOut, [
      [discharge, 1],
      [charging, mostOut],
    ]),
  ];
  const paysToBurn = Math.min(importPricePerKwh, exportPricePerKwh) < 0;
  choices.push({ kind: 'EXCLUSIVE', step: t, columns: [charging], rows, likely: paysToBurn });
}

function addGoal({ draft: { builder, weights }, store, t, stored }: StoreStep): number | null {
  const goalKwh = t > 0 ? (store.goalKwh[t] ?? 0) : 0;
  if (goalKwh === 0) return null;
  const missing = builder.column(0, Number.POSITIVE_INFINITY, weights.goal);
  builder.atLeast(goalKwh, [...stored, [missing, 1]]);
  return missing;
}

/**
 * What cannot discharge and charges with a least power does so in a number of steps that its goals and its room bound.
 * `above` is the column of what is in store beyond the corridor at the end, `missing` has those of the goals.
 */
function addCountings(
  { task: { steps }, least, countings }: Draft,
  store: Store,
  charge: readonly number[],
  missing: ReadonlyMap<number, number>,
  above: number | undefined,
): void {
  const { chargeEfficiency } = store;
  if (store.minChargeKw === 0 || store.maxDischargeKw > 0) return;
  const slots = charge.map((power, t) => {
    const fullKwh = chargeEfficiency * (steps[t]?.hours ?? 0);
    const { on = null } = least.get(power) ?? {};
    return {
      on,
      power,
      hours: chargeEfficiency,
      minKwh: store.minChargeKw * fullKwh,
      maxKwh: store.maxChargeKw * fullKwh,
    };
  });
  const roomKwh = store.maxKwh - store.initialKwh;
  if (roomKwh <= 0) return;
  const room = { roomKwh, ...(above === undefined ? {} : { beyond: above }) };
  countings.push({ slots, needKwh: 0, missing: null, ...room });
  for (const [t, column] of missing) {
    const needKwh = (store.goalKwh[t] ?? 0) - store.initialKwh;
    if (needKwh > 0) countings.push({ slots: slots.slice(0, t + 1), needKwh, missing: column, ...room });
  }
}
