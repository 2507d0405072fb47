import { createPubSub, type PubSubEventTarget } from 'graphql-yoga';
import type { Display, HouseEvent, Instant, Snapshot } from '../house/index.ts';
import { activeViews } from './active-view.ts';
import { type Cursor, newRunId, siblingOf } from './fan-out/index.ts';
import { createJournal, firstState, type Journal, type JournalState } from './journal.ts';
import {
  applied,
  type Change,
  type LiveMessage,
  type LoggedEvent,
  type StreamEvent,
  type StreamEventType,
} from './messages.ts';
import type { Teller } from './place.ts';
import { catchUp, readEvents, readMessages, readSnapshots } from './readings.ts';

/** The typed channels of the pubsub: the one way by which anything reaches a subscriber. */
export type Channels = { live: [LiveMessage] };

/** An event before it has its number. */
export type NewEvent = Omit<HouseEvent, 'sequence' | 'at'>;

/** The state that everyone reads, and the streams of its changes; those are readings, which the fan-out shares. */
export interface LiveReader {
  /** New with each start; where clients see another one they begin anew. */
  readonly instanceId: string;
  /** The newest snapshot; readers take it once and use nothing else. */
  snapshot(): Snapshot;
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

/** The live state where it is made. */
export interface Live extends LiveReader {
  /**
   * Replaces the given parts and tells everyone; the answer is the events with their numbers. A call that
   * changes nothing and brings no event is not published.
   */
  publish(change: Change, events?: NewEvent[]): LoggedEvent[];
  /** All that was told so far and is remembered, for another process that is to tell it too. */
  state(): JournalState;
}

/** The live state as it is told by another process. */
export interface FollowedLive extends LiveReader {
  /** Takes over the next message of the same run. */
  append(message: LiveMessage): void;
  state(): JournalState;
}

/**
 * @param initial the state before the first cycle
 * @param nextSequence hands out numbers that never repeat, not even after a crash
 * @param now time of the house
 * @param past the newest events of earlier runs, oldest first
 * @param eventTarget what the pubsub is to publish through; by default nothing leaves this process
 */
export function createLive(
  initial: Omit<Snapshot, 'sequence' | 'instanceId' | 'publishedAt'>,
  nextSequence: () => number,
  now: () => Instant,
  past: readonly HouseEvent[] = [],
  eventTarget: PubSubEventTarget<Channels> = new EventTarget(),
): Live {
  const pubSub = createPubSub<Channels>({ eventTarget });
  const instanceId = newRunId(Date.now());
  let current: Snapshot = Object.freeze({
    ...initial,
    sequence: nextSequence(),
    instanceId,
    publishedAt: now(),
  });
  const journal = createJournal(firstState(current, past), now, 'SOURCE');
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
      previous: current.sequence,
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

  return { ...readerOf(journal, now), snapshot: () => current, publish, state: journal.state };
}

/** Tells what another process made: from the same place, by the same numbers, so that readers may go on here. */
export function followLive(state: JournalState, now: () => Instant): FollowedLive {
  return followed(state, now, 'FOLLOWER');
}

/**
 * Tells the last that is known while whoever made it is away, under another name of its run, as after a restart:
 * readers begin anew, at their places, and once more when it is back.
 */
export function orphanLive(state: JournalState, now: () => Instant): FollowedLive {
  const snapshot = { ...state.snapshot, instanceId: siblingOf(state.snapshot.instanceId) };
  return followed({ ...state, snapshot }, now, 'ORPHAN');
}

function followed(state: JournalState, now: () => Instant, teller: Teller): FollowedLive {
  const journal = createJournal(state, now, teller);
  return { ...readerOf(journal, now), append: journal.append, state: journal.state };
}

function readerOf(journal: Journal, now: () => Instant): LiveReader {
  return {
    instanceId: journal.snapshot().instanceId,
    snapshot: journal.snapshot,
    snapshots: () => readSnapshots(journal),
    messages: (cursor = null, recentEvents = 0) => readMessages(journal, cursor, recentEvents),
    catchUp: (cursor = null, recentEvents = 0) => catchUp(journal, cursor, recentEvents),
    activeView: activeViews(journal),
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
