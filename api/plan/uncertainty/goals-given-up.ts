import type { PlanModel } from '../model.ts';
import { givenUpKwh } from '../settle.ts';

/** More than this counts as giving up more, kWh (kWh · hours where it waits): either plan's goals are settled half as closely. */
const NOTABLE_KWH = 0.02;

/**
 * What a point gives up of each goal, the most important first, kWh (kWh · hours where it waits). Without what flexible loads
 * lack: in doubt they are as certain as the household.
 */
export function givenUpBy({ goals }: PlanModel, values: Float64Array): number[] {
  return goals.filter(({ kind }) => kind !== 'LOAD').map((goal) => givenUpKwh(goal, values));
}

/** Whether more of any goal is given up than there. */
export function givesUpMore(here: readonly number[], there: readonly number[]): boolean {
  return here.some((kwh, at) => kwh > (there[at] ?? 0) + NOTABLE_KWH);
}
