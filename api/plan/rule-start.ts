import type { PlanBattery, PlanInput } from '../house/index.ts';
import { followThrough } from './decode.ts';
import { fix, releaseAll, withPositions } from './dive.ts';
import { decideByRules } from './fallback.ts';
import { withFixedFlows } from './fixed-start.ts';
import { type Highs, type LpSolution, type Model, solveLp } from './highs.ts';
import type { PlanModel } from './model.ts';
import { storedKwh } from './physics.ts';
import { lackedKwh } from './stays.ts';
import { impliedPosition } from './switches.ts';

const NEGLIGIBLE_KWH = 1e-9;

/**
 * The best point with every switch where the plan by simple rules has it: found by one solve, whatever the goals, and
 * no worse than that plan. `null` if the model has no such point. Leaves the model with every switch released.
 */
export function startByRules(
  highs: Highs,
  model: Model,
  planModel: PlanModel,
  input: PlanInput,
): LpSolution | null {
  const { switches } = planModel;
  const values = flowsByRules(planModel, input);
  for (const item of switches) fix(model, item, impliedPosition(item, values));
  const solution = solveLp(highs, model);
  releaseAll(model, planModel);
  return solution && withPositions(solution, switches);
}

function aboveKwh(battery: PlanBattery, socPercent: number): number {
  const kwh = storedKwh(battery, socPercent) - storedKwh(battery, battery.maxSocPercent);
  return kwh > NEGLIGIBLE_KWH ? kwh : 0;
}

function belowReserveKwh(battery: PlanBattery, socPercent: number): number {
  return belowKwh(battery, Math.min(battery.reserveSocPercent, battery.maxSocPercent), socPercent);
}

function belowKwh(battery: PlanBattery, levelPercent: number, socPercent: number): number {
  const kwh = storedKwh(battery, levelPercent) - storedKwh(battery, socPercent);
  return kwh > NEGLIGIBLE_KWH ? kwh : 0;
}

/** What the trips of cars that charge like this lack and is charged elsewhere, in its columns. */
function setElsewhere({ slots, cars }: PlanModel, values: Float64Array): void {
  for (const { course, slots: own, stays } of cars) {
    const columns = stays.map(({ elsewhere }) => elsewhere);
    columns.forEach((column, at) => {
      if (column === null) return;
      let hadKwh = 0;
      own.forEach((each, index) => {
        const isBefore = (course.presence[index]?.stay ?? at + 1) <= at;
        if (each && isBefore) hadKwh += (values[each.power] ?? 0) * (slots[index]?.hours ?? 0);
      });
      for (const earlier of columns.slice(0, at)) hadKwh += earlier === null ? 0 : (values[earlier] ?? 0);
      values[column] = lackedKwh(course, at + 1, hadKwh);
    });
  }
}

/** The flows of the fallback's plan in the columns of the model; other columns stay 0. */
function flowsByRules(model: PlanModel, input: PlanInput): Float64Array {
  const { problem, slots, batteries, cars, loads } = model;
  const values = new Float64Array(problem.numCols);
  withFixedFlows(input, followThrough(input, decideByRules(input))).forEach((flows, index) => {
    const columns = slots[index];
    if (!columns) return;
    values[columns.import] = flows.importKw;
    values[columns.export] = flows.exportKw;
    values[columns.curtailed] = flows.curtailedKw;
    batteries.forEach((battery, at) => {
      const own = battery.slots[index];
      if (!own) return;
      values[own.charge] = flows.batteries[at]?.chargeKw ?? 0;
      values[own.discharge] = flows.batteries[at]?.dischargeKw ?? 0;
      const socPercent = flows.batteries[at]?.socPercent ?? 0;
      values[own.stored] = storedKwh(battery.battery, socPercent);
      if (own.aboveKwh !== undefined) values[own.aboveKwh] = aboveKwh(battery.battery, socPercent);
      if (own.belowMinKwh !== undefined)
        values[own.belowMinKwh] = belowKwh(battery.battery, battery.battery.minSocPercent, socPercent);
      if (own.belowReserveKwh !== undefined)
        values[own.belowReserveKwh] = belowReserveKwh(battery.battery, socPercent);
    });
    cars.forEach((car, at) => {
      const own = car.slots[index];
      if (own) values[own.power] = flows.cars[at]?.chargeKw ?? 0;
    });
    loads.forEach((load, at) => {
      const [own, flow] = [load.slots[index], flows.loads?.[at]];
      if (!own || !flow || flow.powerKw <= 0) return;
      values[own.power] = flow.powerKw;
      const begins = flow.energyKwh <= flow.powerKw * columns.hours + NEGLIGIBLE_KWH;
      const start = begins ? load.starts.find((each) => each.index === index) : undefined;
      if (start) values[start.column] = 1;
    });
  });
  setElsewhere(model, values);
  return values;
}
