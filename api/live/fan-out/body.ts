import { Readable } from 'node:stream';
import type { Channel, Waiting } from './channel.ts';
import { type Entry, follow, type Start } from './feed.ts';

/** One reader's event stream, as the body of a response. */
export interface Body {
  readonly stream: Readable;
  /** Whether it has had something to read for this long and took nothing. */
  isStalled(durationMs: number): boolean;
}

/**
 * Pulls: the next frame is looked up when the connection has taken the one before. So at most one frame, which is
 * everybody's, waits here for a reader that stopped.
 *
 * @param onBroken told of a message that could not be made; the stream goes no further
 */
export function createBody<T>(
  channel: Channel<T>,
  start: Start<T>,
  onBroken: (error: unknown) => void,
): Body {
  const next = follow(channel.feed, start, (entry) => channel.frame(entry).length);
  let isWaiting = false;
  let takenAt = performance.now();

  const reader: Waiting = {
    onNews() {
      isWaiting = false;
      sendNext();
    },
    onBeat(bytes) {
      // Where the connection takes nothing, signs of life would pile up.
      if (stream.readableLength === 0) stream.push(bytes);
    },
  };

  function sendNext(): void {
    takenAt = performance.now();
    try {
      const entry = next();
      if (entry) send(entry);
      else wait();
    } catch (error) {
      onBroken(error);
    }
  }

  function send(entry: Entry<T>): void {
    stream.push(channel.frame(entry));
    // An end without the event `complete` is a break: readers come back.
    if (entry.isFinal) stream.push(null);
  }

  function wait(): void {
    isWaiting = true;
    channel.wait(reader);
  }

  const stream = new Readable({
    highWaterMark: 1,
    read() {
      // A sign of life that was taken asks for more as well, while there still is nothing.
      if (!isWaiting) sendNext();
    },
    destroy(error, done) {
      channel.leave(reader);
      done(error);
    },
  });

  return {
    stream,
    isStalled: (durationMs) => !isWaiting && performance.now() - takenAt > durationMs,
  };
}
