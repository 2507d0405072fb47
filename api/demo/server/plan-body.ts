import { z } from 'zod';
import type { PlanStrategy } from '../../house/index.ts';
import type { RepeatingPlan } from '../evcc/index.ts';

const strategy = z.object({
  continuous: z.boolean().default(false),
  precondition: z.number().min(0).default(0),
});

const repeating = z.array(
  z.object({
    weekdays: z.array(z.int().min(0).max(6)),
    time: z.string().regex(/^\d{2}:\d{2}$/),
    tz: z.string(),
    soc: z.int().min(0).max(100),
    active: z.boolean().default(false),
  }),
);

/** Body of `plan/strategy`; `null` where it is none. */
export function strategyOf(body: unknown): PlanStrategy | null {
  const { success, data } = strategy.safeParse(body);
  return success ? { continuous: data.continuous, preconditionS: data.precondition } : null;
}

/** Body of `plan/repeating`; `null` where it is none. */
export function repeatingPlansOf(body: unknown): RepeatingPlan[] | null {
  return repeating.safeParse(body).data ?? null;
}
