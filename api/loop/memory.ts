import type { CycleHead, HistorySpan, RecordedCycle, Span, Store } from '../history/index.ts';
import { type Command, type HouseEvent, type QuarterHour, slotStart } from '../house/index.ts';
import { createPlanner } from '../plan/index.ts';
import {
  type AskOtherWay,
  createOtherWay,
  createTurns,
  createWhatIf,
  type NoticedPlanner,
  noticed,
  type WhatIf,
} from '../whatif/index.ts';

/** What the house remembers, and questions about what it would have planned otherwise. */
export interface Memory {
  whatIf: WhatIf;
  /** What doing a decision the other way comes to. */
  otherWay: AskOtherWay;
  /** What whole spans brought, those without any quarter left out. */
  sums(spans: readonly Span[]): HistorySpan[];
  /** A recorded cycle with what was written to evcc until the next one, and what its horizon then really brought. */
  cycle(cycleId: number): (RecordedCycle & { commands: Command[]; measured: QuarterHour[] }) | null;
  cycleHeads(from: number, to: number, limit: number): CycleHead[];
  eventsBefore(beforeSequence: number, limit: number): HouseEvent[];
  stop(): Promise<void>;
}

/**
 * @param isPlanning whether the house's own planner is at work
 * @param planner another one, for questions
 */
export function createMemory(
  store: Pick<
    Store,
    | 'cycle'
    | 'cycleHeads'
    | 'cycleHeadAfter'
    | 'commandsBetween'
    | 'eventsBefore'
    | 'lastCycleId'
    | 'quarterHours'
    | 'strictly'
    | 'sums'
  >,
  isPlanning: () => boolean,
  planner: NoticedPlanner = noticed(createPlanner()),
): Memory {
  const turns = createTurns({ planner, isPlanning });
  const cycleOrLast = (cycleId: number | null) =>
    store.strictly(() => store.cycle(cycleId ?? store.lastCycleId()));
  return {
    whatIf: createWhatIf(turns, () => cycleOrLast(null)),
    otherWay: createOtherWay(turns, cycleOrLast),
    sums: store.sums,
    cycle(cycleId) {
      const cycle = store.cycle(cycleId);
      const [first] = cycle?.plan.slots ?? [];
      const last = cycle?.plan.slots.at(-1);
      if (!cycle || !first || !last) return null;
      const next = store.cycleHeadAfter(cycleId);
      return {
        ...cycle,
        commands: store.commandsBetween(cycle.at, next?.at ?? Number.MAX_SAFE_INTEGER),
        // The running quarter began before the plan did, but is measured as a whole.
        measured: store.quarterHours(slotStart(first.start), last.end),
      };
    },
    cycleHeads: store.cycleHeads,
    eventsBefore: store.eventsBefore,
    stop: turns.stop,
  };
}
