import type { Estimate } from './evidence.ts';

/** Watches whether a proven advantage is still there. Serialisable. */
export interface Alarm {
  /** What was proven, a day, currency, and how much the sum of many days varies for each of them. */
  advantage: number;
  longRunDeviation: number;
  /** How much more probable the last days are if the advantage is gone than if it is still there, as a logarithm, ≥ 0. */
  gone: number;
  /** The same for days that are clearly dearer, compared with days that are worth nothing. */
  harmful: number;
}

/** Clearly dearer is by so much of the long-run deviation. */
const CLEARLY = 1;
/**
 * Of days that go on as they were, an alarm comes once in so many at most, on average (Lorden 1971); in simulated houses, whose
 * days are watched more cautiously than they need, once in 1,800 where 3 % are saved and in 3,100 where it is 13 %. With 40
 * days an advantage that has become nothing is taken back up to a third sooner, but one that is still there twice as often.
 */
const DAYS_TO_FALSE_ALARM = 100;

/** An alarm that has heard nothing yet. */
export function newAlarm({ mean, longRunDeviation }: Estimate): Alarm {
  return { advantage: mean, longRunDeviation, gone: 0, harmful: 0 };
}

/** Takes in another day: two cumulative sums (Page 1954), each of a likelihood ratio. */
export function heard(alarm: Alarm, saved: number): Alarm {
  const { advantage, longRunDeviation } = alarm;
  const scale = Math.max(longRunDeviation, advantage);
  const dearer = CLEARLY * scale;
  // A day that is far off counts as one that is three deviations off, or one odd day would do.
  const day = Math.max(-3 * scale, Math.min(3 * scale, saved));
  return {
    ...alarm,
    gone: Math.max(0, alarm.gone + (advantage / scale ** 2) * (advantage / 2 - day)),
    harmful: Math.max(0, alarm.harmful + (dearer / scale ** 2) * (-day - dearer / 2)),
  };
}

/** Whether the advantage is gone. */
export function isRinging({ gone, harmful }: Alarm): boolean {
  return Math.max(gone, harmful) > Math.log(DAYS_TO_FALSE_ALARM);
}
