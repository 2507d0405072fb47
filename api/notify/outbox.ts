import { z } from 'zod';
import { HOUR_MS, type Instant, MINUTE_MS } from '../house/index.ts';
import type { Message, Occasion } from './message.ts';

/** The same is said of the same car no more often than this. */
const QUIET_MS = 4 * HOUR_MS;
/** What could not be told for so long is no news any more. */
const OUTDATED_MS = 12 * HOUR_MS;
/** So much may wait; the oldest goes first. */
const MOST_WAITING = 50;
const FIRST_PAUSE_MS = MINUTE_MS;
const LONGEST_PAUSE_MS = HOUR_MS;

const text = z.object({ de: z.string(), en: z.string() });
const message = z.object({
  occasion: z.enum(['CAR_FULL', 'CAR_SHORT', 'CABLE', 'CAR_WILL_BE_SHORT', 'EVCC_AWAY']),
  vehicle: z.string().nullable(),
  at: z.number(),
  title: text,
  text,
}) satisfies z.ZodType<Message>;

/** What waits to be told, and what was told lately: plain JSON, kept across restarts. */
export const outboxSchema = z.object({
  waiting: z.array(z.object({ message, channel: z.string(), tries: z.number(), dueAt: z.number() })),
  /** When something was last said, by occasion and car. */
  said: z.record(z.string(), z.number()),
});
export type Outbox = z.infer<typeof outboxSchema>;
export type Waiting = Outbox['waiting'][number];

export const EMPTY_OUTBOX: Outbox = { waiting: [], said: {} };

function keyOf({ occasion, vehicle }: { occasion: Occasion; vehicle: string | null }): string {
  return `${occasion}/${vehicle ?? ''}`;
}

/** Puts a message in for each channel, unless the same was said of the same car within four hours. */
export function withMessage(outbox: Outbox, told: Message, channels: readonly string[]): Outbox {
  const saidAt = outbox.said[keyOf(told)];
  if (channels.length === 0 || (saidAt !== undefined && told.at - saidAt < QUIET_MS)) return outbox;
  const recent = Object.entries(outbox.said).filter(([, at]) => told.at - at < QUIET_MS);
  const added = channels.map((channel): Waiting => ({ message: told, channel, tries: 0, dueAt: told.at }));
  return {
    waiting: [...outbox.waiting, ...added].slice(-MOST_WAITING),
    said: { ...Object.fromEntries(recent), [keyOf(told)]: told.at },
  };
}

/** What is to be sent now, oldest first. */
export function dueIn({ waiting }: Outbox, now: Instant): Waiting[] {
  return waiting.filter(({ dueAt }) => dueAt <= now);
}

/** It got through, and is never sent again. */
export function withSent(outbox: Outbox, sent: Waiting): Outbox {
  return { ...outbox, waiting: outbox.waiting.filter((entry) => !isSame(entry, sent)) };
}

/** It did not get through: later once more, ever more rarely, and after twelve hours not at all. */
export function withFailed(outbox: Outbox, failed: Waiting, now: Instant): Outbox {
  return {
    ...outbox,
    waiting: outbox.waiting.flatMap((entry) => {
      if (!isSame(entry, failed)) return [entry];
      if (now - entry.message.at >= OUTDATED_MS) return [];
      const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(entry.tries, 10));
      return [{ ...entry, tries: entry.tries + 1, dueAt: now + pauseMs }];
    }),
  };
}

function isSame(a: Waiting, b: Waiting): boolean {
  return a.channel === b.channel && a.message.at === b.message.at && keyOf(a.message) === keyOf(b.message);
}
