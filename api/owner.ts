import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Store } from './history/index.ts';
import type { Actions } from './house/index.ts';
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
  return {
    ...actions,
    whatIf: async (changes) => ({ ok: true, value: await memory.whatIf(changes) }),
    otherWay: async (decided) => ({ ok: true, value: await memory.otherWay(decided) }),
    sums: async (spans) => ({ ok: true, value: memory.sums(spans) }),
    cycle: async (cycleId) => ({ ok: true, value: memory.cycle(cycleId) }),
    cycleHeads: async (from, to, limit) => ({ ok: true, value: memory.cycleHeads(from, to, limit) }),
    eventsBefore: async (before, limit) => ({ ok: true, value: memory.eventsBefore(before, limit) }),
    quarterHours: async (from, to) => ({ ok: true, value: store.quarterHours(from, to) }),
    savingsReport: async (from, to) => ({ ok: true, value: savings.report(from, to) }),
    savingsDay: async (date) => ({ ok: true, value: plainDay(savings.day(date)) }),
  };
}
