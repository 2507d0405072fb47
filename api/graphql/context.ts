import { GraphQLError } from 'graphql';
import type { Actions, Finding, Instant, QuarterHour, SetupActions, Snapshot } from '../house/index.ts';
import type { Displays, LiveReader } from '../live/index.ts';
import type { ComparedDay, SavingsReport } from '../savings/index.ts';
import type { Health } from './health.ts';
import type { ReadMemory } from './memory.ts';
import { configurationRejected } from './refusals.ts';

/** Reads the measured quarters of an hour that begin in [from, to), oldest first. */
export type ReadHistory = (from: Instant, to: Instant) => QuarterHour[] | Promise<QuarterHour[]>;

/** What measured days cost and would have cost (see `Savings`); another process may keep the history. */
export interface ReadSavings {
  report(from: string, to: string): SavingsReport | Promise<SavingsReport>;
  day(date: string): ComparedDay | null | Promise<ComparedDay | null>;
}

/**
 * What resolvers may use, made anew for each request. `snapshot` is taken once, when the request arrives, and
 * every field of a query is read from it; `null` stands for a configuration with critical findings, then
 * `live`, `actions`, `displays`, `history`, `savings` and `memory` are `null` too.
 */
export interface Context {
  snapshot: Snapshot | null;
  live: LiveReader | null;
  actions: Actions | null;
  /** Counts who is connected as a display; `null` also where another process keeps count. */
  displays: Pick<Displays, 'enter'> | null;
  history: ReadHistory | null;
  savings: ReadSavings | null;
  memory?: ReadMemory | null;
  /** Also while the configuration is rejected; `null` or absent where this process does not decide which evcc is steered. */
  setup?: SetupActions | null;
  findings: Finding[];
  /** The cursor that the client sent, for a stream that goes on where it broke off. */
  lastEventId: string | null;
  /** Calls back once the connection of this request is gone, at once where it already is. */
  onClose(callback: () => void): void;
  health(): Health;
  /** Time of the house. */
  now(): Instant;
}

/** @throws {NotReady} while the configuration is rejected */
export function actionsOf({ actions }: Context): Actions {
  if (!actions) throw configurationRejected();
  return actions;
}

/** @throws {NotReady} while the configuration is rejected */
export function memoryOf({ memory }: Context): ReadMemory {
  if (!memory) throw configurationRejected();
  return memory;
}

/** @throws {GraphQLError} while the configuration is rejected */
export function liveOf({ live }: Context): LiveReader {
  if (live) return live;
  const { code, message } = configurationRejected();
  throw new GraphQLError(message, { extensions: { code } });
}
