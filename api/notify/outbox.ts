import { z } from 'zod';
import { HOUR_MS, type Instant, MINUTE_MS } from '../house/index.ts';
import { type Message, OCCASIONS, type Occasion } from './message.ts';

/** The same is said of the same car no more often than this, … */
const QUIET_MS = 4 * HOUR_MS;
/** … and what is of one kind, however new, no more often than this. */
const SHORTLY_MS = 5 * MINUTE_MS;
/** What could not be told for so long is no news any more. */
const OUTDATED_MS = 12 * HOUR_MS;
/** So much may wait; the oldest goes first. */
const MOST_WAITING = 50;
const FIRST_PAUSE_MS = MINUTE_MS;
const LONGEST_PAUSE_MS = HOUR_MS;

const text = z.object({ de: z.string(), en: z.string() });
const question = z.object({
  id: z.number(),
  choices: z.array(z.object({ key: z.string(), label: text })),
  likely: z.array(z.string()),
  ownWords: text.nullable(),
});
const message = z.object({
  occasion: z.enum(OCCASIONS),
  about: z.string().nullable().default(null),
  vehicle: z.string().nullable(),
  vehicleTitle: z.string().nullable().default(null),
  at: z.number(),
  until: z.number().nullable().default(null),
  title: text,
  text,
  question: question.nullable().default(null),
}) satisfies z.ZodType<Message>;

/** What waits to be told, and what was told lately: plain JSON, kept across restarts. */
export const outboxSchema: z.ZodType<Outbox> = z.object({
  waiting: z.array(
    z.object({
      message,
      channel: z.string(),
      tries: z.number(),
      dueAt: z.number(),
      isRefused: z.boolean().default(false),
    }),
  ),
  /** When something was last said, by occasion and car, and by these and what it was about. */
  said: z.record(z.string(), z.number()),
});
/** A message on its way to one channel. */
export interface Waiting {
  message: Message;
  channel: string;
  tries: number;
  dueAt: Instant;
  /** Its channel takes others, so that it keeps none of them waiting. */
  isRefused: boolean;
}
export interface Outbox {
  waiting: Waiting[];
  said: Record<string, Instant>;
}

export const EMPTY_OUTBOX: Outbox = { waiting: [], said: {} };

function keyOf({ occasion, vehicle }: { occasion: Occasion; vehicle: string | null }): string {
  return `${occasion}/${vehicle ?? ''}`;
}

/**
 * Puts a message in for each channel, unless the same was said of the same car within four hours, or something of that
 * kind within minutes.
 */
export function withMessage(outbox: Outbox, told: Message, channels: readonly string[]): Outbox {
  const [kind, same] = [keyOf(told), `${keyOf(told)}/${told.about ?? ''}`];
  const wasSaid = (key: string, withinMs: number) => told.at - (outbox.said[key] ?? -Infinity) < withinMs;
  if (channels.length === 0 || wasSaid(kind, SHORTLY_MS) || wasSaid(same, QUIET_MS)) return outbox;
  const recent = Object.entries(outbox.said).filter(([, at]) => told.at - at < QUIET_MS);
  return {
    waiting: withWaiting(outbox, told, channels),
    said: { ...Object.fromEntries(recent), [kind]: told.at, [same]: told.at },
  };
}

/** Puts a question or an answer in for each channel: who asks keeps count of that. */
export function withTalk(outbox: Outbox, told: Message, channels: readonly string[]): Outbox {
  return { ...outbox, waiting: withWaiting(outbox, told, channels) };
}

/** Where a question waits to be asked. */
export function waitingFor({ waiting }: Outbox, questionId: number): Waiting[] {
  return waiting.filter(
    ({ message }) => message.occasion === 'QUESTION' && message.question?.id === questionId,
  );
}

function withWaiting({ waiting }: Outbox, told: Message, channels: readonly string[]): Waiting[] {
  const added = channels.map(
    (channel): Waiting => ({ message: told, channel, tries: 0, dueAt: told.at, isRefused: false }),
  );
  return [...waiting, ...added].slice(-MOST_WAITING);
}

/** From then on it is no use to tell it. */
function outdatedAt({ at, until }: Message): Instant {
  return until ?? at + OUTDATED_MS;
}

/** What is to be sent now: of each channel by which something is due, what has waited longest. */
export function dueIn({ waiting }: Outbox, now: Instant): Waiting[] {
  const isDue = ({ dueAt }: Waiting) => dueAt <= now;
  const channels = new Set(waiting.filter(isDue).map(({ channel }) => channel));
  const next = new Map<string, Waiting>();
  for (const entry of waiting)
    if (channels.has(entry.channel) && !next.has(entry.channel) && (!entry.isRefused || isDue(entry)))
      next.set(entry.channel, entry);
  return [...next.values()];
}

/** It got through, and is never sent again. */
export function withSent(outbox: Outbox, sent: Waiting): Outbox {
  return { ...outbox, waiting: outbox.waiting.filter((entry) => !isSame(entry, sent)) };
}

/** Without what is no news any more, however it came to wait so long. */
export function withoutOutdated(outbox: Outbox, now: Instant): Outbox {
  const waiting = outbox.waiting.filter((entry) => now < outdatedAt(entry.message));
  return waiting.length === outbox.waiting.length ? outbox : { ...outbox, waiting };
}

/**
 * It did not get through: later once more, ever more rarely, until it is no news any more. What else is due by the same
 * channel waits too, so that nothing arrives before what is older.
 *
 * @param isRefused it was this message that the channel did not take
 */
export function withFailed(outbox: Outbox, failed: Waiting, now: Instant, isRefused = false): Outbox {
  return {
    ...outbox,
    waiting: outbox.waiting.flatMap((entry) => {
      const isIt = isSame(entry, failed);
      const waitsToo = !isRefused && entry.channel === failed.channel && entry.dueAt <= now;
      if (!isIt && !waitsToo) return [entry];
      if (now >= outdatedAt(entry.message)) return [];
      const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(entry.tries, 10));
      return [{ ...entry, tries: entry.tries + 1, dueAt: now + pauseMs, isRefused: isIt && isRefused }];
    }),
  };
}

function isSame(a: Waiting, b: Waiting): boolean {
  const isSameMessage = a.message.at === b.message.at && keyOf(a.message) === keyOf(b.message);
  return a.channel === b.channel && isSameMessage && a.message.text.en === b.message.text.en;
}
