import { type ExecutionArgs, type ExecutionResult, execute } from 'graphql';
import { formatCursor } from './cursor.ts';
import type { Entry, Feed } from './feed.ts';

/** How the results of one operation are made. */
export type Execution = Pick<
  ExecutionArgs,
  'schema' | 'document' | 'operationName' | 'variableValues' | 'contextValue'
>;

/** A reader that has read everything. Neither callback may throw. */
export interface Waiting {
  /** Where it stands. */
  position(): number;
  /** There is something new; the reader no longer waits. */
  onNews(): void;
  /** The bytes of a sign of life; the reader goes on waiting. */
  onBeat(bytes: Buffer): void;
}

/** All readers of one operation: each message is executed, serialised and encoded once for all of them. */
export interface Channel<T> {
  readonly feed: Feed<T>;
  /**
   * The bytes of a message, made on first use and kept for as long as the feed remembers the message, as far as the
   * room for them allows.
   * @throws {AsynchronousResultError} where a resolver answers with a promise
   */
  frame(entry: Entry<T>): Buffer;
  /** How many bytes that are. */
  sizeOf(entry: Entry<T>): number;
  wait(reader: Waiting): void;
  /** Gives up waiting. */
  leave(reader: Waiting): void;
  /** Sends a sign of life to all who wait. */
  beat(): void;
}

/** A resolver of the operation answers later, so its results cannot be shared. */
export class AsynchronousResultError extends Error {
  constructor() {
    super('Resolvers of a shared subscription have to answer at once.');
    this.name = 'AsynchronousResultError';
  }
}

/** An event without a type: readers skip it, proxies and watchdogs see that the connection lives. */
export const COMMENT = Buffer.from(':\n\n');

/**
 * @param mask what readers may see of a result with errors
 * @param room how many frames may be kept; the newest one always is
 */
export function createChannel<T>(
  feed: Feed<T>,
  execution: Execution,
  mask: (result: ExecutionResult) => ExecutionResult,
  room: () => number,
): Channel<T> {
  const frames = new WeakMap<Entry<T>, Buffer>();
  const sizes = new WeakMap<Entry<T>, number>();
  /** What frames were made of, oldest first; what the feed forgot is gone from here too. */
  const made: WeakRef<Entry<T>>[] = [];
  let waiting = new Set<Waiting>();
  let unwatch: (() => void) | null = null;

  function frame(entry: Entry<T>): Buffer {
    const known = frames.get(entry);
    if (known) return known;
    const bytes = encode(entry);
    frames.set(entry, bytes);
    sizes.set(entry, bytes.length);
    made.push(new WeakRef(entry));
    while (made.length > Math.max(1, room())) {
      const oldest = made.shift()?.deref();
      if (oldest) frames.delete(oldest);
    }
    return bytes;
  }

  function encode({ sequence, value, run = feed.instanceId }: Entry<T>): Buffer {
    const result = execute({ ...execution, rootValue: value });
    if (result instanceof Promise) {
      // What becomes of it is no news: the same resolver will run for each reader on its own.
      result.catch(() => {});
      throw new AsynchronousResultError();
    }
    const id = formatCursor({ instanceId: run, sequence });
    const data = JSON.stringify('errors' in result ? mask(result) : result);
    return Buffer.from(`id: ${id}\nevent: next\ndata: ${data}\n\n`);
  }

  function beatAt(sequence: number): Buffer {
    const value = feed.beat(sequence);
    return value === null ? COMMENT : encode({ sequence, value });
  }

  function wake(): void {
    const woken = waiting;
    waiting = new Set();
    for (const reader of woken) reader.onNews();
    restIfAlone();
  }

  function restIfAlone(): void {
    if (waiting.size > 0) return;
    unwatch?.();
    unwatch = null;
  }

  return {
    feed,
    frame,
    sizeOf: (entry) => sizes.get(entry) ?? frame(entry).length,
    wait(reader) {
      waiting.add(reader);
      unwatch ??= feed.watch(wake);
    },
    leave(reader) {
      waiting.delete(reader);
      restIfAlone();
    },
    beat() {
      if (waiting.size === 0) return;
      const beats = new Map<number, Buffer>();
      for (const reader of waiting) {
        const sequence = reader.position();
        const bytes = beats.get(sequence) ?? beatAt(sequence);
        beats.set(sequence, bytes);
        reader.onBeat(bytes);
      }
    },
  };
}
