import type { ProblemBuilder, Term } from '../plan/index.ts';
import type { ChargeTask } from './task.ts';

/** Columns of one store, by step. */
export interface StoreColumns {
  charge: number[];
  discharge: number[];
}

/** Columns of all flows. */
export interface FlowColumns {
  /** What is drawn from the grid, overshoot included, by step. */
  imports: number[][];
  exports: number[][];
  stores: StoreColumns[];
}

/** What a kWh or a kW weighs where schedules cost the same, in evcc's proportions. The early ones weigh most. */
const WEIGHTS = {
  /** A kWh fed into the grid instead of into a store. */
  export: 1,
  /** A kWh drawn from the grid instead of from a store. */
  import: 0.25,
  /** A kWh that a store of a higher priority moves earlier, for each rank. */
  priority: -2.5,
  /** A kW of the highest power. */
  peak: 0.5,
  /** A kW of change from step to step. */
  ramp: 0.005,
  /** A kWh that is moved for nothing. */
  move: 0.001,
} as const;

const LEVELLED = {
  attenuate_demand_peaks: ['imports'],
  attenuate_feedin_peaks: ['exports'],
  attenuate_grid_peaks: ['imports', 'exports'],
} as const;

/** Adds what the strategies need to the problem, and gives out the weights that express them. */
export function addPreferences(task: ChargeTask, builder: ProblemBuilder, flows: FlowColumns): Term[] {
  const { steps, stores, chargingStrategy, dischargingStrategy } = task;
  const terms: Term[] = [];
  const earliness = (t: number) => (steps.length - t) / steps.length;
  const addAll = (columns: readonly number[][], weight: number) =>
    columns.forEach((step, t) => {
      for (const column of step) terms.push([column, weight * earliness(t)]);
    });

  if (chargingStrategy === 'charge_before_export') addAll(flows.exports, WEIGHTS.export);
  if (dischargingStrategy === 'discharge_before_import') addAll(flows.imports, WEIGHTS.import);
  stores.forEach(({ priority }, i) => {
    const { charge = [], discharge = [] } = flows.stores[i] ?? {};
    for (const columns of [charge, discharge])
      columns.forEach((column, t) => {
        terms.push([column, WEIGHTS.move + WEIGHTS.priority * priority * earliness(t)]);
      });
  });
  if (chargingStrategy !== 'none' && chargingStrategy !== 'charge_before_export')
    for (const side of LEVELLED[chargingStrategy]) terms.push(...addPeak(task, builder, flows[side]));
  return terms;
}

function addPeak({ steps }: ChargeTask, builder: ProblemBuilder, columns: readonly number[][]): Term[] {
  const peak = builder.column(0, Number.POSITIVE_INFINITY, 0);
  const terms: Term[] = [[peak, WEIGHTS.peak]];
  const powers = steps.map(({ hours }, t) =>
    hours > 0 ? (columns[t] ?? []).map((column): Term => [column, 1 / hours]) : [],
  );
  powers.forEach((power, t) => {
    if (power.length === 0) return;
    builder.atMost(0, [...power, [peak, -1]]);
    const before = powers[t - 1] ?? [];
    if (before.length === 0) return;
    const ramp = builder.column(0, Number.POSITIVE_INFINITY, 0);
    terms.push([ramp, WEIGHTS.ramp]);
    const negated = (of: Term[]) => of.map(([column, value]): Term => [column, -value]);
    builder.atMost(0, [...power, ...negated(before), [ramp, -1]]);
    builder.atMost(0, [...before, ...negated(power), [ramp, -1]]);
  });
  return terms;
}
