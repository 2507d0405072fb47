import { randomUUID } from 'node:crypto';
import { createPubSub } from 'graphql-yoga';
import type { Display, HouseEvent, Instant, Snapshot } from '../house/index.ts';
import { activeViews } from './active-view.ts';
import type { Cursor } from './fan-out/index.ts';
import { createJournal, type Journal } from './journal.ts';
import {
  applied,
  type Change,
  type LiveMessage,
  type LoggedEvent,
  type StreamEvent,
  type StreamEventType,
} from './messages.ts';
import { catchUp, readEvents, readMessages, readSnapshots } from './readings.ts';

/** The typed channels of the pubsub: the one way by which anything reaches a subscriber. */
type Channels = { live: [LiveMessage] };

/** An event before it has its number. */
export type NewEvent = Omit<HouseEvent, 'sequence' | 'at'>;

/** The state that everyone reads, and the streams of its changes; those are readings, which the fan-out shares. */
export interface Live {
  /** New with each start; where clients see another one they begin anew. */
  readonly instanceId: string;
  /** The newest snapshot; readers take it once and use nothing else. */
  snapshot(): Snapshot;
  /**
   * Replaces the given parts and tells everyone; the answer is the events with their numbers. A call that
   * changes nothing and brings no event is not published.
   */
  publish(change: Change, events?: NewEvent[]): LoggedEvent[];
  /** The current snapshot at once, then each newer one; a slow reader skips to the newest. */
  snapshots(): AsyncIterable<Snapshot>;
  /**
   * The current snapshot, or what came after the cursor; then changes. A slow reader skips to the newest snapshot.
   * Without a cursor the newest `recentEvents` events (none by default) come with the snapshot.
   */
  messages(cursor?: Cursor | null, recentEvents?: number): AsyncIterable<LiveMessage>;
  /** What `messages` would bring a reader with this cursor first, all of it in one message. */
  catchUp(cursor?: Cursor | null, recentEvents?: number): LiveMessage;
  /** What a display shows at once, then whenever that changes; a slow reader skips to the newest. */
  activeView(display: string): AsyncIterable<Display>;
  /** The log: what came after the cursor, then what happens, in order and once each. A slow reader is cut off. */
  events(types?: readonly StreamEventType[] | null, cursor?: Cursor | null): AsyncIterable<StreamEvent>;
}

/**
 * @param initial the state before the first cycle
 * @param nextSequence hands out numbers that never repeat, not even after a crash
 * @param now time of the house
 * @param past the newest events of earlier runs, oldest first
 */
export function createLive(
  initial: Omit<Snapshot, 'sequence' | 'instanceId' | 'publishedAt'>,
  nextSequence: () => number,
  now: () => Instant,
  past: readonly HouseEvent[] = [],
): Live {
  const pubSub = createPubSub<Channels>();
  const instanceId = randomUUID();
  let current: Snapshot = Object.freeze({
    ...initial,
    sequence: nextSequence(),
    instanceId,
    publishedAt: now(),
  });
  const journal = createJournal(current, past, now);
  const activeView = activeViews(journal);
  void keep(journal, pubSub.subscribe('live'));

  function publish(change: Change, newEvents: NewEvent[] = []): LoggedEvent[] {
    const changed = Object.fromEntries(
      Object.entries(change).filter(([key, value]) => !sameValue(value, current[key as keyof Change])),
    ) as Change;
    if (Object.keys(changed).length === 0 && newEvents.length === 0) return [];
    const at = now();
    const events = newEvents.map((event) => ({ ...event, at, instanceId, sequence: nextSequence() }));
    const message: LiveMessage = {
      sequence: nextSequence(),
      instanceId,
      publishedAt: at,
      snapshot: null,
      change: changed,
      events,
    };
    current = applied(current, message);
    pubSub.publish('live', message);
    return events;
  }

  return {
    instanceId,
    snapshot: () => current,
    publish,
    snapshots: () => readSnapshots(journal),
    messages: (cursor = null, recentEvents = 0) => readMessages(journal, cursor, recentEvents),
    catchUp: (cursor = null, recentEvents = 0) => catchUp(journal, cursor, recentEvents),
    activeView,
    events: (types = null, cursor = null) => readEvents(journal, types, cursor, now()),
  };
}

/** The pubsub has one subscriber, and that one is always quick: whoever reads slowly reads from the journal. */
async function keep(journal: Journal, messages: AsyncIterable<LiveMessage>): Promise<void> {
  for await (const message of messages) journal.append(message);
}

/** Structural equality of plain data; snapshots hold nothing else. */
function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keysA = Object.keys(a);
  if (keysA.length !== Object.keys(b).length) return false;
  return keysA.every((key) =>
    sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  );
}
