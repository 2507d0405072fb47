import { type Instant, SLOT_MS } from './time.ts';

/** What one loadpoint brought in a quarter of an hour. */
export interface LoadpointQuarter {
  /** evcc's name of the loadpoint. */
  id: string;
  /** ≥ 0; `null` where too little of it was seen. */
  energyKwh: number | null;
  /** A car was plugged in for some of it. */
  connected: boolean;
  /** The most that car and loadpoint can take; `null` where unknown. */
  maxPowerKw: number | null;
  /** When evcc's plan wanted the car ready; absent or `null` where there was none. */
  readyAt?: Instant | null;
}

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
  /** What the plans in force expected for it, each for as long as it was; `null` where for a part of it none was. */
  plannedCost: number | null;
  /** Each loadpoint by itself; absent or `null` where that was not kept. */
  loadpoints?: LoadpointQuarter[] | null;
  /** What the plan wanted of the home battery at the end, written to evcc or not; absent or `null` where unknown. */
  wantedBattery?: 'RELEASE' | 'HOLD' | 'CHARGE' | 'HOLD_CHARGE' | null;
}

/** A quarter of an hour from `start` on of which only what is given is known. */
export function quarterWith(start: Instant, known: Partial<QuarterHour>): QuarterHour {
  return {
    start,
    end: start + SLOT_MS,
    importKwh: null,
    exportKwh: null,
    pvKwh: null,
    loadKwh: null,
    batteryChargeKwh: null,
    batteryDischargeKwh: null,
    carsKwh: null,
    socPercent: null,
    importPricePerKwh: null,
    feedInPricePerKwh: null,
    cost: null,
    plannedCost: null,
    ...known,
  };
}
