import type { PowerForecast } from './forecast.ts';
import type { Text } from './text.ts';
import type { Instant } from './time.ts';

/** Where a slot's prices come from. */
export type PriceSource =
  /** The supplier's published price. */
  | 'PUBLISHED'
  /** Beyond what is published, or in a gap: guessed from earlier prices, never used for a price limit. */
  | 'ESTIMATED'
  /** No tariff at all: a flat stand-in, so that sun and departures can be planned. */
  | 'ASSUMED';

/** One slot of the horizon with what is known or expected of it. Slots follow each other without a gap. */
export interface PlanSlotInput {
  /** The running slot starts now, so its duration is what is left of its quarter of an hour. */
  start: Instant;
  end: Instant;
  /** Currency/kWh, may be negative. */
  importPricePerKwh: number;
  feedInPricePerKwh: number;
  priceSource: PriceSource;
  /** Expected mean PV power, ≥ 0. */
  pvKw: number;
  /** Expected mean household load without cars, ≥ 0. */
  loadKw: number;
  /** `null` = no limit. */
  importLimitKw: number | null;
  exportLimitKw: number | null;
}

/** Up to `socPercent` the storage takes `powerKw`; rising SoC, falling power. */
export interface TaperPoint {
  socPercent: number;
  powerKw: number;
}

export interface PlanBattery {
  id: string;
  capacityKwh: number;
  socPercent: number;
  minSocPercent: number;
  maxSocPercent: number;
  /** SoC kept for the house, ≥ minimum; a soft wish. */
  reserveSocPercent: number;
  /** At the AC side. */
  maxChargeKw: number;
  maxDischargeKw: number;
  /** (0, 1]: stored / taken from the AC side. */
  chargeEfficiency: number;
  /** (0, 1]: given to the AC side / taken from the store. */
  dischargeEfficiency: number;
  /** Currency for each kWh discharged at the AC side. */
  wearCostPerKwh: number;
  canGridCharge: boolean;
  canFeedGrid: boolean;
  /** Whether cars may draw on it; where not, it gives at most what the household lacks, as while evcc locks it. */
  canServeCars: boolean;
  /** Grid energy dearer than this is not stored; `null` = no limit. Only published prices count. */
  maxGridPricePerKwh: number | null;
  /** Empty = constant power. */
  taper: TaperPoint[];
  /** Worth of a stored kWh (before discharge losses) at the end of the horizon, currency/kWh. */
  endValuePerKwh: number;
}

export interface PlanCar {
  /** The loadpoint's name: there is one car to a loadpoint at a time. */
  id: string;
  title: string;
  /** `null` = unknown: the car is planned by energy. */
  capacityKwh: number | null;
  socPercent: number | null;
  /** SoC at which the car stops by itself (car's or evcc's limit); `null` = 100. */
  limitSocPercent: number | null;
  /** SoC that is to be reached by `departure`; ignored where `socPercent` or `capacityKwh` is null. */
  targetSocPercent: number | null;
  /** Energy that is to be charged by `departure` (AC side), for cars without SoC. */
  targetEnergyKwh: number | null;
  /** `null` = no hurry: the target is only worth its end value. */
  departure: Instant | null;
  minPowerKw: number;
  maxPowerKw: number;
  /** (0, 1]. */
  chargeEfficiency: number;
  /** Grid energy dearer than this is not charged unless a departure needs it; `null` = no limit. */
  maxGridPricePerKwh: number | null;
  taper: TaperPoint[];
  /** Worth of a kWh in the car (after losses) at departure or end, beyond its target, currency/kWh. */
  endValuePerKwh: number;
}

/** One way in which load and PV may come, one value for each slot of the plan. */
export interface PlanScenario {
  /** (0, 1]; those of all scenarios sum to 1. */
  probability: number;
  /** Mean power, ≥ 0. */
  loadKw: number[];
  /** Mean power, ≥ 0. */
  pvKw: number[];
}

/** Quantiles of a mean power, kW, ≥ 0, p10 ≤ p50 ≤ p90. */
export type PowerBand = Pick<PowerForecast, 'p10Kw' | 'p50Kw' | 'p90Kw'>;

/** How far load and PV of a slot may be from what is expected of them. */
export interface PlanSpread {
  load: PowerBand;
  pv: PowerBand;
}

/** What evcc can ask of a battery: follow the house, do not discharge, or charge at full rate. */
export type PlanBatteryMode = 'NORMAL' | 'HOLD' | 'CHARGE';

/** All that a plan depends on; the same input gives the same plan. */
export interface PlanInput {
  computedAt: Instant;
  currency: string;
  slots: PlanSlotInput[];
  batteries: PlanBattery[];
  cars: PlanCar[];
  /** How load and PV may come instead of as in the slots, which are their mean; absent or empty = nothing but the mean. */
  scenarios?: PlanScenario[];
  /** One for each slot; absent or empty = as if the mean were certain. */
  spread?: PlanSpread[];
}

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
}

export interface PlanCarSlot {
  id: string;
  chargeKw: number;
  /** At the end of the slot; `null` where unknown. */
  socPercent: number | null;
  /** Charged since the start of the plan, AC side. */
  energyKwh: number;
}

export interface PlanSlot extends PlanSlotInput {
  importKw: number;
  exportKw: number;
  /** PV that is not produced. */
  curtailedKw: number;
  batteries: PlanBatterySlot[];
  cars: PlanCarSlot[];
  /** import · price − export · feed-in of this slot. */
  cost: number;
  /** What one more kWh of load in this slot would cost, currency/kWh; `null` where the plan has no duals. */
  marginalPricePerKwh: number | null;
  /** Why this slot is as it is, in one sentence. */
  reason: Text;
}

/** A goal that the plan could not meet. */
export interface Shortfall {
  kind: 'DEPARTURE' | 'MIN_SOC' | 'RESERVE' | 'IMPORT_LIMIT' | 'EXPORT_LIMIT';
  /** Battery or loadpoint; `null` for the grid connection. */
  id: string | null;
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
  /** By how much the first is lower; can be negative where what is gained is a departure. */
  gain: number;
  /** What this plan costs more than that for the mean if everything comes as in the mean. */
  insuranceCost: number;
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
  /**
   * What the same hours cost if nobody planned: battery in self-consumption, cars at once. What the plan has
   * more or less in battery and cars at the end counts at its end value.
   */
  selfConsumptionCost: number;
  /** Objective minus proven bound, currency; `null` for the fallback. */
  gap: number | null;
  solveMs: number;
  /** Up to here prices are published. */
  pricesKnownUntil: Instant | null;
  shortfalls: Shortfall[];
  /** `null` for a plan that was made for the mean alone. */
  uncertainty: PlanUncertainty | null;
}
