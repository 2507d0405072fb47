/**
 * Lets a reader that is slower than its source skip to the newest state: whatever arrives while the reader
 * is busy is merged into one waiting value. The source is drained from the first moment on and always at
 * once, so that nothing is missed and nothing queues up behind a reader that stopped reading.
 *
 * @param initial what the reader gets first
 * @param merge joins a newer value into one that was not read yet; by default the newer one replaces it
 */
export function latest<T>(
  source: AsyncIterable<T>,
  initial: T,
  merge: (waiting: T, newer: T) => T = (_, newer) => newer,
): AsyncIterableIterator<T, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  let waiting: { value: T } | null = { value: initial };
  let end: { error: unknown } | 'ended' | null = null;
  let asked: { resolve(result: IteratorResult<T, void>): void; reject(error: unknown): void } | null = null;

  function serve(): void {
    if (!asked) return;
    const { resolve, reject } = asked;
    if (waiting) {
      const { value } = waiting;
      waiting = null;
      asked = null;
      resolve({ value, done: false });
    } else if (end) {
      asked = null;
      if (end === 'ended') resolve({ value: undefined, done: true });
      else reject(end.error);
    }
  }

  async function drain(): Promise<void> {
    try {
      for (let next = await iterator.next(); !next.done && !end; next = await iterator.next()) {
        waiting = { value: waiting ? merge(waiting.value, next.value) : next.value };
        serve();
      }
      end ??= 'ended';
    } catch (error) {
      end ??= { error };
    }
    serve();
  }

  function finish(): Promise<IteratorResult<T, void>> {
    waiting = null;
    end ??= 'ended';
    serve();
    void iterator.return?.();
    return Promise.resolve({ value: undefined, done: true });
  }

  void drain();
  return {
    next: () =>
      new Promise((resolve, reject) => {
        asked = { resolve, reject };
        serve();
      }),
    return: finish,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
