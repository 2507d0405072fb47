import type { PlanBatteryMode, PlanSlotInput } from './plan-input.ts';
import type { Text } from './text.ts';
import type { Instant, Slot } from './time.ts';

/** What keeps a storage from doing more of what it does, or from doing anything. */
export type PlanBinding =
  /** It is not there. */
  | 'ABSENT'
  /** Full power, or what its taper allows. */
  | 'POWER'
  /** Full, as far as it may be filled. */
  | 'SOC_MAX'
  /** Empty, as far as it may be emptied; for a car: below its minimum, so it charges at once. */
  | 'SOC_MIN'
  /** What is kept for the house. */
  | 'RESERVE'
  /** A car takes this only to be ready when it leaves. */
  | 'DEPARTURE'
  | 'IMPORT_LIMIT'
  | 'EXPORT_LIMIT'
  /** The highest import that is paid for anyway, or that it is worth to pay for. */
  | 'PEAK'
  /** Grid energy is above its price limit. */
  | 'PRICE_LIMIT'
  /** It takes all that the sun leaves, and more would come from the grid. */
  | 'SUN'
  /** It gives all that is needed, and more would go to the grid. */
  | 'DEMAND'
  /** It must not serve the car that charges. */
  | 'LOCKED'
  /** A person decided it. */
  | 'OVERRIDE'
  /** It stands at no cable, and nobody is asked to plug it in. */
  | 'QUIET_HOURS'
  /** Nothing but prices. */
  | 'NONE';

export interface PlanBatterySlot {
  id: string;
  /** AC side, ≥ 0; never both. */
  chargeKw: number;
  dischargeKw: number;
  /** At the end of the slot. */
  socPercent: number;
  /** Worth of one more kWh in the store after this slot, currency/kWh; `null` where the plan has no duals. */
  storedValuePerKwh: number | null;
  /** What it is to be told, where that is decided and does not only follow from the flows. */
  mode?: PlanBatteryMode;
  /** Absent in plans of earlier versions. */
  binding?: PlanBinding;
}

export interface PlanCarSlot {
  id: string;
  chargeKw: number;
  /** At the end of the slot; while it is away what it left with; `null` where unknown. */
  socPercent: number | null;
  /** Charged since the start of the plan, AC side. */
  energyKwh: number;
  /** Worth of one more kWh in the car after this slot, currency/kWh; `null` or absent where the plan has no duals. */
  storedValuePerKwh?: number | null;
  /** Absent in plans of earlier versions. */
  binding?: PlanBinding;
}

export interface PlanLoadSlot {
  id: string;
  /** Mean of the slot, ≥ 0. */
  powerKw: number;
  /** Had since the start of the plan. */
  energyKwh: number;
}

export interface PlanSlot extends PlanSlotInput {
  importKw: number;
  exportKw: number;
  /** PV that is not produced. */
  curtailedKw: number;
  batteries: PlanBatterySlot[];
  cars: PlanCarSlot[];
  /** One for each flexible load; absent without any. */
  loads?: PlanLoadSlot[];
  /** import · price − export · feed-in of this slot. */
  cost: number;
  /** What one more kWh of load in this slot would cost, currency/kWh; `null` where the plan has no duals. */
  marginalPricePerKwh: number | null;
  /** Why this slot is as it is, in one sentence. */
  reason: Text;
}

/** A goal that the plan could not meet. */
export interface Shortfall {
  kind: 'DEPARTURE' | 'MIN_SOC' | 'LOAD' | 'RESERVE' | 'IMPORT_LIMIT' | 'EXPORT_LIMIT';
  /** Battery, loadpoint or flexible load; `null` for the grid connection. */
  id: string | null;
  /** Which of a car's departures; absent for the other kinds. */
  departure?: Instant;
  energyKwh: number;
  message: Text;
}

/**
 * What planning for all that may come changed, in currency. Costs are what is paid for energy and wear less the worth of
 * what is left in batteries and cars, expected over the ways in which load and PV may come, if what follows the first
 * hour is the best for what is known by then.
 */
export interface PlanUncertainty {
  /** How many ways for load and PV to come were looked at. */
  scenarios: number;
  /** With the first hour of this plan. */
  expectedCost: number;
  /** With the first hour that is best if load and PV come as in the mean. */
  expectedCostOfMeanPlan: number;
  /** By how much the first is lower; can be negative where what is gained is a goal such as a departure, a lower peak or less CO₂. */
  gain: number;
  /**
   * What this plan costs more than that for the mean if everything comes as in the mean; below 0 by no more than plans are
   * proven to, but where more than money weighs: a price limit, a peak, CO₂.
   */
  insuranceCost: number;
}

/** When a flexible load is to run. Nobody switches it; the plan only says when it is best. */
export interface PlannedLoad {
  id: string;
  title: string;
  /** In order, with whatever pauses between; empty where it does not run within the horizon. */
  runs: Slot[];
  energyKwh: number;
  /** What its window has no room for, kWh, ≥ 0. */
  missingKwh: number;
}

/** The highest mean import of a period. */
export interface PlanPeak {
  /** Of the plan and of what was reached before, kW. */
  peakKw: number;
  /** What it adds to what is paid for anyway, currency, ≥ 0; not in the plan's `cost`. */
  cost: number;
}

export type PlanStatus =
  /** Proven within the gap. */
  | 'OPTIMAL'
  /** A correct plan that was not proven in time; `bound` says how good it could be. */
  | 'FEASIBLE'
  /** By the simple rules of the fallback. */
  | 'FALLBACK';

export interface Plan {
  computedAt: Instant;
  status: PlanStatus;
  /** Why the fallback was used; `null` otherwise. */
  fallbackReason: Text | null;
  slots: PlanSlot[];
  /** Σ slot cost, without penalties, wear or end values. */
  cost: number;
  /** One for each flexible load, when it runs; absent without any. */
  loads?: PlannedLoad[];
  /** One for each peak price: what the plan's import peaks come to; absent without any. */
  peaks?: PlanPeak[];
  /** Emissions of the imported energy, kg, as far as they are known; `null` or absent where nothing is. */
  co2Kg?: number | null;
  /**
   * What the same hours cost if nobody planned: battery in self-consumption, cars at once. What the plan has
   * more or less in battery and cars at the end counts at its end value.
   */
  selfConsumptionCost: number;
  /** Objective minus proven bound, currency; `null` for the fallback. */
  gap: number | null;
  solveMs: number;
  /** When nobody is asked for anything; absent = never. */
  quietHours?: Slot[];
  /** Up to here prices are published. */
  pricesKnownUntil: Instant | null;
  shortfalls: Shortfall[];
  /** `null` for a plan that was made for the mean alone. */
  uncertainty: PlanUncertainty | null;
}
