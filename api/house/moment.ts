import type { Clock } from './clock.ts';
import { type Instant, SECOND_MS } from './time.ts';

/** When something happened: it keeps its age where the wall clock is set, and is never younger than it was. */
export interface Moment {
  /** What the wall clock, as it is set now, showed then. */
  at(): Instant;
  /** Time that passed since then; ≥ 0. */
  ageMs(): number;
}

/**
 * A moment by the clock that tells the time: the present, or the one that the wall clock shows as `at`.
 *
 * @param at not after now; what lies ahead counts as now
 */
export function moment(clock: Pick<Clock, 'now' | 'elapsedMs'>, at: Instant = clock.now()): Moment {
  const shownAt = clock.now();
  const notedAt = clock.elapsedMs();
  const ageThen = Math.max(0, shownAt - at);
  const passedMs = () => clock.elapsedMs() - notedAt;
  return {
    at: () => {
      const setByMs = clock.now() - shownAt - passedMs();
      return shownAt - ageThen + Math.round(setByMs / SECOND_MS) * SECOND_MS;
    },
    ageMs: () => ageThen + passedMs(),
  };
}
