import { HOUR_MS, type Instant, MINUTE_MS } from '../house/index.ts';

/** A car is asked this often where its people say nothing else. */
const USUAL_INTERVAL_MS = HOUR_MS;
/** After failures it is asked ever more rarely, and at last once a day. */
const LONGEST_PAUSE_MS = 24 * HOUR_MS;
/** Whoever asks by hand within this time of a good answer gets that one. */
const THROTTLE_MS = 5 * MINUTE_MS;

/** What happened with a car's source so far. */
export interface PollState {
  /** `null` = it was never asked. */
  askedAt: Instant | null;
  answeredAt: Instant | null;
  /** In a row. */
  failures: number;
  /** Whether it stood at a loadpoint when it was last looked at; `null` = not looked at yet. */
  isConnected: boolean | null;
}

export const NEVER_ASKED: PollState = { askedAt: null, answeredAt: null, failures: 0, isConnected: null };

/** When a car is asked next by itself: after its interval, which doubles with each failure up to a day. */
export function dueAt(state: PollState, intervalMinutes: number | null): Instant {
  if (state.askedAt === null) return 0;
  const interval = intervalMinutes === null ? USUAL_INTERVAL_MS : intervalMinutes * MINUTE_MS;
  return state.askedAt + Math.min(LONGEST_PAUSE_MS, interval * 2 ** Math.min(state.failures, 20));
}

/** Whether a car is to be asked now: it is time for it, or it was just plugged in. */
export function isDue(
  state: PollState,
  {
    now,
    isConnected,
    intervalMinutes,
  }: { now: Instant; isConnected: boolean; intervalMinutes: number | null },
): boolean {
  if (isConnected && state.isConnected === false) return true;
  return now >= dueAt(state, intervalMinutes);
}

/** Whether an answer is so new that nobody has to ask again, however much they press the button. */
export function isThrottled(state: PollState, now: Instant): boolean {
  return state.failures === 0 && state.answeredAt !== null && now - state.answeredAt < THROTTLE_MS;
}
