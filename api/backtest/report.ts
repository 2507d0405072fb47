import { type Inputs, unusableSessions } from './inputs.ts';
import { type Account, type Held, totalOf, worthOf } from './ledger.ts';
import type { PolicyName } from './policy.ts';
import type { PolicyRun } from './simulate.ts';

/** Share of the possible saving that was reached: (self-consumption − policy) / (self-consumption − perfect). */
export type Capture = Partial<Record<'evcc' | 'smartload', number | null>>;

/** What each policy cost in a month, or in all. */
export interface MonthResult {
  /** `2024-10`; a total has none. */
  month?: string;
  /** What was left at the end is counted at its worth, the same for all. */
  costEur: Partial<Record<PolicyName, number>>;
  /** `null` where there was nothing to save, absent without the policies that it needs. */
  capture: Capture;
}

/** What a policy did over the whole time. */
export interface PolicyResult {
  /** meterCostEur − gainEur + unmetCostEur. */
  costEur: number;
  meterCostEur: number;
  /** `end.worthEur` − `start.worthEur`. */
  gainEur: number;
  /** What cars lacked when they left, bought at the mean price. */
  unmetCostEur: number;
  /** What was held at the beginning and is left at the end, and at what it is valued, the same for all policies. */
  start: HeldResult;
  end: HeldResult;
  /** The same for each month, so that each can be added up. */
  months: MonthOfPolicy[];
  importKwh: number;
  exportKwh: number;
  pvKwh: number;
  loadKwh: number;
  carsKwh: number;
  batteryChargeKwh: number;
  batteryDischargeKwh: number;
  storedEndKwh: number;
  /** Discharged energy in units of the battery. */
  fullCycles: number;
  carsLate: number;
  unmetKwh: number;
  violations: number;
  plans: number;
  fallbackPlans: number;
  planMsP50: number | null;
  planMsP95: number | null;
}

/** storedKwh · storedWorthPerKwh + carsKwh · carsWorthPerKwh = worthEur. */
export interface HeldResult extends Held {
  worthEur: number;
}

export interface MonthOfPolicy {
  month: string;
  costEur: number;
  meterCostEur: number;
  gainEur: number;
  unmetCostEur: number;
  start: HeldResult;
  end: HeldResult;
}

export interface BacktestResult {
  months: MonthResult[];
  total: MonthResult;
  /** Of ours, else the highest of all. */
  carsLate: number;
  unmetKwh: number;
  /** Laws of physics broken, all policies together. */
  violations: number;
  /** Of ours. */
  planMsP95: number | null;
  policies: Partial<Record<PolicyName, PolicyResult>>;
  gapHours: number;
  bridgedHours: number;
  sessions: number;
  /** Because of a gap in them, or because their row cannot be used. */
  sessionsLeftOut: number;
  /** Those of which the row cannot be used. */
  unusableSessions: number;
  /** What was found in the files, and what of it was left out. */
  inputs: Inputs;
}

/** Below this there is nothing to save, currency. */
const LEAST_SAVING = 0.01;

/** Puts the policies of one backtest beside each other. */
export function resultOf(runs: readonly PolicyRun[], batteryKwh: number, inputs: Inputs): BacktestResult {
  const first = runs[0];
  if (!first) throw new RangeError('a backtest without policies');
  const ours = runs.find(({ policy }) => policy === 'smartload') ?? null;
  const totals = runs.map(({ accounts }) => totalOf(accounts));
  const own = ours ? [totalOf(ours.accounts)] : totals;
  const compared = (accountOf: (run: PolicyRun) => Account | undefined) =>
    compare(runs.map((run) => [run.policy, accountOf(run)?.cost] as const));
  return {
    months: first.accounts.map(({ month }, index) => ({
      month,
      ...compared(({ accounts }) => accounts[index]),
    })),
    total: compared(({ accounts }) => totalOf(accounts)),
    carsLate: Math.max(...own.map(({ carsLate }) => carsLate)),
    unmetKwh: rounded(Math.max(...own.map(({ unmetKwh }) => unmetKwh))),
    violations: runs.reduce((sum, { violations }) => sum + violations, 0),
    planMsP95: ours ? quantile(ours.planMs, 0.95) : null,
    policies: Object.fromEntries(
      runs.map((run) => [run.policy, policyResult(run, totalOf(run.accounts), batteryKwh)]),
    ),
    gapHours: first.gapHours,
    bridgedHours: first.bridgedHours,
    sessions: first.sessions,
    sessionsLeftOut: first.sessionsLeftOut + unusableSessions(inputs),
    unusableSessions: unusableSessions(inputs),
    inputs,
  };
}

function compare(costs: readonly (readonly [PolicyName, number | undefined])[]): MonthResult {
  const cost = Object.fromEntries(costs.map(([policy, value]) => [policy, rounded(value ?? 0)])) as Partial<
    Record<PolicyName, number>
  >;
  const { selfConsumption, perfect } = cost;
  const capture: Capture = {};
  for (const policy of ['evcc', 'smartload'] as const) {
    const own = cost[policy];
    if (own === undefined || selfConsumption === undefined || perfect === undefined) continue;
    const possible = selfConsumption - perfect;
    capture[policy] = possible < LEAST_SAVING ? null : rounded((selfConsumption - own) / possible);
  }
  return { costEur: cost, capture };
}

function policyResult(run: PolicyRun, total: Account, batteryKwh: number): PolicyResult {
  return {
    ...moneyOf(total),
    months: run.accounts.map((account) => ({ month: account.month, ...moneyOf(account) })),
    importKwh: rounded(total.importKwh),
    exportKwh: rounded(total.exportKwh),
    pvKwh: rounded(total.pvKwh),
    loadKwh: rounded(total.loadKwh),
    carsKwh: rounded(total.carsKwh),
    batteryChargeKwh: rounded(total.batteryChargeKwh),
    batteryDischargeKwh: rounded(total.batteryDischargeKwh),
    storedEndKwh: rounded(total.end.storedKwh),
    fullCycles: batteryKwh > 0 ? rounded(total.batteryDischargeKwh / batteryKwh) : 0,
    carsLate: total.carsLate,
    unmetKwh: rounded(total.unmetKwh),
    violations: run.violations,
    plans: run.planMs.length,
    fallbackPlans: run.fallbackPlans,
    planMsP50: quantile(run.planMs, 0.5),
    planMsP95: quantile(run.planMs, 0.95),
  };
}

function moneyOf({ cost, meterCost, gain, unmetCost, start, end }: Account): Omit<MonthOfPolicy, 'month'> {
  return {
    costEur: rounded(cost),
    meterCostEur: rounded(meterCost),
    gainEur: rounded(gain),
    unmetCostEur: rounded(unmetCost),
    start: heldResult(start),
    end: heldResult(end),
  };
}

function heldResult(held: Held): HeldResult {
  const { storedKwh, storedWorthPerKwh, carsKwh, carsWorthPerKwh } = held;
  return {
    storedKwh: rounded(storedKwh),
    storedWorthPerKwh: finely(storedWorthPerKwh),
    carsKwh: rounded(carsKwh),
    carsWorthPerKwh: finely(carsWorthPerKwh),
    worthEur: rounded(worthOf(held)),
  };
}

/** Prices times some kWh are to come out to the cent. */
function finely(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  return found === undefined ? null : Math.round(found * 10) / 10;
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
