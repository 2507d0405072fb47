import type { Plan, PlanInput } from '../../house/index.ts';
import { trackCar } from '../car-track.ts';
import { followThrough } from '../decode.ts';
import { slotHours, storedKwh } from '../physics.ts';
import { inScenario } from './coarse.ts';
import { carryOut, ordersOf } from './first-hour.ts';

/**
 * What a plan costs on average over the scenarios if its orders are kept to the end of the horizon, whatever comes; in
 * currency, for energy and wear less the worth of what is left. What a car then lacks at its departure is bought at the
 * highest price.
 */
export function costIfKept(input: PlanInput, plan: Plan): number {
  const decisions = plan.slots.map((slot) => ({
    ...slot,
    carKw: slot.cars.map(({ chargeKw }) => chargeKw),
  }));
  const orders = ordersOf(input, decisions, input.slots.length);
  const highest = Math.max(...input.slots.map((slot) => slot.importPricePerKwh));
  return (input.scenarios ?? []).reduce((sum, scenario) => {
    const outcome = inScenario(input, scenario);
    const flows = followThrough(outcome, carryOut(outcome, orders));
    const end = flows.at(-1);
    let cost = flows.reduce((total, slot) => total + slot.cost, 0);
    for (const [at, battery] of input.batteries.entries()) {
      for (const slot of flows)
        cost += (slot.batteries[at]?.dischargeKw ?? 0) * slotHours(slot) * battery.wearCostPerKwh;
      cost -= storedKwh(battery, end?.batteries[at]?.socPercent ?? 0) * battery.endValuePerKwh;
    }
    for (const [at, car] of input.cars.entries()) {
      const chargedKwh = end?.cars[at]?.energyKwh ?? 0;
      cost -= chargedKwh * car.chargeEfficiency * car.endValuePerKwh;
      const powersKw = flows.map(({ cars }) => cars[at]?.chargeKw ?? 0);
      for (const { missingKwh } of trackCar(car, input, powersKw).stays) cost += missingKwh * highest;
    }
    return sum + scenario.probability * cost;
  }, 0);
}
