import type { CycleHead, HistorySpan, RecordedCycle, Span } from '../history/index.ts';
import type { Command, HouseEvent, QuarterHour } from '../house/index.ts';
import type { AskOtherWay, WhatIf } from '../whatif/index.ts';

/** A recorded cycle with what came of it. */
export interface CycleStory extends RecordedCycle {
  /** Written to evcc from this cycle up to the next, oldest first. */
  commands: Command[];
  /** What was then measured in the quarters of its horizon, oldest first. */
  measured: QuarterHour[];
}

/** At once where this process remembers, later where another one has to be asked. */
type Sometime<T> = T | Promise<T>;

/** What the house remembers beside its quarters, and what it can work out from that. */
export interface ReadMemory {
  whatIf: WhatIf;
  /** What doing a decision of a recorded cycle the other way comes to. */
  otherWay: AskOtherWay;
  /** What whole spans brought, those without any quarter left out. */
  sums(spans: readonly Span[]): Sometime<HistorySpan[]>;
  cycle(cycleId: number): Sometime<CycleStory | null>;
  /** The newest `limit` cycles with numbers in [from, to), oldest first. */
  cycleHeads(from: number, to: number, limit: number): Sometime<CycleHead[]>;
  /** Of the events before `beforeSequence` the newest `limit`, oldest first. */
  eventsBefore(beforeSequence: number, limit: number): Sometime<HouseEvent[]>;
}
