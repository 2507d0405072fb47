import { randomUUID } from 'node:crypto';
import { createPubSub } from 'graphql-yoga';
import type { HouseEvent, Instant, Snapshot } from '../house/index.ts';
import { latest } from './latest.ts';

/** Everything in a snapshot that a change may replace; a key that is absent did not change. */
export type Change = Partial<Omit<Snapshot, 'sequence' | 'instanceId' | 'publishedAt'>>;

/** What the page's one stream carries: the whole state first, then what changed, as whole entities. */
export interface LiveMessage {
  sequence: number;
  instanceId: string;
  publishedAt: Instant;
  /** The whole state: on connect, and where a reader fell behind. */
  snapshot: Snapshot | null;
  /** What changed since the message before; `null` beside a whole snapshot. */
  change: Change | null;
  /** What happened with it, oldest first. */
  events: HouseEvent[];
}

/** The typed channels of the pubsub: the one way by which anything reaches a subscriber. */
type Channels = { live: [LiveMessage]; snapshot: [Snapshot] };

/** An event before it has its number. */
export type NewEvent = Omit<HouseEvent, 'sequence' | 'at'>;

/** A reader that has this many events waiting is given the whole snapshot instead. */
const MAX_WAITING_EVENTS = 64;

/** The state that everyone reads, and the stream of its changes. */
export interface Live {
  readonly instanceId: string;
  /** The newest snapshot; readers take it once and use nothing else. */
  snapshot(): Snapshot;
  /**
   * Replaces the given parts and tells everyone; the answer is the events with their numbers. A call that
   * changes nothing and brings no event is not published.
   */
  publish(change: Change, events?: NewEvent[]): HouseEvent[];
  /** The current snapshot at once, then each newer one; a slow reader skips to the newest. */
  snapshots(): AsyncIterable<Snapshot>;
  /** The current snapshot at once, then changes; what a slow reader missed is merged. */
  messages(): AsyncIterable<LiveMessage>;
}

/**
 * @param initial the state before the first cycle
 * @param nextSequence hands out numbers that never repeat, not even after a crash
 * @param now time of the house
 */
export function createLive(
  initial: Omit<Snapshot, 'sequence' | 'instanceId' | 'publishedAt'>,
  nextSequence: () => number,
  now: () => Instant,
): Live {
  const pubSub = createPubSub<Channels>();
  const instanceId = randomUUID();
  let current: Snapshot = Object.freeze({
    ...initial,
    sequence: nextSequence(),
    instanceId,
    publishedAt: now(),
  });

  function publish(change: Change, newEvents: NewEvent[] = []): HouseEvent[] {
    const changed = Object.fromEntries(
      Object.entries(change).filter(([key, value]) => !sameValue(value, current[key as keyof Change])),
    ) as Change;
    if (Object.keys(changed).length === 0 && newEvents.length === 0) return [];
    const at = now();
    const events = newEvents.map((event) => ({ ...event, at, sequence: nextSequence() }));
    const sequence = nextSequence();
    current = Object.freeze({ ...current, ...changed, sequence, instanceId, publishedAt: at });
    pubSub.publish('snapshot', current);
    pubSub.publish('live', {
      sequence,
      instanceId,
      publishedAt: at,
      snapshot: null,
      change: changed,
      events,
    });
    return events;
  }

  return {
    instanceId,
    snapshot: () => current,
    publish,
    snapshots: () => latest(pubSub.subscribe('snapshot'), current),
    messages: () =>
      latest(pubSub.subscribe('live'), whole(current, []), (waiting, newer) =>
        merge(waiting, newer, current),
      ),
  };
}

function whole(snapshot: Snapshot, events: HouseEvent[]): LiveMessage {
  const { sequence, instanceId, publishedAt } = snapshot;
  return { sequence, instanceId, publishedAt, snapshot, change: null, events };
}

function merge(waiting: LiveMessage, newer: LiveMessage, current: Snapshot): LiveMessage {
  const events = [...waiting.events, ...newer.events];
  if (waiting.snapshot || events.length > MAX_WAITING_EVENTS)
    return whole(current, events.slice(-MAX_WAITING_EVENTS));
  return { ...newer, change: { ...waiting.change, ...newer.change }, events };
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
