import { z } from 'zod';
import { HOUR_MS, type Instant, MINUTE_MS } from '../house/index.ts';

/** A car is asked this often where its people say nothing else. */
const USUAL_INTERVAL_MS = HOUR_MS;
/** After failures it is asked ever more rarely, and at last once a day. */
const LONGEST_PAUSE_MS = 24 * HOUR_MS;
/** Whoever asks by hand within this time of a good answer gets that one. */
const THROTTLE_MS = 5 * MINUTE_MS;

/** What happened with a car's source so far: plain JSON, for a cloud is kept across restarts. */
const pollStateSchema = z.object({
  /** `null` = it was never asked. */
  askedAt: z.number().nullable(),
  answeredAt: z.number().nullable(),
  /** In a row. */
  failures: z.number(),
  /** Whether it stood at a loadpoint when it was last looked at; `null` = not looked at yet. */
  isConnected: z.boolean().nullable(),
});
export type PollState = z.infer<typeof pollStateSchema>;
export const pollStatesSchema = z.record(z.string(), pollStateSchema);

export const NEVER_ASKED: PollState = { askedAt: null, answeredAt: null, failures: 0, isConnected: null };

/** How a car's source wants to be asked. */
export interface Pace {
  /** `null` = as usual. */
  intervalMinutes: number | null;
  /** A cloud is left alone for hours after a failure, whatever happens. */
  isCloud: boolean;
}

/** When a car is asked next by itself: after its interval, which doubles with each failure up to a day. */
export function dueAt(state: PollState, { intervalMinutes, isCloud }: Pace): Instant {
  if (state.askedAt === null) return 0;
  const interval = intervalMinutes === null ? USUAL_INTERVAL_MS : intervalMinutes * MINUTE_MS;
  const pause = isCloud && state.failures > 0 ? Math.max(HOUR_MS, interval) : interval;
  return state.askedAt + Math.min(LONGEST_PAUSE_MS, pause * 2 ** Math.min(state.failures, 20));
}

/** Whether a car is to be asked now: it is time for it, or it was just plugged in. */
export function isDue(
  state: PollState,
  { now, isConnected, ...pace }: Pace & { now: Instant; isConnected: boolean },
): boolean {
  const isTime = now >= dueAt(state, pace);
  const wasPluggedIn = isConnected && state.isConnected === false;
  if (!wasPluggedIn || !pace.isCloud) return isTime || wasPluggedIn;
  return isTime || (state.failures === 0 && !isThrottled(state, now, pace));
}

/**
 * Whether an answer is so new that nobody has to ask again, however much they press the button. A cloud is not asked
 * again after a failure either: it would lock the account.
 */
export function isThrottled(state: PollState, now: Instant, { isCloud }: Pick<Pace, 'isCloud'>): boolean {
  if (isCloud) return state.askedAt !== null && now - state.askedAt < THROTTLE_MS;
  return state.failures === 0 && state.answeredAt !== null && now - state.answeredAt < THROTTLE_MS;
}
