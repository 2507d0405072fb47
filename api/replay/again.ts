import type { RecordedCycle } from '../history/index.ts';
import type { Plan } from '../house/index.ts';
import { type Planner, type Violation, verifyPlan } from '../plan/index.ts';

/** What came of computing a recorded cycle again, and whether another version of the program made the record. */
export type Replayed = Outcome & { madeBy: string | null };

type Outcome =
  /** Bit for bit the same plan. */
  | { kind: 'SAME' }
  /** The recorded plan was cut short by its deadline, or made by the fallback, so that it was judged by the rules instead. */
  | { kind: 'VERIFIED'; violations: Violation[]; cost: number; costNow: number }
  | { kind: 'DIFFERENT'; at: string; recorded: unknown; now: unknown };

/** For so long a plan is searched for; those that are proven take a fraction of it. */
const DEADLINE_MS = 60_000;
/**
 * A search of this length may have met one of the planner's own time limits, the shortest of which is 1.5 s: what comes out
 * of it depends on how fast the machine was.
 */
const MAYBE_CUT_MS = 1400;

/**
 * Plans a recorded cycle once more and compares. Everything counts but how long it took.
 *
 * @param version of the program that does so
 * @returns `madeBy` is the version that made the record, `null` where that is the same or was not recorded
 */
export async function replayCycle(
  planner: Pick<Planner, 'solve'>,
  recorded: RecordedCycle,
  version: string,
): Promise<Replayed> {
  const { version: recordedBy = version } = recorded;
  return { ...(await compare(planner, recorded)), madeBy: recordedBy === version ? null : recordedBy };
}

async function compare(planner: Pick<Planner, 'solve'>, recorded: RecordedCycle): Promise<Outcome> {
  const solved = await planner.solve(recorded.input, { deadlineMs: DEADLINE_MS });
  const now = comparable({ ...solved, pricesKnownUntil: recorded.plan.pricesKnownUntil });
  const difference = firstDifference(comparable(recorded.plan), now);
  if (!difference) return { kind: 'SAME' };
  if (!isCutShort(recorded.plan)) return { kind: 'DIFFERENT', ...difference };
  const violations = recorded.plan.status === 'FALLBACK' ? [] : verifyPlan(recorded.input, recorded.plan);
  return { kind: 'VERIFIED', violations, cost: recorded.plan.cost, costNow: solved.cost };
}

/** Whether another, faster machine could have come to another plan. */
export function isCutShort({ status, solveMs }: Plan): boolean {
  return status !== 'OPTIMAL' || solveMs >= MAYBE_CUT_MS;
}

/** As it is recorded: through JSON, without what a clock says. */
function comparable(plan: Plan): unknown {
  return JSON.parse(JSON.stringify({ ...plan, solveMs: 0 }));
}

/** Where two JSON values differ first; `null` where they are the same to the last bit. */
export function firstDifference(
  recorded: unknown,
  now: unknown,
  at = 'plan',
): { at: string; recorded: unknown; now: unknown } | null {
  if (Object.is(recorded, now)) return null;
  if (!isObject(recorded) || !isObject(now)) return { at, recorded, now };
  for (const key of new Set([...Object.keys(recorded), ...Object.keys(now)])) {
    const difference = firstDifference(recorded[key], now[key], `${at}.${key}`);
    if (difference) return difference;
  }
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
