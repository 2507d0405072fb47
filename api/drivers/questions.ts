import { z } from 'zod';
import { DAY_MS, HOUR_MS, type Instant } from '../house/index.ts';

/** A car's people are asked no more often than this, whatever about. */
const QUIET_MS = 4 * HOUR_MS;
/** Whoever was offered something is not offered it again on the same day. */
const OFFER_QUIET_MS = 12 * HOUR_MS;
/** An answer later than this is not taken for one: the car may have gone on another trip. */
const VALID_MS = 2 * HOUR_MS;

/** What people are asked: when a car leaves, or whether it should have more while energy is cheap. */
export type QuestionKind = 'DEPARTURE' | 'OFFER';

/** Something to ask about a car, if its people may be asked now. */
export interface Occasion {
  kind: QuestionKind;
  vehicle: string;
  title: string;
  loadpoint: string;
  /** What is offered ends then; `null` = nothing is. */
  ends: Instant | null;
}

const openQuestionSchema = z.object({
  id: z.number(),
  kind: z.enum(['DEPARTURE', 'OFFER']),
  /** By which it was asked, and can be answered. */
  channels: z.array(z.string()),
  vehicle: z.string(),
  title: z.string(),
  loadpoint: z.string(),
  ends: z.number().nullable(),
  /** No answer is taken from then on. */
  until: z.number(),
});
/** A question that waits for its answer. */
export type OpenQuestion = z.infer<typeof openQuestionSchema>;

/** Open questions, and when each car's people were last asked: plain JSON, kept across restarts. */
export const questionsSchema = z.object({
  open: z.array(openQuestionSchema),
  askedAt: z.record(z.string(), z.number()),
  offeredAt: z.record(z.string(), z.number()),
  nextId: z.number(),
});
export type Questions = z.infer<typeof questionsSchema>;

export const NO_QUESTIONS: Questions = { open: [], askedAt: {}, offeredAt: {}, nextId: 1 };

/** Whether a car's people may be asked now. */
export function mayAsk(
  { askedAt, offeredAt }: Questions,
  { kind, vehicle }: Occasion,
  now: Instant,
): boolean {
  const isOver = (at: Instant | undefined, pauseMs: number) => at === undefined || now - at >= pauseMs;
  return (
    isOver(askedAt[vehicle], QUIET_MS) && (kind !== 'OFFER' || isOver(offeredAt[vehicle], OFFER_QUIET_MS))
  );
}

/** With a question that is asked now; it takes the place of what was asked about the car before. */
export function withQuestion(
  questions: Questions,
  { ends, ...about }: Occasion,
  channels: string[],
  now: Instant,
): { questions: Questions; question: OpenQuestion } {
  const { vehicle, kind } = about;
  const until = Math.min(now + VALID_MS, ends ?? Number.POSITIVE_INFINITY);
  const question = { ...about, id: questions.nextId, channels, ends, until };
  const others = stillOpen(questions, now).filter((open) => open.vehicle !== vehicle);
  return {
    question,
    questions: {
      open: [...others, question],
      askedAt: { ...recent(questions.askedAt, now), [vehicle]: now },
      offeredAt: { ...recent(questions.offeredAt, now), ...(kind === 'OFFER' ? { [vehicle]: now } : {}) },
      nextId: questions.nextId + 1,
    },
  };
}

/** Without a question that was answered: it is answered once. */
export function withoutQuestion(questions: Questions, answered: OpenQuestion, now: Instant): Questions {
  return { ...questions, open: stillOpen(questions, now).filter(({ id }) => id !== answered.id) };
}

/** Without channels by which a question never got through; of whom nobody was asked, nobody was. */
export function withoutChannels(
  questions: Questions,
  question: OpenQuestion,
  unsent: readonly string[],
  now: Instant,
): Questions {
  const open = stillOpen(questions, now);
  const channels = question.channels.filter((id) => !unsent.includes(id));
  if (channels.length > 0)
    return { ...questions, open: open.map((one) => (one.id === question.id ? { ...one, channels } : one)) };
  const { [question.vehicle]: _asked, ...askedAt } = questions.askedAt;
  const { [question.vehicle]: _offered, ...offeredAt } = questions.offeredAt;
  return { ...withoutQuestion(questions, question, now), askedAt, offeredAt };
}

/** The questions that can still be answered, oldest first. */
export function stillOpen({ open }: Questions, now: Instant): OpenQuestion[] {
  return open.filter(({ until }) => now < until);
}

function recent(times: Record<string, number>, now: Instant): Record<string, number> {
  return Object.fromEntries(Object.entries(times).filter(([, at]) => now - at < DAY_MS));
}
