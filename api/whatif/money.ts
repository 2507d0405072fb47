import { HOUR_MS, type Plan, type PlanInput } from '../house/index.ts';
import { settledCost } from '../savings/index.ts';

/**
 * What a plan costs for energy and wear, less what its home batteries hold more at the end than at the start, in currency;
 * what is below their minimum they never give. What is in cars counts for nothing: it is what people asked for.
 *
 * @param worthPerKwh of a stored kWh at the end, for each battery; by default its own end value
 */
export function costOf(
  input: PlanInput,
  plan: Plan,
  worthPerKwh: readonly number[] = input.batteries.map(({ endValuePerKwh }) => endValuePerKwh),
): number {
  return input.batteries.reduce((cost, battery, at) => {
    const dischargedKwh = plan.slots.reduce(
      (sum, slot) => sum + ((slot.batteries[at]?.dischargeKw ?? 0) * (slot.end - slot.start)) / HOUR_MS,
      0,
    );
    const endPercent = plan.slots.at(-1)?.batteries[at]?.socPercent ?? battery.socPercent;
    const kwhAt = (socPercent: number) =>
      (Math.max(0, socPercent - battery.minSocPercent) / 100) * battery.capacityKwh;
    const paid = cost + dischargedKwh * battery.wearCostPerKwh;
    return settledCost(paid, kwhAt(battery.socPercent), kwhAt(endPercent), worthPerKwh[at] ?? 0);
  }, plan.cost);
}

/** Worth of what cars are charged with, at their end values, in currency. */
export function carsWorth(input: PlanInput, plan: Plan): number {
  return input.cars.reduce(
    (sum, car, at) =>
      sum + (plan.slots.at(-1)?.cars[at]?.energyKwh ?? 0) * car.chargeEfficiency * car.endValuePerKwh,
    0,
  );
}

/** What a plan charges into all cars over the horizon, at the AC side, kWh. */
export function carsKwh({ slots }: Pick<Plan, 'slots'>): number {
  return slots.reduce(
    (sum, { start, end, cars }) =>
      sum + cars.reduce((kw, { chargeKw }) => kw + chargeKw, 0) * ((end - start) / HOUR_MS),
    0,
  );
}
