import type { EventType, HouseEvent, Instant, Snapshot } from '../house/index.ts';

/** Everything in a snapshot that a change may replace; a key that is absent did not change. */
export type Change = Partial<Omit<Snapshot, 'sequence' | 'instanceId' | 'publishedAt'>>;

/** An event as a stream carries it: with the run of the program that tells of it. */
export interface LoggedEvent extends HouseEvent {
  instanceId: string;
}

/** What the page's one stream carries: the whole state first, then what changed, as whole entities. */
export interface LiveMessage {
  sequence: number;
  /** Of the message before it, so that who gets messages from afar sees that one is missing. */
  previous: number;
  instanceId: string;
  publishedAt: Instant;
  /** The whole state: on connect, and where a reader fell behind. */
  snapshot: Snapshot | null;
  /** What changed since the message before; `null` beside a whole snapshot. */
  change: Change | null;
  /** What happened with it, or what a reader missed that gets the whole state; oldest first. */
  events: LoggedEvent[];
}

/** What the log's stream says of itself; never kept. Its `sequence` is where the reader stands. */
interface Signal extends Omit<LoggedEvent, 'type'> {
  subject: null;
}

/** The first message of each connection. */
export interface ReadyEvent extends Signal {
  type: 'READY';
  /** Whether the cursor was honoured: nothing was missed. Otherwise the whole state follows. */
  resumed: boolean;
}

/** The whole state, for a reader whose cursor could not be honoured. */
export interface SnapshotEvent extends Signal {
  type: 'SNAPSHOT';
  snapshot: Snapshot;
}

/** `HEARTBEAT`: all is well and nothing happened. `RESYNC`: the last message for a reader that was too slow. */
export interface SignalEvent extends Signal {
  type: 'HEARTBEAT' | 'RESYNC';
}

export type StreamEvent = LoggedEvent | ReadyEvent | SnapshotEvent | SignalEvent;

export type StreamEventType = EventType | 'READY' | 'SNAPSHOT' | 'HEARTBEAT' | 'RESYNC';

/** The state after a message: with what it changes, or the one it brings. */
export function applied(before: Snapshot, message: LiveMessage): Snapshot {
  const { sequence, instanceId, publishedAt, snapshot, change } = message;
  return snapshot ?? Object.freeze({ ...before, ...change, sequence, instanceId, publishedAt });
}
