import { orThrow } from './graphql/index.ts';
import type { OwnedHouse } from './redis/index.ts';
import { comparedDay } from './savings/index.ts';
import type { ServerOptions } from './server/index.ts';

/**
 * What resolvers read of the house's memory, of whoever keeps it: this process or, over Redis, another one. A refusal,
 * such as a history that cannot be read just now, is thrown as the typed error that it is answered with.
 */
export function remembered(
  calls: OwnedHouse['calls'],
): Required<Pick<ServerOptions, 'history' | 'savings' | 'memory'>> {
  return {
    history: async (from, to) => orThrow(await calls.quarterHours(from, to)),
    savings: {
      report: async (from, to) => orThrow(await calls.savingsReport(from, to)),
      day: async (date) => comparedDay(orThrow(await calls.savingsDay(date))),
    },
    memory: {
      whatIf: async (changes) => orThrow(await calls.whatIf(changes)),
      otherWay: async (decided) => orThrow(await calls.otherWay(decided)),
      sums: async (spans) => orThrow(await calls.sums(spans)),
      cycle: async (cycleId) => orThrow(await calls.cycle(cycleId)),
      cycleHeads: async (from, to, limit) => orThrow(await calls.cycleHeads(from, to, limit)),
      eventsBefore: async (before, limit) => orThrow(await calls.eventsBefore(before, limit)),
    },
  };
}
