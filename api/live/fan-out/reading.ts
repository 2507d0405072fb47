import { BEAT_MS, type Entry, type Feed, follow, type Start } from './feed.ts';

/**
 * What a subscription's `subscribe` answers with: a feed, and where one reader begins in it. The plugin sends all
 * readers with the same key the same bytes; to everyone else it is an ordinary async iterable.
 */
export class Reading<T> implements AsyncIterable<T> {
  readonly feed: Feed<T>;
  readonly start: Start<T>;

  constructor(feed: Feed<T>, start: Start<T>) {
    this.feed = feed;
    this.start = start;
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<T, undefined, undefined> {
    return iterate(this);
  }
}

/** Watches the feed only while somebody waits, so that an iterator that is let go of leaves nothing behind. */
function iterate<T>({ feed, start }: Reading<T>): AsyncIterableIterator<T, undefined, undefined> {
  const { next, position } = follow(feed, start);
  let endWait: (() => void) | null = null;
  let isOver = false;

  function resultOf({ value, isFinal = false }: Entry<T>): IteratorResult<T, undefined> {
    isOver = isFinal;
    return { value, done: false };
  }

  function wait(): Promise<IteratorResult<T, undefined>> {
    return new Promise((resolve) => {
      const settle = (result: IteratorResult<T, undefined>) => {
        endWait = null;
        unwatch();
        clearInterval(timer);
        resolve(result);
      };
      const unwatch = feed.watch(() => {
        const entry = next();
        if (entry) settle(resultOf(entry));
      });
      const timer = setInterval(() => {
        const value = feed.beat(position());
        if (value !== null) settle({ value, done: false });
      }, BEAT_MS).unref();
      endWait = () => settle({ value: undefined, done: true });
    });
  }

  return {
    async next() {
      if (isOver) return { value: undefined, done: true };
      const entry = next();
      return entry ? resultOf(entry) : wait();
    },
    async return() {
      isOver = true;
      endWait?.();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
