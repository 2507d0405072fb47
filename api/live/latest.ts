/**
 * Lets a reader that is slower than its source skip to the newest state: whatever arrives while the reader
 * is busy is merged into one waiting value. The source is always drained at once, so that nothing queues
 * up behind a reader that stopped reading.
 *
 * @param merge joins a newer value into one that was not read yet; by default the newer one replaces it
 */
export async function* latest<T>(
  source: AsyncIterable<T>,
  merge: (waiting: T, newer: T) => T = (_, newer) => newer,
): AsyncGenerator<T, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  let waiting: { value: T } | null = null;
  let failure: { error: unknown } | null = null;
  let ended = false;
  let wake = () => {};

  const drain = (async () => {
    try {
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
        waiting = { value: waiting ? merge(waiting.value, next.value) : next.value };
        wake();
      }
    } catch (error) {
      failure = { error };
    }
    ended = true;
    wake();
  })();

  try {
    for (;;) {
      const taken = take();
      if (taken) yield taken.value;
      else if (ended) break;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
    await drain;
    const failed = failure as { error: unknown } | null;
    if (failed) throw failed.error;
  } finally {
    await iterator.return?.();
  }

  function take(): { value: T } | null {
    const taken = waiting;
    waiting = null;
    return taken;
  }
}
