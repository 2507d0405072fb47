import { type LinearProblem, type ProblemBuilder, problemBuilder, type Term } from '../plan/index.ts';
import type { Choice } from './choice.ts';
import { addPreferences, type StoreColumns } from './preferences.ts';
import { dearestPrice, type Weights, weightsOf } from './schedule.ts';
import type { ChargeTask, Flows, Store } from './task.ts';

/** The problem that the solver gets: energies in kWh, money in units of the dearest price. */
export interface ChargeModel {
  problem: LinearProblem;
  choices: Choice[];
  /** Currency in one unit of the objective. */
  unit: number;
  stores: StoreColumns[];
  /** What decides between schedules that cost the same: columns with their weights, to be minimised. */
  preferences: Term[];
}

/** Less than this is rounding. */
const ROUNDING_KWH = 1e-9;

/** Which way the meter may turn in a step, while its rows are being collected. */
interface Direction {
  /** 1 = export, 0 = import. */
  column: number;
  /** Most that can be drawn from and fed into the grid, kWh. */
  mostIn: number;
  mostOut: number;
  /** What needs the one position, and what needs the other. */
  inTerms: Term[];
  outTerms: Term[];
  rows: number[];
  /** Whether money is made, or nothing lost, by importing and exporting at once. */
  paysBoth: boolean;
}

/** A problem in the making. */
interface Draft {
  task: ChargeTask;
  weights: Weights;
  unit: number;
  builder: ProblemBuilder;
  choices: Choice[];
  /** Terms of each step's balance: what comes minus what goes. */
  balance: Term[][];
  directions: Direction[];
}

/**
 * evcc's formulation: balance, stores with losses, soft corridor, goals and demands, no import and export nor charge
 * and discharge at once, and the least charging power. Has a solution for every task.
 */
export function buildModel(task: ChargeTask): ChargeModel {
  const builder = problemBuilder();
  const draft: Draft = {
    task,
    weights: weightsOf(task),
    unit: dearestPrice(task),
    builder,
    choices: [],
    balance: task.steps.map(() => []),
    directions: directionsOf(task, builder),
  };
  const imports = addImports(draft);
  const exports = addExports(draft);
  const stores = task.stores.map((store) => addStore(draft, store));
  task.steps.forEach(({ loadKwh, pvKwh }, t) => {
    builder.equal(loadKwh - pvKwh, draft.balance[t] ?? []);
  });
  for (const direction of draft.directions) closeDirection(draft, direction);
  const preferences = addPreferences(task, builder, { imports, exports, stores });
  return { problem: builder.build(), choices: draft.choices, unit: draft.unit, stores, preferences };
}

/** One for each step; those that can only be one way are so from the start. */
function directionsOf({ steps, stores }: ChargeTask, builder: ProblemBuilder): Direction[] {
  const total = (may: 'fromGrid' | 'toGrid', power: 'maxChargeKw' | 'maxDischargeKw') =>
    stores.reduce((sum, store) => sum + (store[may] ? store[power] : 0), 0);
  const chargeKw = total('fromGrid', 'maxChargeKw');
  const dischargeKw = total('toGrid', 'maxDischargeKw');
  return steps.map(({ hours, loadKwh, pvKwh, importPricePerKwh, exportPricePerKwh }) => {
    const mostIn = loadKwh - pvKwh + chargeKw * hours;
    const mostOut = pvKwh - loadKwh + dischargeKw * hours;
    const column = builder.column(mostIn < 0 ? 1 : 0, mostOut <= 0 ? 0 : 1, 0);
    return {
      column,
      mostIn: Math.max(0, mostIn),
      mostOut: Math.max(0, mostOut),
      inTerms: [],
      outTerms: [],
      rows: [],
      paysBoth: importPricePerKwh <= exportPricePerKwh,
    };
  });
}

function closeDirection({ builder, choices }: Draft, direction: Direction): void {
  const { column, mostIn, mostOut, inTerms, outTerms, rows } = direction;
  rows.push(
    builder.atMost(mostIn, [...inTerms, [column, mostIn]]),
    builder.atMost(0, [...outTerms, [column, -mostOut]]),
  );
  choices.push({ kind: 'DIRECTION', columns: [column], rows, likely: direction.paysBoth });
}

