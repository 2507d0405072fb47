import { type Account, totalOf } from './ledger.ts';
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
  meterCostEur: number;
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
  /** Because of a gap in them. */
  sessionsLeftOut: number;
}

/** Below this there is nothing to save, currency. */
const LEAST_SAVING = 0.01;

/** Puts the policies of one backtest beside each other. */
export function resultOf(runs: readonly PolicyRun[], batteryKwh: number): BacktestResult {
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
    sessionsLeftOut: first.sessionsLeftOut,
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
    meterCostEur: rounded(total.meterCost),
    importKwh: rounded(total.importKwh),
    exportKwh: rounded(total.exportKwh),
    pvKwh: rounded(total.pvKwh),
    loadKwh: rounded(total.loadKwh),
    carsKwh: rounded(total.carsKwh),
    batteryChargeKwh: rounded(total.batteryChargeKwh),
    batteryDischargeKwh: rounded(total.batteryDischargeKwh),
    storedEndKwh: rounded(total.storedEndKwh),
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

function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  return found === undefined ? null : Math.round(found * 10) / 10;
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
