import type { Instant } from './time.ts';

/** evcc's battery modes: `normal` self-consumption, `hold` no discharge, `charge` at the device's rate, `holdcharge` no charging. */
export type BatteryMode = 'unknown' | 'normal' | 'hold' | 'charge' | 'holdcharge';

/** A loadpoint's mode; `smart` of evcc 0.316 and later reads as `pv` (or `minpv` where it always charges). */
export type ChargeMode = 'off' | 'pv' | 'minpv' | 'now';

/** One home battery as evcc reports it. `null` is unknown, never 0. */
export interface BatteryDevice {
  name: string;
  title: string | null;
  /** + discharge, − charge. */
  powerKw: number | null;
  socPercent: number | null;
  capacityKwh: number | null;
  controllable: boolean;
}

/** All home batteries together, as evcc reports them. */
export interface BatteryState {
  /** + discharge, − charge. */
  powerKw: number | null;
  socPercent: number | null;
  capacityKwh: number | null;
  /** At least one device follows a battery mode. */
  controllable: boolean;
  devices: BatteryDevice[];
  /** What evcc applied last. */
  mode: BatteryMode;
  /** The external mode that someone posted and that has not expired; `null` where none is set. */
  externalMode: BatteryMode | null;
  /** Someone posted an external mode since evcc started: it forgets that with a restart alone. Absent = not known. */
  wasSteered?: boolean;
  /** Whether evcc locks the battery against discharge while a car charges fast. */
  dischargeControl: boolean | null;
  gridChargeActive: boolean | null;
  /** SoC below which the battery has priority over cars; 0 = off. */
  prioritySocPercent: number | null;
  /** SoC above which a car may draw on the battery (the "buffer"); 0 = off. */
  bufferSocPercent: number | null;
  /** SoC above which a car may start from the battery; 0 = off. */
  bufferStartSocPercent: number | null;
}

/** A target of a car by a time, as evcc holds it. */
export interface VehiclePlan {
  socPercent: number;
  time: Instant;
}

/** A plan of a car that comes again on some days of the week. */
export interface RepeatingPlan {
  /** 0 = Sunday. */
  weekdays: number[];
  /** Local, `HH:MM`. */
  time: string;
  /** IANA; `null` = the house's. */
  timeZone: string | null;
  socPercent: number;
}

/** How evcc places a plan: in one block, and the last `preconditionS` seconds before departure at the latest. */
export interface PlanStrategy {
  continuous: boolean;
  preconditionS: number;
}

/** A car that evcc knows. Its SoC is known to evcc only while it stands at a loadpoint. */
export interface VehicleState {
  name: string;
  title: string;
  capacityKwh: number | null;
  minSocPercent: number | null;
  limitSocPercent: number | null;
  /** The mode that evcc sets at a loadpoint once it knows the car there; `null` or absent = none. */
  mode?: ChargeMode | null;
  plan: VehiclePlan | null;
  /** `null` where this evcc has no plan strategies (before 0.301). */
  planStrategy: PlanStrategy | null;
  hasRepeatingPlans: boolean;
  /** The active ones; absent where they were not read. */
  repeatingPlans?: RepeatingPlan[];
}

/** A charging point. `null` is unknown. */
export interface LoadpointState {
  /** Stable identity; evcc's `name`, or `loadpoint-<n>` where an old evcc gives none. */
  name: string;
  /** 1-based, as evcc's REST routes count; changes when a person reorders loadpoints. */
  id: number;
  title: string;
  mode: ChargeMode;
  /** Whether this evcc speaks `smart` with `alwaysCharge` (0.316 and later). */
  smartMode: boolean;
  connected: boolean;
  charging: boolean;
  enabled: boolean;
  /** ≥ 0. */
  chargePowerKw: number | null;
  /** evcc's vehicle name; `null` for none or a guest. */
  vehicleName: string | null;
  vehicleTitle: string | null;
  vehicleSocPercent: number | null;
  /** The limit that the car itself has; `null` where it reports none. */
  vehicleLimitSocPercent: number | null;
  /** Session limit; 0 = none. */
  limitSocPercent: number | null;
  /** Session limit in kWh; 0 = none. */
  limitEnergyKwh: number | null;
  effectiveLimitSocPercent: number | null;
  effectiveMinSocPercent: number | null;
  minSocNotReached: boolean;
  planActive: boolean;
  /** The time of the plan that evcc follows next, from a car's plan, a repeating plan or an energy plan. */
  effectivePlanTime: Instant | null;
  /** SoC of that plan; `null` or 0 for an energy plan. */
  effectivePlanSocPercent: number | null;
  /** Energy plan in kWh; 0 = none. */
  planEnergyKwh: number | null;
  smartCostActive: boolean;
  smartCostLimit: number | null;
  /** What holds now, after the car's own limits. */
  minCurrentA: number;
  /** What holds now, after the car's own limits. */
  maxCurrentA: number;
  /** The loadpoint's own limit, the one that a write sets and a restore puts back. */
  configuredMaxCurrentA?: number | null;
  /** What the car is offered now; `null` or absent = unknown. */
  offeredCurrentA?: number | null;
  phasesActive: number | null;
  /** 0 = automatic, 1 or 3 = fixed. */
  phasesConfigured: number | null;
  phases1p3p: boolean;
  singlePhase: boolean;
  sessionEnergyKwh: number | null;
  chargeRemainingEnergyKwh: number | null;
  /** Not a car: a heat pump, a heater or a switched device. */
  isHeating: boolean;
  batteryBoost: boolean;
}

/** Everything that one reading of evcc says, in our units. */
export interface SiteState {
  observedAt: Instant;
  evccVersion: string | null;
  title: string | null;
  /** ISO 4217; `EUR` where evcc names none. */
  currency: string;
  /** evcc's control interval. */
  intervalS: number;
  /** evcc has finished starting; its routes exist. */
  ready: boolean;
  /** + import, − export. */
  gridPowerKw: number | null;
  /** ≥ 0. */
  pvPowerKw: number | null;
  /** Household without loadpoints, ≥ 0. */
  homePowerKw: number | null;
  /** `null` where the house has no battery, or evcc has not read it yet. */
  battery: BatteryState | null;
  loadpoints: LoadpointState[];
  vehicles: VehicleState[];
  /** Import price now, currency/kWh. */
  importPricePerKwh: number | null;
  /** Feed-in price now, currency/kWh. */
  feedInPricePerKwh: number | null;
  /** What evcc's price limits count in: a price, or grams of CO₂ (`co2`). */
  smartCostType: string | null;
  /** What the grid connection may import: the smallest of the root circuits and a §14a limit. */
  importLimitKw: number | null;
  /** What may be fed in. */
  exportLimitKw: number | null;
  /** The grid operator dims the house (§14a EnWG). */
  dimmed: boolean;
  /** evcc's own optimizer steers by itself: we stand down. */
  optimizerAutomatic: boolean;
}

/** A value that holds from `start` (inclusive) to `end` (exclusive). */
export interface Rate {
  start: Instant;
  end: Instant;
  value: number;
}

/** What evcc knows about the days ahead; `null` where it has no such tariff. */
export interface Tariffs {
  observedAt: Instant;
  /** Import price, currency/kWh. */
  grid: Rate[] | null;
  /** Feed-in price, currency/kWh. */
  feedIn: Rate[] | null;
  /** PV power in kW at each `start`; between starts it is linear. */
  solar: Rate[] | null;
  /** What the grid's energy emits, g CO₂/kWh; `null` or absent = evcc does not know. */
  co2?: Rate[] | null;
}
