import { DAY_MS, type Instant, type ShadowPolicy } from '../../api/house/index.ts';
import { type Ledger, localDate, newLedger } from '../../api/savings/index.ts';
import { randomNumbers } from '../random-house.ts';

/** What each policy pays more than the plan on a usual day, currency. */
const DEARER: Record<ShadowPolicy, number> = {
  PLAN: 0,
  PLAN_FOR_MEAN: 0.01,
  EVCC: 0.42,
  STATIC_LIMITS: 0.19,
  LEARNED: -0.004,
};

/** Weeks of policies side by side in which none but the plan is worth anything, up to the day before `to`. */
export function shadowPast(to: Instant, count: number, timeZone: string): Ledger {
  const random = randomNumbers(5);
  const days = Array.from({ length: count }, (_, index) => {
    const usual = 1 + 2 * random();
    const cost = (policy: ShadowPolicy) => usual + DEARER[policy] * 2 * random();
    return {
      date: localDate(to - (count - index) * DAY_MS, timeZone),
      costs: {
        PLAN: usual,
        PLAN_FOR_MEAN: cost('PLAN_FOR_MEAN'),
        EVCC: cost('EVCC'),
        STATIC_LIMITS: cost('STATIC_LIMITS'),
        LEARNED: cost('LEARNED'),
      },
    };
  });
  return { ...newLedger(1), days };
}
