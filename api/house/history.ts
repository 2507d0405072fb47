import type { Instant } from './time.ts';

/** What one quarter of an hour really brought, as measured. `null` where nothing was measured. */
export interface QuarterHour {
  start: Instant;
  end: Instant;
  importKwh: number | null;
  exportKwh: number | null;
  pvKwh: number | null;
  /** Household without cars. */
  loadKwh: number | null;
  batteryChargeKwh: number | null;
  batteryDischargeKwh: number | null;
  carsKwh: number | null;
  /** Home battery at the end. */
  socPercent: number | null;
  importPricePerKwh: number | null;
  feedInPricePerKwh: number | null;
  /** import · price − export · feed-in; `null` where a part of it is unknown. */
  cost: number | null;
  /** What the plan in force at its start expected for it. */
  plannedCost: number | null;
}
