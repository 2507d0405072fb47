import type { Plan, PlanInput } from '../../house/index.ts';
import { importColumns, type PlanModel } from '../model.ts';
import { slotHours, storedKwh } from '../physics.ts';

/** Whether money is all that weighs beside goals: neither the height of the import nor its CO₂ has a price. */
export function isAllMoney({ peakPrices, co2PricePerTonne }: PlanInput): boolean {
  return !peakPrices?.length && !co2PricePerTonne;
}

/**
 * What a solution of the model costs in currency: import less feed-in, and wear, less the worth of what is left in
 * batteries and cars; without the weights of goals and preferences.
 */
export function moneyOf(input: PlanInput, model: PlanModel, values: Float64Array): number {
  const at = (column: number | undefined) => (column === undefined ? 0 : (values[column] ?? 0));
  return input.slots.reduce(
    (sum, slot, index) => {
      const hours = slotHours(slot);
      const columns = model.slots[index];
      const importKw = columns ? importColumns(columns).reduce((sum, column) => sum + at(column), 0) : 0;
      let costPerHour = importKw * slot.importPricePerKwh - at(columns?.export) * slot.feedInPricePerKwh;
      for (const { battery, slots } of model.batteries)
        costPerHour += at(slots[index]?.discharge) * battery.wearCostPerKwh;
      for (const { car, slots } of model.cars)
        costPerHour -= at(slots[index]?.power) * car.chargeEfficiency * car.endValuePerKwh;
      return sum + hours * costPerHour;
    },
    -model.batteries.reduce(
      (sum, { battery, slots }) => sum + at(slots.at(-1)?.stored) * battery.endValuePerKwh,
      0,
    ),
  );
}

/** What a plan costs for energy and wear less the worth of what it leaves in batteries and cars, currency. */
export function costLessWorth(input: PlanInput, plan: Plan): number {
  const end = plan.slots.at(-1);
  return input.batteries.reduce((cost, battery, at) => {
    const dischargedKwh = plan.slots.reduce(
      (sum, slot) => sum + (slot.batteries[at]?.dischargeKw ?? 0) * slotHours(slot),
      0,
    );
    const leftKwh = storedKwh(battery, end?.batteries[at]?.socPercent ?? 0);
    return cost + dischargedKwh * battery.wearCostPerKwh - leftKwh * battery.endValuePerKwh;
  }, plan.cost - worthOfCars(input, plan));
}

/** What the plan leaves in cars, currency. */
export function worthOfCars(input: PlanInput, plan: Plan): number {
  const end = plan.slots.at(-1);
  return input.cars.reduce(
    (sum, car, at) => sum + (end?.cars[at]?.energyKwh ?? 0) * car.chargeEfficiency * car.endValuePerKwh,
    0,
  );
}
