import { HOUR_MS, type Instant, type Language, type PlanSlot, type Snapshot } from '../house/index.ts';

/** Plans are made every quarter of an hour; one that is older says that something is wrong. */
const PLAN_STALE_AFTER_S = 45 * 60;

/** The house at this moment in scalars alone, for programs that want a value and no tree. `null` is unknown. */
export interface Now {
  snapshot: Snapshot;
  at: Instant;
}

/** What the plan has for one quarter of an hour, for cards and automations. */
export interface OutlookSlot {
  start: Instant;
  importPricePerKwh: number;
  pvKw: number;
  /** + discharge, − charge. */
  batteryKw: number;
  /** Of the first battery; `null` without one. */
  batterySocPercent: number | null;
  carsKw: number;
}

/** Seconds since the plan was made; `null` where there is none. */
export function planAgeS({ snapshot: { plan }, at }: Now): number | null {
  return plan ? Math.max(0, Math.round((at - plan.computedAt) / 1000)) : null;
}

/** Whether what is shown may be out of date: evcc was not read in time, or there is no plan of this hour. */
export function isStale(now: Now): boolean {
  const age = planAgeS(now);
  const evcc = now.snapshot.sources.find(({ id }) => id === 'evccState');
  return (
    age === null ||
    age > PLAN_STALE_AFTER_S ||
    (evcc !== undefined && evcc.state !== 'FRESH' && evcc.state !== 'REFRESHING')
  );
}

/** What is wanted of the battery, and why. */
export function batteryIntent({ snapshot: { intents } }: Now) {
  return intents.find(({ subject }) => subject === 'battery') ?? null;
}

/** Why the plan does what it does now: the reason of the battery's intent, else of the running slot. */
export function reasonNow(now: Now, language: Language): string | null {
  const running = now.snapshot.plan?.slots.find(({ start, end }) => start <= now.at && now.at < end);
  return (batteryIntent(now) ?? running)?.reason[language] ?? now.snapshot.planMissing?.[language] ?? null;
}

/** The slots of the next hours, the running one first; empty where there is no plan. */
export function outlookOf({ plan }: Snapshot, at: Instant, hours: number): OutlookSlot[] {
  return (plan?.slots ?? [])
    .filter(({ start, end }) => end > at && start < at + hours * HOUR_MS)
    .map(outlookSlot);
}

function outlookSlot(slot: PlanSlot): OutlookSlot {
  return {
    start: slot.start,
    importPricePerKwh: rounded(slot.importPricePerKwh, 4),
    pvKw: rounded(slot.pvKw),
    batteryKw: rounded(sum(slot.batteries.map(({ chargeKw, dischargeKw }) => dischargeKw - chargeKw))),
    batterySocPercent: slot.batteries[0] ? rounded(slot.batteries[0].socPercent, 1) : null,
    carsKw: rounded(sum(slot.cars.map(({ chargeKw }) => chargeKw))),
  };
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Whoever keeps these for a day has 16 kB for all of it. */
function rounded(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}