/** Reads the flows out of a point of the model. */
export function toFlows({ stores }: ChargeModel, values: Float64Array): Flows {
  const read = (columns: number[]) => columns.map((column) => Math.max(0, values[column] ?? 0));
  return {
    chargeKwh: stores.map(({ charge }) => read(charge)),
    dischargeKwh: stores.map(({ discharge }) => read(discharge)),
  };
}

function addImports({ task, builder, weights, unit, balance, directions }: Draft): number[][] {
  const { steps, importLimitKw, demandRatePerKw } = task;
  const peakKw =
    demandRatePerKw === null ? null : builder.column(0, Number.POSITIVE_INFINITY, demandRatePerKw / unit);
  return steps.map(({ hours, importPricePerKwh }, t) => {
    const mostKwh = directions[t]?.mostIn ?? 0;
    const price = importPricePerKwh / unit;
    const withinKwh = importLimitKw === null ? mostKwh : Math.min(mostKwh, importLimitKw * hours);
    const columns = [builder.column(0, withinKwh, price)];
    if (importLimitKw !== null) {
      const above = builder.column(0, mostKwh, price + (peakKw === null ? weights.import : 0));
      columns.push(above);
      if (peakKw !== null)
        builder.atMost(0, [
          [above, 1],
          [peakKw, -hours],
        ]);
    }
    for (const column of columns) {
      balance[t]?.push([column, 1]);
      directions[t]?.inTerms.push([column, 1]);
    }
    return columns;
  });
}

function addExports({ task, builder, weights, unit, balance, directions }: Draft): number[][] {
  const { steps, exportLimitKw } = task;
  return steps.map(({ hours, exportPricePerKwh }, t) => {
    const mostKwh = directions[t]?.mostOut ?? 0;
    const price = exportPricePerKwh / unit;
    const withinKwh = exportLimitKw === null ? mostKwh : Math.min(mostKwh, exportLimitKw * hours);
    const columns = [builder.column(0, withinKwh, -price)];
    // What is not fed in must never be better than paying for feeding it in.
    if (exportLimitKw !== null)
      columns.push(builder.column(0, mostKwh, Math.max(weights.export(t), -2 * price)));
    for (const column of columns) {
      balance[t]?.push([column, -1]);
      directions[t]?.outTerms.push([column, 1]);
    }
    return columns;
  });
}

function addStore(draft: Draft, store: Store): StoreColumns {
  const { task, builder, weights, balance } = draft;
  const columns: StoreColumns = { charge: [], discharge: [] };
  let before: Term[] = [];
  let mostKwh = store.initialKwh;
  let fullBefore: number | null = null;
  task.steps.forEach(({ hours }, t) => {
    const charge = builder.column(0, store.maxChargeKw * hours, 0);
    const discharge = builder.column(0, store.maxDischargeKw * hours, 0);
    columns.charge.push(charge);
    columns.discharge.push(discharge);
    balance[t]?.push([charge, -1], [discharge, 1]);

    const stored: Term[] = [
      [builder.column(store.minKwh, store.maxKwh, 0), 1],
      [builder.column(0, store.capacityKwh - store.maxKwh, weights.corridor), 1],
      [builder.column(0, store.minKwh, weights.corridor), -1],
    ];
    const earlier: Term[] = before.map(([column, sign]) => [column, -sign]);
    builder.equal(t === 0 ? store.initialKwh : 0, [
      ...stored,
      ...earlier,
      [charge, -task.chargeEfficiency],
      [discharge, 1 / task.dischargeEfficiency],
    ]);
    before = stored;
    mostKwh += store.maxChargeKw * hours * task.chargeEfficiency;
    const leastKwh = store.maxDischargeKw > 0 ? 0 : store.initialKwh;
    const at: StoreStep = { charge, discharge, stored, leastKwh, mostKwh, fullBefore, full: null };
    addRules(draft, store, t, at);
    fullBefore = at.full;
  });
  for (const [column, sign] of before) builder.addCost(column, (-sign * store.endValuePerKwh) / draft.unit);
  return columns;
}

/** What one store does in one step. */
interface StoreStep {
  charge: number;
  discharge: number;
  stored: Term[];
  /** Least and most that can be in store by then. */
  leastKwh: number;
  mostKwh: number;
  /** Columns that say that it is full, in the step before and in this one. */
  fullBefore: number | null;
  full: number | null;
}

