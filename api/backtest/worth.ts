import { DAY_MS, type Instant, SLOT_MS } from '../house/index.ts';
import { createPlanner } from '../plan/index.ts';
import type { Scenario } from './scenario.ts';
import { trueBattery, trueSlots } from './true-slots.ts';

/** Days before and after a moment that its worth is worked out from. */
const DAYS = 2;
const START_SHARE = 0.5;

/**
 * What one more kWh in the home battery would have saved at these moments whoever knew the days around them, before
 * its losses, currency/kWh: the dual of the store in a plan over two days before and after. The same for every policy,
 * so nobody gains by ending full or empty.
 */
export async function storedWorths(
  scenario: Scenario,
  moments: readonly Instant[],
): Promise<ReadonlyMap<Instant, number>> {
  const planner = createPlanner();
  await planner.start();
  const worths = new Map<Instant, number>();
  for (const at of moments) {
    const slots = trueSlots(scenario, at - DAYS * DAY_MS, at + DAYS * DAY_MS);
    const storedKwh = START_SHARE * scenario.devices.battery.capacityKwh;
    const plan = await planner.solve({
      computedAt: at,
      currency: 'EUR',
      slots,
      batteries: [trueBattery(scenario, storedKwh, slots)],
      cars: [],
    });
    const before = plan.slots.find(({ end }) => end === at)?.batteries[0]?.storedValuePerKwh ?? null;
    worths.set(at, before ?? scenario.devices.battery.dischargeEfficiency * meanPricePerKwh(scenario, at));
  }
  await planner.stop();
  return worths;
}

/** What energy in a car is worth, and what a car lacks costs: the mean import price of the day before, currency/kWh. */
export function meanPricePerKwh({ price }: Scenario, at: Instant): number {
  const over = (from: Instant) => {
    let sum = 0;
    let quarters = 0;
    for (let start = from; start < from + DAY_MS; start += SLOT_MS) {
      const perKwh = price.at(start);
      if (perKwh === null) continue;
      sum += perKwh;
      quarters += 1;
    }
    return quarters > 0 ? sum / quarters : null;
  };
  return over(at - DAY_MS) ?? over(at) ?? 0;
}
