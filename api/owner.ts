import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { HistoryUnreadableError, type Store } from './history/index.ts';
import type { ActionResult, Actions } from './house/index.ts';
import type { Memory, Savings } from './loop/index.ts';
import type { OwnedHouse } from './redis/index.ts';
import { plainDay } from './savings/index.ts';

/** Who owns what is in this data folder, for as long as it is there. */
export function ownerIdOf(store: Store): string {
  const known = store.get('ownerId', (value) => z.string().parse(value));
  const ownerId = known ?? randomUUID();
  if (known === null) store.set('ownerId', ownerId);
  return ownerId;
}

/** What other processes may ask of this one. */
export function ownerCalls(
  store: Store,
  savings: Savings,
  actions: Actions,
  memory: Memory,
): OwnedHouse['calls'] {
  /** What is remembered, or why it cannot be read just now. */
  async function recalled<T>(recall: () => T | Promise<T>): Promise<ActionResult<T>> {
    try {
      return { ok: true, value: await store.strictly(recall) };
    } catch (error) {
      if (!(error instanceof HistoryUnreadableError)) throw error;
      return { ok: false, code: 'NOT_READY', field: null, message: error.text };
    }
  }

  return {
    ...actions,
    whatIf: (changes) => recalled(() => memory.whatIf(changes)),
    otherWay: (decided) => recalled(() => memory.otherWay(decided)),
    sums: (spans) => recalled(() => memory.sums(spans)),
    cycle: (cycleId) => recalled(() => memory.cycle(cycleId)),
    cycleHeads: (from, to, limit) => recalled(() => memory.cycleHeads(from, to, limit)),
    eventsBefore: (before, limit) => recalled(() => memory.eventsBefore(before, limit)),
    quarterHours: (from, to) => recalled(() => store.quarterHours(from, to)),
    savingsReport: (from, to) => recalled(() => savings.report(from, to)),
    savingsDay: (date) => recalled(() => plainDay(savings.day(date))),
  };
}
