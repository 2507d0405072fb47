import { demandKwh } from '../car-profiles.ts';
import type { KnownQuarter } from '../measured.ts';
import type { BatteryPlant } from '../plant.ts';
import { type BatteryRule, type QuarterFlow, simulateQuarter } from '../simulate.ts';

/** A quarter of an hour of a policy in the plant, with its money: cost +, earnings −. */
export interface CourseStep extends QuarterFlow {
  /** import · price − export · feed-in, and wear. */
  cost: number;
}

/**
 * Carries a rule out in the plant over a measured quarter: the house and its cars as they were, the battery from what the
 * policy itself had left in it.
 *
 * @param wearCostPerKwh for each kWh that the battery gives
 */
export function stepCourse(
  battery: BatteryPlant,
  storedKwh: number,
  quarter: KnownQuarter,
  rule: BatteryRule,
  wearCostPerKwh = 0,
): CourseStep {
  const neededKwh = demandKwh(quarter) + quarter.carsKwh;
  const flow = simulateQuarter(battery, storedKwh, neededKwh, quarter.end - quarter.start, rule);
  const { importPricePerKwh, feedInPricePerKwh } = quarter;
  const meterCost = flow.importKwh * importPricePerKwh - flow.exportKwh * feedInPricePerKwh;
  return { ...flow, cost: meterCost + flow.dischargeKwh * wearCostPerKwh };
}