function addRules(
  { task, builder, choices, weights, directions }: Draft,
  store: Store,
  t: number,
  at: StoreStep,
) {
  const hours = task.steps[t]?.hours ?? 0;
  const mostIn = store.maxChargeKw * hours;
  const mostOut = store.maxDischargeKw * hours;
  const direction = directions[t];
  if (direction && !store.fromGrid && mostIn > 0) {
    direction.outTerms.push([at.charge, 1]);
    if (mostIn < direction.mostOut)
      direction.rows.push(
        builder.atMost(0, [
          [at.charge, 1],
          [direction.column, -mostIn],
        ]),
      );
  }
  if (direction && !store.toGrid && mostOut > 0) {
    direction.inTerms.push([at.discharge, 1]);
    if (mostOut < direction.mostIn)
      direction.rows.push(
        builder.atMost(mostOut, [
          [at.discharge, 1],
          [direction.column, mostOut],
        ]),
      );
  }
  // A store that may do neither with the grid is kept from doing both by the direction already.
  if (mostIn > 0 && mostOut > 0 && (store.fromGrid || store.toGrid)) {
    const { importPricePerKwh = 0, exportPricePerKwh = 0 } = task.steps[t] ?? {};
    const paysToBurn = Math.min(importPricePerKwh, exportPricePerKwh) < 0;
    const charging = builder.binary();
    const inRow = builder.atMost(0, [
      [at.charge, 1],
      [charging, -mostIn],
    ]);
    const outRow = builder.atMost(mostOut, [
      [at.discharge, 1],
      [charging, mostOut],
    ]);
    choices.push({ kind: 'EXCLUSIVE', columns: [charging], rows: [inRow, outRow], likely: paysToBurn });
  }
  const goalKwh = t > 0 ? (store.goalKwh[t] ?? 0) : 0;
  if (goalKwh > 0)
    builder.atLeast(goalKwh, [...at.stored, [builder.column(0, Number.POSITIVE_INFINITY, weights.goal), 1]]);
  const demandKwh = store.demandKwh[t] ?? 0;
  if (demandKwh > 0) {
    const full = at.mostKwh < store.maxKwh - ROUNDING_KWH ? builder.column(0, 0, 0) : builder.binary();
    const missing = builder.column(0, demandKwh, weights.demand(t));
    const fullRow = builder.atLeast(at.leastKwh, [...at.stored, [full, at.leastKwh - store.maxKwh]]);
    const demandRow = builder.atLeast(demandKwh, [
      [at.charge, 1],
      [missing, 1],
      [full, demandKwh],
    ]);
    // Not rules, but consequences that shorten the search: what cannot discharge stays full, and takes no more.
    if (mostOut === 0 && at.fullBefore !== null) {
      builder.atMost(0, [
        [at.fullBefore, 1],
        [full, -1],
      ]);
      builder.atMost(mostIn, [
        [at.charge, 1],
        [at.fullBefore, mostIn],
      ]);
    }
    at.full = full;
    choices.push({ kind: 'FULL', columns: [full], rows: [fullRow, demandRow], likely: true });
  }
  if (store.minChargeKw > 0 && mostIn > 0) {
    const leastIn = store.minChargeKw * hours;
    const charging = builder.binary();
    const rows = [
      builder.atMost(0, [
        [at.charge, 1],
        [charging, -mostIn],
      ]),
    ];
    if (demandKwh > 0) {
      // What fills a store up on demand may be less than the least charging power.
      const topping =
        at.mostKwh < store.maxKwh - leastIn - ROUNDING_KWH ? builder.column(0, 0, 0) : builder.binary();
      rows.push(
        builder.atLeast(0, [
          [at.charge, 1],
          [charging, -leastIn],
          [topping, leastIn],
        ]),
        builder.atLeast(at.leastKwh, [
          ...at.stored,
          [topping, Math.min(0, at.leastKwh - store.maxKwh + leastIn)],
        ]),
      );
      choices.push({ kind: 'CHARGING', columns: [charging, topping], rows, likely: true });
    } else {
      rows.push(
        builder.atLeast(0, [
          [at.charge, 1],
          [charging, -leastIn],
        ]),
      );
      choices.push({ kind: 'CHARGING', columns: [charging], rows, likely: true });
    }
  }
}
