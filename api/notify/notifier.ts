import type { Clock, Language, Snapshot, Timer } from '../house/index.ts';
import { type Channel, NotifyError } from './message.ts';
import { messagesBetween } from './occasions.ts';
import {
  dueIn,
  EMPTY_OUTBOX,
  type Outbox,
  outboxSchema,
  withFailed,
  withMessage,
  withSent,
} from './outbox.ts';

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
  start(): void;
  stop(): Promise<void>;
}

/** What could not be told is kept, and told later, once. Without channels it does nothing. */
export function createNotifier(dependencies: NotifierDependencies): Notifier {
  const { channels, language, clock, snapshots, store, onError } = dependencies;
  let outbox: Outbox = store.get('outbox', (value) => outboxSchema.parse(value)) ?? EMPTY_OUTBOX;
  let iterator: AsyncIterator<Snapshot> | null = null;
  let timer: Timer | null = null;
  let delivery: Promise<void> | null = null;
  let stopped = false;

  function keep(next: Outbox): void {
    if (next === outbox) return;
    outbox = next;
    store.set('outbox', outbox);
  }

  async function follow(): Promise<void> {
    let before: Snapshot | null = null;
    iterator = snapshots()[Symbol.asyncIterator]();
    for (let next = await iterator.next(); !next.done && !stopped; next = await iterator.next()) {
      const after = next.value;
      const messages = before ? messagesBetween(before, after) : [];
      before = after;
      for (const message of messages) {
        const wanted = channels.filter((channel) => channel.wants(message)).map(({ id }) => id);
        keep(withMessage(outbox, message, wanted));
      }
      if (messages.length > 0) deliver();
    }
  }

  function deliver(): void {
    delivery ??= deliverDue().finally(() => {
      delivery = null;
    });
  }

  async function deliverDue(): Promise<void> {
    for (const waiting of dueIn(outbox, clock.now())) {
      const channel = channels.find(({ id }) => id === waiting.channel);
      if (stopped) return;
      try {
        await channel?.send(waiting.message, language);
        keep(withSent(outbox, waiting));
      } catch (error) {
        if (!(error instanceof NotifyError)) throw error;
        onError(waiting.channel, error);
        keep(withFailed(outbox, waiting, clock.now()));
      }
    }
  }

  return {
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
      await delivery;
    },
  };
}
