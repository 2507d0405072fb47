import { z } from 'zod';
import { type DriverSettings, HOUR_MS, type Instant, type Snapshot } from '../house/index.ts';

/** A car's driver is asked no more often than this. */
const QUIET_MS = 4 * HOUR_MS;
/** An answer later than this is not taken for one: the car may have gone on another trip. */
const VALID_MS = 2 * HOUR_MS;

/** Questions that wait for an answer, and when each car was last asked about: plain JSON, kept across restarts. */
export const questionsSchema = z.object({
  pending: z.array(
    z.object({
      /** Short, for a button has room for 64 bytes. */
      id: z.number(),
      chatId: z.string(),
      vehicle: z.string(),
      title: z.string(),
      loadpoint: z.string(),
      askedAt: z.number(),
    }),
  ),
  askedAt: z.record(z.string(), z.number()),
  nextId: z.number(),
});
export type Questions = z.infer<typeof questionsSchema>;
export type Question = Questions['pending'][number];

export const NO_QUESTIONS: Questions = { pending: [], askedAt: {}, nextId: 1 };

/** Whether a person drives a car; who is said to drive none drives all. Names are compared without regard to case. */
export function drives({ vehicles }: DriverSettings, vehicle: string, title: string): boolean {
  const names = [vehicle.toLowerCase(), title.toLowerCase()];
  return vehicles.length === 0 || vehicles.some((own) => names.includes(own.toLowerCase()));
}

/** The questions for cars that were plugged in between two states of the house, once each in four hours. */
export function questionsAfter(
  questions: Questions,
  before: Snapshot,
  after: Snapshot,
  drivers: readonly DriverSettings[],
): { questions: Questions; asked: Question[] } {
  const now = after.publishedAt;
  const asked: Question[] = [];
  let { pending, askedAt, nextId } = questions;
  for (const {
    id,
    connected,
    vehicleName: vehicle,
    vehicleTitle,
    departureSource,
    isHeating,
  } of after.loadpoints) {
    const then = before.loadpoints.find((loadpoint) => loadpoint.id === id);
    const isNew = then && connected && !(then.connected && then.vehicleName === vehicle);
    if (!isNew || vehicle === null || isHeating || departureSource === 'PERSON') continue;
    const title = vehicleTitle ?? vehicle;
    const chatId = drivers.find(
      (driver) => driver.telegramChatId && drives(driver, vehicle, title),
    )?.telegramChatId;
    if (!chatId || now - (askedAt[vehicle] ?? Number.NEGATIVE_INFINITY) < QUIET_MS) continue;
    const question = { id: nextId, chatId, vehicle, title, loadpoint: id, askedAt: now };
    asked.push(question);
    pending = [...pending.filter((other) => other.vehicle !== vehicle), question];
    askedAt = { ...askedAt, [vehicle]: now };
    nextId += 1;
  }
  return { questions: asked.length > 0 ? { pending, askedAt, nextId } : questions, asked };
}

/** The question that an answer from a chat is meant for: the one its button names, else the chat's newest. */
export function questionFor(
  { pending }: Questions,
  chatId: string,
  id: number | null,
  now: Instant,
): Question | null {
  const own = pending.filter((question) => question.chatId === chatId && now - question.askedAt < VALID_MS);
  return (id === null ? own.at(-1) : own.find((question) => question.id === id)) ?? null;
}

/** Without a question that was answered, and without those that nobody can answer any more. */
export function withoutQuestion(questions: Questions, answered: Question, now: Instant): Questions {
  return {
    ...questions,
    pending: questions.pending.filter(({ id, askedAt }) => id !== answered.id && now - askedAt < VALID_MS),
  };
}

/** What the buttons under a question say, and what they mean, from now. */
export const CHOICES = [
  { key: '2h', said: 'in 2 h', label: { de: 'in 2 h', en: 'in 2 h' } },
  { key: '4h', said: 'in 4 h', label: { de: 'in 4 h', en: 'in 4 h' } },
  { key: '8h', said: 'in 8 h', label: { de: 'in 8 h', en: 'in 8 h' } },
  { key: 'am', said: 'tomorrow morning', label: { de: 'morgen früh', en: 'tomorrow morning' } },
] as const;
