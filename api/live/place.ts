import { beganAt, type Cursor, siblingOf } from './fan-out/index.ts';

/**
 * What a process has to do with the numbers that it tells: `SOURCE` makes them, `FOLLOWER` is told them and may lag a
 * little, `ORPHAN` lost or never had the one that makes them and cannot say how far they are.
 */
export type Teller = 'SOURCE' | 'FOLLOWER' | 'ORPHAN';

/** Where a reader goes on. */
export interface Place {
  /** It has read everything up to here; `null` where nothing is known of what it has read. */
  after: number | null;
  /** Whether it has the state of this very run at that place, so that changes fit on it. */
  hasState: boolean;
  /** Whose number that is: this run, or another name of the one that told it where it was not told here yet. */
  run: string;
}

/** What is told: by which run, and up to which number. */
interface Told {
  instanceId: string;
  head: number;
  teller: Teller;
}

/** The log goes on by its numbers, whoever told them so far; changes fit only on the state of the same run. */
export function placeOf(cursor: Cursor | null, told: Told): Place {
  const { instanceId, head } = told;
  const isAhead = cursor !== null && cursor.sequence > head;
  if (!cursor || (isAhead && !mayBeAhead(cursor, told)))
    return { after: null, hasState: false, run: instanceId };
  const hasState = cursor.instanceId === instanceId;
  // Whoever it goes to next can tell from that whether the number was lost.
  const run = isAhead && !hasState ? siblingOf(cursor.instanceId) : instanceId;
  return { after: cursor.sequence, hasState, run };
}

/**
 * Whether a number that was not told here yet may have been told elsewhere. Each run begins beyond all numbers of
 * those before it: so where an older one is ahead, its numbers were lost.
 */
function mayBeAhead(cursor: Cursor, { instanceId, teller }: Told): boolean {
  if (teller === 'SOURCE') return false;
  return teller === 'ORPHAN' || beganAt(cursor.instanceId) >= beganAt(instanceId);
}
