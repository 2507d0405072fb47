import { DAY_MS, HOUR_MS, type Instant, SLOT_MS } from '../house/index.ts';
import { createPlanner } from '../plan/index.ts';
import type { Scenario } from './scenario.ts';
import { trueBattery, trueSlots } from './true-slots.ts';

/** Days before and after a moment that its worth is worked out from. */
const DAYS = 2;
const START_SHARE = 0.5;
/** So much more is compared with: small beside a day, large beside what a plan is proven to. */
const STEP_KWH = 1;

/**
 * What one more kWh in the home battery would have saved at these moments whoever knew the days around them, before
 * its losses, currency/kWh: the difference of two plans for the days after, from what a plan over the days before leaves
 * and from a little more. (The dual of the store would be any value between that of one more and of one less.) The same
 * for every policy, so nobody gains by ending full or empty.
 */
export async function storedWorths(
  scenario: Scenario,
  moments: readonly Instant[],
): Promise<ReadonlyMap<Instant, number>> {
  const planner = createPlanner();
  await planner.start();
  const planFrom = (from: Instant, to: Instant, storedKwh: number) => {
    const slots = trueSlots(scenario, from, to);
    const battery = trueBattery(scenario, storedKwh, slots);
    return { battery, input: { computedAt: from, currency: 'EUR', slots, batteries: [battery], cars: [] } };
  };
  /** What the days after cost, less what is left, for who begins them with so much. */
  async function costAfter(at: Instant, storedKwh: number): Promise<number> {
    const { battery, input } = planFrom(at, at + DAYS * DAY_MS, storedKwh);
    const plan = await planner.solve(input);
    const wear = plan.slots.reduce(
      (sum, slot) =>
        sum +
        ((slot.batteries[0]?.dischargeKw ?? 0) * battery.wearCostPerKwh * (slot.end - slot.start)) / HOUR_MS,
      0,
    );
    const leftKwh = ((plan.slots.at(-1)?.batteries[0]?.socPercent ?? 0) / 100) * battery.capacityKwh;
    return plan.cost + wear - leftKwh * battery.endValuePerKwh;
  }
  const worths = new Map<Instant, number>();
  for (const at of moments) {
    const { capacityKwh, maxSocPercent, dischargeEfficiency } = scenario.devices.battery;
    const fullKwh = (maxSocPercent / 100) * capacityKwh;
    const around = planFrom(at - DAYS * DAY_MS, at + DAYS * DAY_MS, START_SHARE * capacityKwh);
    const plan = await planner.solve(around.input);
    const socPercent = plan.slots.find(({ end }) => end === at)?.batteries[0]?.socPercent ?? null;
    const isKnown = socPercent !== null && plan.slots.some(({ start }) => start >= at);
    if (!isKnown) {
      worths.set(at, dischargeEfficiency * meanPricePerKwh(scenario, at));
      continue;
    }
    const lessKwh = Math.max(0, Math.min((socPercent / 100) * capacityKwh, fullKwh - STEP_KWH));
    const moreKwh = Math.min(fullKwh, lessKwh + STEP_KWH);
    const saved = (await costAfter(at, lessKwh)) - (await costAfter(at, moreKwh));
    worths.set(at, saved / (moreKwh - lessKwh));
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
