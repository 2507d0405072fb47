import type { SlotDecision } from '../decode.ts';
import type { PlanModel } from '../model.ts';

/** Room for rounding when a flow is pinned, kW. */
const SLACK_KW = 5e-7;

/** Bounds of a column. */
export interface Pin {
  column: number;
  lower: number;
  upper: number;
}

/** Bounds that hold batteries and cars of the first slots of a model to what was decided for them. */
export function pinsFor(model: PlanModel, decisions: readonly SlotDecision[]): Pin[] {
  const { colLower, colUpper } = model.problem;
  const pin = (column: number, powerKw: number): Pin => {
    const [least, most] = [colLower[column] ?? 0, colUpper[column] ?? 0];
    const near = (kw: number) => Math.min(most, Math.max(least, kw));
    return { column, lower: near(powerKw - SLACK_KW), upper: near(powerKw + SLACK_KW) };
  };
  return decisions.flatMap(({ batteries, carKw }, index) => [
    ...model.batteries.flatMap(({ slots }, at) => {
      const columns = slots[index];
      if (!columns) return [];
      const { chargeKw = 0, dischargeKw = 0 } = batteries[at] ?? {};
      return [pin(columns.charge, chargeKw), pin(columns.discharge, dischargeKw)];
    }),
    ...model.cars.flatMap(({ slots }, at) => {
      const columns = slots[index];
      return columns ? [pin(columns.power, carKw[at] ?? 0)] : [];
    }),
  ]);
}

/** The same model in which the first slots are decided: pinned flows, and cars that are switched accordingly. */
export function pinned(model: PlanModel, decisions: readonly SlotDecision[]): PlanModel {
  const colLower = model.problem.colLower.slice();
  const colUpper = model.problem.colUpper.slice();
  const set = ({ column, lower, upper }: Pin) => {
    colLower[column] = lower;
    colUpper[column] = upper;
  };
  const pins = pinsFor(model, decisions);
  for (const pin of pins) set(pin);
  const powers = new Map(pins.map((pin) => [pin.column, pin.upper]));
  const switches = model.switches.filter((item) => {
    const upperKw = item.kind === 'CAR' ? powers.get(item.power) : undefined;
    if (upperKw === undefined) return true;
    const position = upperKw > 2 * SLACK_KW ? 1 : 0;
    set({ column: item.column, lower: position, upper: position });
    return false;
  });
  return { ...model, problem: { ...model.problem, colLower, colUpper }, switches };
}
