import type { PlanInput } from '../../house/index.ts';
import type { PlanModel } from '../model.ts';
import { slotHours } from '../physics.ts';

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
      let costPerHour =
        at(columns?.import) * slot.importPricePerKwh - at(columns?.export) * slot.feedInPricePerKwh;
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
