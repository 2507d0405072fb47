/** One message: the same object for everyone who reads it, so that what was made of it once can be found by it. */
export interface Entry<T> {
  /** Where a reader stands after it, and the number in its event id. */
  readonly sequence: number;
  readonly value: T;
  /** The last that its reader gets: it was too slow, is cut off and comes back by its cursor. */
  readonly isFinal?: boolean;
  /** The run that its id names, where that is not the feed's: who comes back by it has not the state of that. */
  readonly run?: string;
}

/** A stream as it is kept once for all its readers. Sequences only rise; everything here answers at once. */
export interface Feed<T> {
  /** First half of every event id; a cursor that begins otherwise is of another run. */
  readonly instanceId: string;
  /** Sequence of the newest message, whether or not it is one of this feed's entries. */
  head(): number;
  /** What is remembered, oldest first. */
  entries(): readonly Entry<T>[];
  /** Whoever stands here or later has missed nothing but what is remembered. */
  floor(): number;
  /** The way on for a reader that stands before the floor or has too much waiting. */
  skip(after: number): Entry<T>;
  /** Told from time to time to readers that stand there and have read everything; `null` where a sign of life is enough. */
  beat(sequence: number): T | null;
  /** Calls back after every change; the answer ends that. */
  watch(onNews: () => void): () => void;
}

/** What may wait for one reader before it is skipped ahead; what was there before it came does not count. */
export const MAX_WAITING = { messages: 64, bytes: 1 << 20 };

/** Readers that have nothing to read get a sign of life this often. */
export const BEAT_MS = 15_000;

/** Where one reader of a feed begins. */
export interface Start<T> {
  /** What its field's arguments chose of the feed: readers with the same key may be sent the same bytes. */
  key: string;
  /** Sent before all else. */
  first: readonly Entry<T>[];
  /** Position from which it reads on. */
  after: number;
  /** What it was sent first is older than its position: it is skipped ahead once there is more. */
  isAhead?: boolean;
  /** Messages that it wants; every one by default. */
  accepts?: (value: T) => boolean;
}

/** One reader's way through a feed. */
export interface Way<T> {
  /** One entry after the other; `null` where there is nothing new. */
  next(): Entry<T> | null;
  /** Where the reader stands. */
  position(): number;
}

/**
 * One reader's way through a feed. It holds a position and no queue: being up to date, catching up, coming back
 * after a break and skipping ahead are one and the same step, and a reader that stopped costs nothing.
 *
 * @param sizeOf bytes that an entry takes for this reader
 */
export function follow<T>(
  feed: Feed<T>,
  { first, after, isAhead = false, accepts = () => true }: Start<T>,
  sizeOf: (entry: Entry<T>) => number = () => 0,
): Way<T> {
  const joinedAt = feed.head();
  const ahead = [...first];
  let position = after;
  let isUnfit = isAhead;

  /** The oldest that was not read yet, found from the newest end: mostly that is one and the same. */
  function following(): Entry<T> | null {
    if (position < feed.floor() || (isUnfit && position <= feed.head())) {
      isUnfit = false;
      return feed.skip(position);
    }
    const entries = feed.entries();
    let oldest: Entry<T> | null = null;
    let messages = 0;
    let bytes = 0;
    for (let index = entries.length - 1; index >= 0; index--) {
      const entry = entries[index];
      if (!entry || entry.sequence <= position) break;
      if (!accepts(entry.value)) continue;
      oldest = entry;
      if (entry.sequence <= joinedAt) continue;
      messages++;
      bytes += sizeOf(entry);
      if (messages > MAX_WAITING.messages || bytes > MAX_WAITING.bytes) return feed.skip(position);
    }
    return oldest;
  }

  function next(): Entry<T> | null {
    const own = ahead.shift();
    if (own) return own;
    const entry = following();
    // Who comes from a process that is ahead of this one waits here until it is told more.
    position = entry ? entry.sequence : Math.max(position, feed.head());
    return entry;
  }

  return { next, position: () => position };
}
