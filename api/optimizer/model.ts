import {
  type Counting,
  type LinearProblem,
  type ProblemBuilder,
  problemBuilder,
  type Term,
} from '../plan/index.ts';
import type { Choice } from './choice.ts';
import { type Consequences, consequencesOf } from './cuts.ts';
import { addStore } from './model-store.ts';
import { addPreferences, type StoreColumns } from './preferences.ts';
import { dearestPrice, type Weights, weightsOf } from './schedule.ts';
import type { ChargeTask, Flows } from './task.ts';

/** The problem that the solver gets: energies in kWh, money in units of the dearest price. */
export interface ChargeModel {
  problem: LinearProblem;
  choices: Choice[];
  consequences: Consequences;
  /** Currency in one unit of the objective. */
  unit: number;
  stores: StoreColumns[];
  /** What decides between schedules that cost the same: columns with their weights, to be minimised. */
  preferences: Term[];
}

/** Which way the meter may turn in a step, while its rows are being collected. */
export interface Direction {
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
export interface Draft {
  task: ChargeTask;
  weights: Weights;
  unit: number;
  builder: ProblemBuilder;
  choices: Choice[];
  /** Terms of each step's balance: what comes minus what goes. */
  balance: Term[][];
  directions: Direction[];
  /** By charging column: the 0/1 column without which it is 0 and with which it is at least so much, kWh. */
  least: Map<number, { on: number; leastKwh: number }>;
  /** By charging column: the 0/1 column that is 0 while the store discharges. */
  exclusive: Map<number, number>;
  /** What stores with a least power need and have room for, all in kWh of what is stored. */
  countings: Counting[];
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
    least: new Map(),
    exclusive: new Map(),
    countings: [],
  };
  const imports = addImports(draft);
  const exports = addExports(draft);
  const stores = task.stores.map((store) => addStore(draft, store));
  addCircuits(draft, stores);
  task.steps.forEach(({ loadKwh, pvKwh }, t) => {
    builder.equal(loadKwh - pvKwh, draft.balance[t] ?? []);
  });
  for (const [t, direction] of draft.directions.entries()) closeDirection(draft, direction, t);
  const flows = { imports, exports, stores };
  const consequences = consequencesOf(draft, flows);
  const preferences = addPreferences(task, builder, flows);
  const { choices, unit } = draft;
  return { problem: builder.build(), choices, consequences, unit, stores, preferences };
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

function closeDirection({ builder, choices }: Draft, direction: Direction, step: number): void {
  const { column, mostIn, mostOut, inTerms, outTerms, rows } = direction;
  rows.push(
    builder.atMost(mostIn, [...inTerms, [column, mostIn]]),
    builder.atMost(0, [...outTerms, [column, -mostOut]]),
  );
  choices.push({ kind: 'DIRECTION', step, columns: [column], rows, likely: direction.paysBoth });
}

/** What charges on one circuit shares its limit. */
function addCircuits({ task: { circuits, steps }, builder }: Draft, stores: readonly StoreColumns[]): void {
  for (const circuit of circuits)
    steps.forEach(({ hours }, t) => {
      const terms = circuit.stores.flatMap((index): Term[] => {
        const column = stores[index]?.charge[t];
        return column === undefined ? [] : [[column, 1]];
      });
      builder.atMost(circuit.maxChargeKw * hours, terms);
    });
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
      // What is drawn in no time at all has no power that could be a peak.
      if (peakKw !== null && hours > 0)
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
