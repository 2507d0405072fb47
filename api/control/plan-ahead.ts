import { type Instant, type Plan, slotStart } from '../house/index.ts';

/** The plan from the running slot on; `null` where it does not cover now. */
export function planFrom(plan: Plan | null, now: Instant): Plan | null {
  if (!plan) return null;
  const slots = plan.slots.filter((slot) => slot.end > now && slot.end > slotStart(now));
  return slots.length > 0 ? { ...plan, slots } : null;
}
