import type { Actions, Finding, Instant, QuarterHour, Snapshot } from '../house/index.ts';
import type { Live } from '../live/index.ts';
import type { Savings } from '../loop/index.ts';
import type { Health } from './health.ts';

/** Reads the measured quarters of an hour that begin in [from, to), oldest first. */
export type ReadHistory = (from: Instant, to: Instant) => QuarterHour[] | Promise<QuarterHour[]>;

/**
 * What resolvers may use, made anew for each request. `snapshot` is taken once, when the request arrives, and
 * every field of a query is read from it; `null` stands for a configuration with critical findings, then
 * `live`, `actions`, `history` and `savings` are `null` too.
 */
export interface Context {
  snapshot: Snapshot | null;
  live: Live | null;
  actions: Actions | null;
  history: ReadHistory | null;
  savings: Savings | null;
  findings: Finding[];
  /** The cursor that the client sent, for a stream that goes on where it broke off. */
  lastEventId: string | null;
  health(): Health;
  /** Time of the house. */
  now(): Instant;
}
