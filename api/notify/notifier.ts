import type { Clock, Language, Notice, Snapshot, Timer } from '../house/index.ts';
import { wants } from './channels.ts';
import { type Channel, type Message, NotifyError } from './message.ts';
import { messagesBetween } from './news.ts';
import {
  dueIn,
  EMPTY_OUTBOX,
  type Outbox,
  outboxSchema,
  type Waiting,
  waitingFor,
  withFailed,
  withMessage,
  withoutOutdated,
  withSent,
  withTalk,
} from './outbox.ts';
import { isWorthKeeping, NOTHING_SEEN, type Sighting, sightingAfter, sightingSchema } from './sighting.ts';
import { createTroubles } from './troubles.ts';

/** What waits is looked at this often. */
const LOOK_MS = 30_000;

export interface NotifierDependencies {
  channels: readonly Channel[];
  language: Language;
  clock: Clock;
  /** The house, now and after each change. */
  snapshots: () => AsyncIterable<Snapshot>;
  store: {
    get<T>(key: string, decode: (value: unknown) => T): T | null;
    set(key: string, value: unknown): void;
  };
  onError: (channel: string, error: NotifyError) => void;
}

/** Tells people what they should know when they are not looking at the page. */
export interface Notifier {
  /** A question, or what came of one, by some of the channels. */
  talk(message: Message, channels: readonly string[]): void;
  /** Asks a question no more where it has not got through; the channels where it has not. */
  takeBack(questionId: number): string[];
  /** Which channels have taken no message for some time. */
  notices(): Notice[];
  /** What was last seen of the house; after a start, what was seen before it. */
  seen(): Sighting;
  start(): void;
  stop(): Promise<void>;
}

/** What could not be told is kept, and told later, once. Without channels it does nothing. */
export function createNotifier(dependencies: NotifierDependencies): Notifier {
  const { channels, language, clock, snapshots, store, onError } = dependencies;
  let outbox: Outbox = store.get('outbox', (value) => outboxSchema.parse(value)) ?? EMPTY_OUTBOX;
  let seen: Sighting = store.get('seen', (value) => sightingSchema.parse(value)) ?? NOTHING_SEEN;
  let keptSeen = seen;
  const troubles = createTroubles();
  let iterator: AsyncIterator<Snapshot> | null = null;
  let timer: Timer | null = null;
  let delivery: Promise<void> = Promise.resolve();
  /** On its way just now. */
  let sending: Waiting | null = null;
  let stopped = false;

  function keep(next: Outbox): void {
    if (next === outbox) return;
    outbox = next;
    store.set('outbox', outbox);
  }

  function keepSeen(): void {
    if (keptSeen === seen) return;
    keptSeen = seen;
    store.set('seen', seen);
  }

  async function follow(): Promise<void> {
    iterator = snapshots()[Symbol.asyncIterator]();
    for (let next = await iterator.next(); !next.done && !stopped; next = await iterator.next()) {
      const messages = messagesBetween(seen, next.value);
      for (const message of messages) {
        const wanted = channels.filter((channel) => wants(channel, message)).map(({ id }) => id);
        keep(withMessage(outbox, message, wanted));
      }
      // Only now: what was not put in before a crash is news again after it.
      seen = sightingAfter(seen, next.value);
      if (isWorthKeeping(keptSeen, seen)) keepSeen();
      if (messages.length > 0) deliver();
    }
  }

  /** One after the other: what comes in while something is sent may come too late for that run. */
  function deliver(): void {
    delivery = delivery.then(deliverDue);
  }

  /** Until nothing is due: what comes in meanwhile is sent too, and what fails is due later. */
  async function deliverDue(): Promise<void> {
    for (let [next] = due(); next && !stopped; [next] = due()) await deliverOne(next);
  }

  function due(): Waiting[] {
    keep(withoutOutdated(outbox, clock.now()));
    return dueIn(outbox, clock.now());
  }

  async function deliverOne(waiting: Waiting): Promise<void> {
    const channel = channels.find(({ id }) => id === waiting.channel);
    sending = waiting;
    try {
      await channel?.send(waiting.message, language);
      troubles.well(waiting.channel);
      keep(withSent(outbox, waiting));
    } catch (error) {
      const told = error instanceof NotifyError ? error : new NotifyError(UNEXPECTED, true);
      onError(waiting.channel, told);
      troubles.failed(waiting.channel, told.text, clock.now());
      keep(withFailed(outbox, waiting, clock.now(), told.isRefusal));
    } finally {
      sending = null;
    }
  }

  return {
    talk(message, to) {
      keep(withTalk(outbox, message, to));
      deliver();
    },
    takeBack(questionId) {
      const unsent = waitingFor(outbox, questionId).filter((waiting) => waiting !== sending);
      if (unsent.length > 0) keep(unsent.reduce(withSent, outbox));
      return unsent.map(({ channel }) => channel);
    },
    notices: () => troubles.notices(clock.now()),
    seen: () => seen,
    start() {
      if (channels.length === 0) return;
      void follow();
      timer = clock.every(LOOK_MS, async () => deliver());
      deliver();
    },
    async stop() {
      stopped = true;
      timer?.cancel();
      await iterator?.return?.();
      keepSeen();
      await delivery;
    },
  };
}

const UNEXPECTED = { de: 'unerwarteter Fehler', en: 'unexpected error' };
