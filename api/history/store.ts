import type {
  Command,
  EnergySample,
  HouseEvent,
  Instant,
  Intent,
  Notice,
  Plan,
  PlanInput,
  QuarterHour,
  Text,
} from '../house/index.ts';

import type { HistorySpan, Span } from './spans.ts';

/** One pass of the loop, with all that is needed to compute it again. */
export interface RecordedCycle {
  cycleId: number;
  at: Instant;
  durationMs: number;
  /** Of the program that planned; absent in records of earlier ones. */
  version?: string;
  input: PlanInput;
  plan: Plan;
  intents: Intent[];
}

/** Number and time of a recorded cycle. */
export type CycleHead = Pick<RecordedCycle, 'cycleId' | 'at'>;

/**
 * What the house remembers. Every write holds at once for every read of the same store, whether or not it
 * has reached the disk; one that the disk refused waits in memory and is tried again with the next write.
 * No method but `transaction` and `strictly` ever throws, and `transaction` only what its own function threw.
 * Where the database cannot be read, reads find what waits in memory, so that the house goes on being steered.
 */
export interface Store {
  /** `false` where nothing outlives the process: no data folder, or one that cannot be used. */
  readonly persistent: boolean;
  /** What people should know about the kept data, such as a damaged file that was set aside. */
  readonly notices: readonly Notice[];
  /** Why something does not reach the disk just now and what to do about it; `null` where all is well. */
  problem(): Text | null;
  /** Whether everything written so far is on the disk and will outlive a crash or a power cut. */
  stored(): boolean;
  /** Tries again to write what waits; returns `stored()`. */
  flush(): boolean;
  /** Writes made within `work` reach the disk together or not at all. If `work` throws they are taken back. */
  transaction<T>(work: () => T): T;
  /**
   * Reads made within `work` find everything or throw: for whoever would take “nothing” for the truth.
   *
   * @throws {HistoryUnreadableError} where the database cannot be read; what `work` throws
   */
  strictly<T>(work: () => T): T;

  /**
   * The setting of that name, `null` where there is none. A value that `decode` rejects by throwing is kept
   * under `unreadable:<key>`, reported in `notices`, and `null` is returned.
   */
  get<T>(key: string, decode: (value: unknown) => T): T | null;
  /** Replaces a setting as a whole by anything that JSON can hold. Setting the same value again writes nothing. */
  set(key: string, value: unknown): void;

  /**
   * A number for a snapshot or an event, larger than every one before it, and never the same again after a
   * restart or a kill; gaps are normal.
   */
  nextSequence(): number;
  /** A number for a cycle: counts up without gaps, also over restarts. */
  nextCycleId(): number;
  /** A number for a command that was never used before; gaps are normal. */
  nextCommandId(): number;
  /** Number of the newest recorded cycle, 0 where there is none. */
  lastCycleId(): number;

  recordCycle(cycle: RecordedCycle): void;
  cycle(cycleId: number): RecordedCycle | null;
  /** The newest `limit` cycles with numbers in [from, to), oldest first. */
  cycleHeads(from: number, to: number, limit: number): CycleHead[];
  /** The first recorded cycle with a larger number, which need not be the next one; `null` where there is none. */
  cycleHeadAfter(cycleId: number): CycleHead | null;
  /** Adds the quarter of an hour, or replaces the one with the same start. */
  recordQuarterHour(quarter: QuarterHour): void;
  /** Quarters that start in [from, to), oldest first; those that were never measured are missing. */
  quarterHours(from: Instant, to: Instant): QuarterHour[];
  /** What whole spans brought, those without any quarter left out; oldest first, without overlap. */
  sums(spans: readonly Span[]): HistorySpan[];
  /** Energy of the household without cars in the quarters that start in [from, to) and have one. */
  loadSamples(from: Instant, to: Instant): EnergySample[];
  /** Adds the command, or replaces the one with the same id. */
  recordCommand(command: Command): void;
  /** The newest commands, newest first. */
  commands(limit: number): Command[];
  /** The commands of [from, to), oldest first. */
  commandsBetween(from: Instant, to: Instant): Command[];
  recordEvent(event: HouseEvent): void;
  /** Of the events after `afterSequence` the newest `limit`, oldest first. */
  events(afterSequence: number, limit: number): HouseEvent[];
  /** Of the events before `beforeSequence` the newest `limit`, oldest first. */
  eventsBefore(beforeSequence: number, limit: number): HouseEvent[];

  /**
   * Forgets what is older than its kind is kept: by default cycles 60 days, events 90, commands 365, quarter-hours
   * for ever. The room is used again for what comes; a file of SQLite does not shrink by it, a backup of it does.
   */
  prune(now: Instant): void;
  /** Writes what waits and gives the data folder free. The store must not be used after it. */
  close(): void;
}
