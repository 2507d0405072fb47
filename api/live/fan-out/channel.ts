import { type ExecutionArgs, type ExecutionResult, execute } from 'graphql';
import { formatCursor, renamed } from './cursor.ts';
import type { Entry, Feed } from './feed.ts';

/** How the results of one operation are made. */
export type Execution = Pick<
  ExecutionArgs,
  'schema' | 'document' | 'operationName' | 'variableValues' | 'contextValue'
>;

/** A reader that has read everything. Neither callback may throw. */
export interface Waiting {
  /** There is something new; the reader no longer waits. */
  onNews(): void;
  /** The bytes of a sign of life; the reader goes on waiting. */
  onBeat(bytes: Buffer): void;
}

/** All readers of one operation: each message is executed, serialised and encoded once for all of them. */
export interface Channel<T> {
  readonly feed: Feed<T>;
  /**
   * The bytes of a message, made on first use and kept for as long as the feed remembers the message.
   * @throws {AsynchronousResultError} where a resolver answers with a promise
   */
  frame(entry: Entry<T>): Buffer;
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

/** @param mask what readers may see of a result with errors */
export function createChannel<T>(
  feed: Feed<T>,
  execution: Execution,
  mask: (result: ExecutionResult) => ExecutionResult,
): Channel<T> {
  const frames = new WeakMap<Entry<T>, Buffer>();
  let waiting = new Set<Waiting>();
  let unwatch: (() => void) | null = null;

  function frame(entry: Entry<T>): Buffer {
    const known = frames.get(entry);
    if (known) return known;
    const bytes = encode(entry);
    frames.set(entry, bytes);
    return bytes;
  }

  function encode({ sequence, value, isProvisional }: Entry<T>): Buffer {
    const result = execute({ ...execution, rootValue: value });
    if (result instanceof Promise) {
      // What becomes of it is no news: the same resolver will run for each reader on its own.
      result.catch(() => {});
      throw new AsynchronousResultError();
    }
    const instanceId = isProvisional ? renamed(feed.instanceId, 'new') : feed.instanceId;
    const id = formatCursor({ instanceId, sequence });
    const data = JSON.stringify('errors' in result ? mask(result) : result);
    return Buffer.from(`id: ${id}\nevent: next\ndata: ${data}\n\n`);
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
      const value = feed.beat();
      const bytes = value === null ? COMMENT : encode({ sequence: feed.head(), value });
      for (const reader of waiting) reader.onBeat(bytes);
    },
  };
}
