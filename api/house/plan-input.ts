import type { SlotAction } from './control.ts';
import type { PowerForecast } from './forecast.ts';
import type { Instant, Slot } from './time.ts';

/** Where a slot's prices come from. */
export type PriceSource =
  /** The supplier's published price. */
  | 'PUBLISHED'
  /** Beyond what is published, or in a gap: guessed from earlier prices, never used for a price limit. */
  | 'ESTIMATED'
  /** No tariff at all: a flat stand-in, so that sun and departures can be planned. */
  | 'ASSUMED';

/** Where four of five mean powers lie, kW, 0 ≤ p10 ≤ p90. */
export type SlotBand = Pick<PowerForecast, 'p10Kw' | 'p90Kw'>;

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
  /** Within which PV and load lie in four of five cases; for people to see, nothing is planned by it. Absent = unknown. */
  pvBand?: SlotBand;
  loadBand?: SlotBand;
  /** `null` = no limit. */
  importLimitKw: number | null;
  exportLimitKw: number | null;
  /** What the grid's energy emits in this slot, g CO₂/kWh, ≥ 0; `null` or absent = unknown, then it has no CO₂ price. */
  co2GramsPerKwh?: number | null;
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
  /** Whether it can be told to give but not to take; absent = no. */
  canHoldCharge?: boolean;
  canFeedGrid: boolean;
  /** Whether cars may draw on it; where not, it gives at most what the household lacks, as while evcc locks it. */
  canServeCars: boolean;
  /** Grid energy dearer than this is not stored; `null` = no limit. Only published prices count. */
  maxGridPricePerKwh: number | null;
  /** Empty = constant power. */
  taper: TaperPoint[];
  /** Worth of a stored kWh (before discharge losses) at the end of the horizon, currency/kWh. */
  endValuePerKwh: number;
  /** What it is told until now; absent = nothing, so that it follows the house. */
  mode?: PlanBatteryMode;
}

/** A car is away from `from` (inclusive) to `to` (exclusive). */
export interface PlanAbsence {
  /** Before the plan's start for a car that is away now or that has yet to come. */
  from: Instant;
  to: Instant;
  /** What it is expected to use meanwhile, kWh out of its battery, ≥ 0. */
  consumptionKwh: number;
  /** SoC that it should leave with; `null` = nothing special. Ignored for the car's own `departure`, which has its own target. */
  targetSocPercent: number | null;
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
  /** SoC below which it is charged at once, whatever that costs; `null` or absent = none. Ignored without SoC or capacity. */
  minSocPercent?: number | null;
  /**
   * `null` = no hurry: the target is only worth its end value. A car that leaves comes back where `absences` say so; in the
   * midst of one its departure is due when that begins.
   */
  departure: Instant | null;
  /** When it is away, in order and without overlap; those that touch are one. Absent or empty = from its departure on. */
  absences?: PlanAbsence[];
  /** A person chose how it charges: the plan expects that and does not decide it. */
  followsPerson?: boolean;
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

/** Something that needs an energy within a window and can be told when: a boiler, a washing machine. */
export interface PlanFlexibleLoad {
  id: string;
  title: string;
  /** AC side, > 0. */
  energyKwh: number;
  /** What it takes while it runs, > 0. */
  powerKw: number;
  /** Not before this; `null` = at once. */
  earliest: Instant | null;
  /** Done by this; `null` = by the end of the horizon. */
  latest: Instant | null;
  /** Whether it may pause; otherwise it runs in one block. */
  interruptible: boolean;
}

/** A price for the highest mean import of a period, as capacity tariffs have it. */
export interface PlanPeakPrice {
  /** Currency for each kW of the highest mean, for the whole period, ≥ 0. */
  pricePerKw: number;
  /** What is paid for anyway: the highest mean of the period so far, or the least that is charged, ≥ 0. */
  reachedKw: number;
  /** Means are taken over so many minutes from the full hour on. */
  intervalMinutes: 15 | 30 | 60;
  /** Intervals that begin in the period count; `null` = no bound. */
  from: Instant | null;
  until: Instant | null;
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

/** What evcc can ask of a battery: follow the house, do not discharge, charge at full rate, or leave a surplus to the grid. */
export type PlanBatteryMode = 'NORMAL' | 'HOLD' | 'CHARGE' | 'HOLD_CHARGE';

/** What a person decided for a battery or a car, from `start` to `end`: the plan goes around it. */
export interface PlanFixed {
  id: string;
  start: Instant;
  end: Instant;
  /** `CHARGE`: at full power. `HOLD`: a battery gives nothing, a car takes the sun's surplus. `RELEASE`: nothing from the grid. */
  action: SlotAction;
}

/** A car that needs energy and stands at no cable. */
export interface PlanWaitingCar {
  /** evcc's name of the car. */
  vehicle: string;
  title: string;
}

/** What a battery or a car is made to do in one slot, to see what that costs. AC side, ≥ 0; `null` = as is best. */
export interface PlanForced {
  id: string;
  /** Start of the slot. */
  start: Instant;
  chargeKw: number | null;
  dischargeKw: number | null;
}

/** All that a plan depends on; the same input gives the same plan. */
export interface PlanInput {
  computedAt: Instant;
  currency: string;
  slots: PlanSlotInput[];
  batteries: PlanBattery[];
  cars: PlanCar[];
  loads?: PlanFlexibleLoad[];
  /** What the height of the import costs, beside its energy. */
  peakPrices?: PlanPeakPrice[];
  /** Among plans of equal cost the one with the lower import peak. */
  levelsPeaks?: boolean;
  /** What few, long charging blocks may cost, currency, ≥ 0; absent = a hundredth. */
  preferenceCost?: number;
  /** Currency for a tonne of CO₂ of the imported energy, ≥ 0; weighs in decisions and is no part of any cost. */
  co2PricePerTonne?: number;
  /** How load and PV may come instead of as in the slots, which are their mean; absent or empty = nothing but the mean. */
  scenarios?: PlanScenario[];
  /** What people decided; absent or empty = nothing. */
  fixed?: PlanFixed[];
  /** One for each slot; absent or empty = as if the mean were certain. */
  spread?: PlanSpread[];
  /** When nobody is asked for anything, within the horizon; absent or empty = never. */
  quietHours?: Slot[];
  /** Cars that could charge if somebody plugged them in; absent or empty = none. */
  waiting?: PlanWaitingCar[];
  /** What devices are made to do, whatever that costs; absent or empty = nothing. Where that is impossible there is no plan. */
  forced?: PlanForced[];
}
