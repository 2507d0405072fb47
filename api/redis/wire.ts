import { z } from 'zod';
import type { ReadMemory } from '../graphql/index.ts';
import type { ActionResult, Actions, QuarterHour } from '../house/index.ts';
import type { JournalState, LiveMessage } from '../live/index.ts';
import { MAX_DISPLAYS } from '../live/index.ts';
import type { PlainDay, SavingsReport } from '../savings/index.ts';

/** What goes through Redis, by topic. All of it is of one version of this program: `Pulse` says of which. */
export type Topics = {
  /** Each change of the house, from its owner. */
  live: [LiveMessage];
  /** That the owner is there, and where it stands. */
  pulse: [Pulse];
  /** What a process asks the owner to do. */
  request: [Request];
  /** What came of it, for the process that asked. */
  answer: [processId: string, Answer];
  /** Which displays a process has pages of. */
  presence: [Presence];
};

/** How often the owner says that it is there. */
export const PULSE_MS = 1000;
/** An owner that was not heard of for so long is away. */
export const AWAY_MS = 5000;

const pulse = z.object({
  instanceId: z.string(),
  version: z.string(),
  /** Sequence of the newest message. */
  head: z.int(),
  /** Time of the house, and how many of its seconds pass in one of ours. */
  now: z.number(),
  speed: z.number().positive(),
  lastCycle: z.object({ finishedAt: z.number(), durationMs: z.number() }).nullable(),
  fallbackCount: z.int(),
});
export type Pulse = z.infer<typeof pulse>;

const request = z.object({
  id: z.string().max(64),
  processId: z.string().max(64),
  name: z.string().max(64),
  args: z.array(z.unknown()),
});
export type Request = z.infer<typeof request>;

const text = z.object({ de: z.string(), en: z.string() });
const answer = z.object({
  id: z.string(),
  result: z.union([
    z.object({ ok: z.literal(true), value: z.unknown() }),
    z.object({
      ok: z.literal(false),
      code: z.string(),
      field: z.string().nullable(),
      message: text,
    }),
  ]),
});
/** Only what an owner of our version said comes this far, so that the code is one of ours. */
export type Answer = { id: string; result: ActionResult<unknown> };

const presence = z.object({
  processId: z.string().max(64),
  displays: z.array(z.string().max(200)).max(MAX_DISPLAYS),
});
export type Presence = z.infer<typeof presence>;

const live = z.looseObject({
  sequence: z.int(),
  previous: z.int(),
  instanceId: z.string(),
  events: z.array(z.looseObject({ sequence: z.int() })),
});

/** Whether something from Redis is what its topic says; anybody may publish there. */
export const isPulse = (value: unknown): value is Pulse => pulse.safeParse(value).success;
export const isRequest = (value: unknown): value is Request => request.safeParse(value).success;
export const isAnswer = (value: unknown): value is Answer => answer.safeParse(value).success;
export const isPresence = (value: unknown): value is Presence => presence.safeParse(value).success;
export const isLiveMessage = (value: unknown): value is LiveMessage => live.safeParse(value).success;

/** What a process needs to go on telling what the owner tells: what it missed, or everything. */
export type Missed = { messages: LiveMessage[] } | { state: JournalState };

const missed = z.union([
  z.object({ messages: z.array(live) }),
  z.object({
    state: z.object({
      snapshot: z.looseObject({ sequence: z.int(), instanceId: z.string() }),
      changes: z.array(live),
      changesFloor: z.int(),
      events: live.shape.events,
      eventsFloor: z.int(),
    }),
  }),
]);
export const isMissed = (value: unknown): value is Missed => missed.safeParse(value).success;

/** What the owner of the house does for other processes. */
export interface OwnerCalls extends Actions, Remembered {
  /** What came after a message; everything where that is not remembered, or of another run. */
  missed(instanceId: string, after: number): Promise<ActionResult<Missed>>;
  quarterHours(from: number, to: number): Promise<ActionResult<QuarterHour[]>>;
  savingsReport(from: string, to: string): Promise<ActionResult<SavingsReport>>;
  savingsDay(date: string): Promise<ActionResult<PlainDay | null>>;
}

/** What it remembers, asked for from elsewhere. */
type Remembered = {
  [Name in keyof ReadMemory]: (
    ...args: Parameters<ReadMemory[Name]>
  ) => Promise<ActionResult<Awaited<ReturnType<ReadMemory[Name]>>>>;
};

/** Hands on what comes and is what it should be, until the answer is called. */
export function listen<T>(
  messages: AsyncIterableIterator<T>,
  isRight: (value: unknown) => value is T,
  onMessage: (message: T) => void,
): () => void {
  void (async () => {
    for await (const message of messages) if (isRight(message)) onMessage(message);
  })();
  return () => void messages.return?.();
}
