/** Hands out whole numbers that go up and are never handed out twice. */
export interface Counter {
  next(): number;
}

/**
 * A counter that writes once for every `blockSize` numbers: before the first of a block is handed out, its
 * last is on record, and after a restart counting goes on behind it.
 *
 * @param last the largest number that may have been handed out before
 * @param reserve puts on record that every number up to this one may be in use; whether that worked
 * @param standIn smallest number to go on with where nothing can be put on record
 */
export function createCounter(
  last: number,
  blockSize: number,
  reserve: (upTo: number) => boolean,
  standIn: () => number = () => 0,
): Counter {
  let current = last;
  let reserved = last;

  function next(): number {
    if (current + 1 > reserved) {
      if (reserve(current + blockSize)) reserved = current + blockSize;
      else current = Math.max(current, standIn());
    }
    current++;
    return current;
  }

  return { next };
}
