import type { BatteryMode, ChargeMode, Instant, PlanStrategy, Rate } from '../../house/index.ts';
import { type Devices, MIN_CURRENT_A, VIRTUAL_DEVICES } from '../plant/index.ts';

/** Settings of the site: kept over a restart. SoC limits in %, 0 = off. */
export interface SiteSettings {
  prioritySoc: number;
  bufferSoc: number;
  bufferStartSoc: number;
  residualPowerW: number;
  /** 0 = off. */
  gridExportLimitW: number;
  /** No battery discharge while a car charges fast. */
  batteryDischargeControl: boolean;
  batteryGridDischarge: boolean;
  /** Currency/kWh; `null` = off. */
  batteryGridChargeLimit: number | null;
  solarAdjusted: boolean;
}

/** How evcc and others steer the battery: forgotten at a restart. */
export interface BatteryMemory {
  /** What evcc applied last; `unknown` until it ever changed one. */
  mode: BatteryMode;
  external: BatteryMode;
  /** Last post of the external mode. */
  externalAt: Instant;
  /** An external mode was posted since the start, so the state names it. */
  externalKnown: boolean;
  /** External control has ended: the next cycle goes back to normal. */
  resetPending: boolean;
}

/** Settings of a loadpoint: kept over a restart. */
export interface LoadpointSettings {
  mode: ChargeMode;
  /** What the mode falls back to when the car leaves; `null` = it stays. */
  defaultMode: ChargeMode | null;
  /** Charges at minimum even without surplus, until the car leaves (`alwayscharge/once`). */
  alwaysChargeOnce: boolean;
  /** Session limit, 0 = the car's limit; cleared on disconnect. */
  limitSoc: number;
  /** Session limit in kWh, 0 = none; cleared on disconnect. */
  limitEnergyKwh: number;
  /** Always charged at once up to it; 0 = off. */
  minSoc: number;
  minCurrentA: number;
  maxCurrentA: number;
  /** 0 = automatic. */
  phasesConfigured: 0 | 1 | 3;
  priority: number;
  enableThresholdW: number;
  disableThresholdW: number;
  enableDelayS: number;
  disableDelayS: number;
  /** Currency/kWh; `null` = off. */
  smartCostLimit: number | null;
  smartFeedInPriorityLimit: number | null;
  batteryBoost: boolean;
  /** Battery SoC down to which a boost may draw; 100 = off. */
  batteryBoostLimit: number;
  /** Energy plan, kWh; 0 = none. */
  planEnergyKwh: number;
  planTime: Instant | null;
  planStrategy: PlanStrategy;
}

/** What a loadpoint is doing: forgotten at a restart. */
export interface LoadpointRun {
  connected: boolean;
  connectedSince: Instant | null;
  /** How long the session before was connected; 0 with a car, and before the first one. */
  connectedDurationS: number;
  /** Known car; `null` = a guest. */
  vehicle: string | null;
  enabled: boolean;
  offeredCurrentA: number;
  phasesActive: 1 | 3;
  pvAction: 'inactive' | 'enable' | 'disable';
  pvSince: Instant | null;
  phaseAction: 'inactive' | 'scale1p' | 'scale3p';
  phaseSince: Instant | null;
  planActive: boolean;
  planSlotEnd: Instant | null;
  plan: Rate[] | null;
  planOverrunS: number;
  minSocNotReached: boolean;
  smartCostActive: boolean;
  smartFeedInPriorityActive: boolean;
  sessionKwh: number;
  sessionCost: number;
  sessionSolarKwh: number;
  chargeDurationS: number;
}

export interface LoadpointMemory {
  settings: LoadpointSettings;
  run: LoadpointRun;
}

/** A plan that comes again on some days of the week. */
export interface RepeatingPlan {
  /** 0 = Sunday. */
  weekdays: number[];
  /** `HH:MM`. */
  time: string;
  tz: string;
  soc: number;
  active: boolean;
}

/** Settings of a car: kept over a restart, whether it is there or not. SoC limits in %, 0 = off. */
export interface VehicleSettings {
  /** Taken over by the loadpoint when the car is plugged in. */
  mode: ChargeMode | null;
  minSoc: number;
  limitSoc: number;
  plan: { soc: number; time: Instant } | null;
  repeatingPlans: RepeatingPlan[];
  planStrategy: PlanStrategy;
}

/** All that this evcc remembers, as plain JSON. */
export interface EvccMemory {
  site: SiteSettings;
  battery: BatteryMemory;
  loadpoints: LoadpointMemory[];
  vehicles: Record<string, VehicleSettings>;
}

/** evcc as freshly installed. */
export function newMemory(
  site: Partial<SiteSettings> = {},
  { cars, chargers }: Devices = VIRTUAL_DEVICES,
  defaultMode: ChargeMode | null = null,
): EvccMemory {
  return {
    site: {
      prioritySoc: 10,
      bufferSoc: 80,
      bufferStartSoc: 0,
      residualPowerW: 0,
      gridExportLimitW: 0,
      batteryDischargeControl: true,
      batteryGridDischarge: false,
      batteryGridChargeLimit: null,
      solarAdjusted: false,
      ...site,
    },
    battery: newBatteryMemory(),
    loadpoints: chargers.map((charger) => ({
      settings: newLoadpointSettings(charger.maxCurrentA, defaultMode),
      run: newLoadpointRun(),
    })),
    vehicles: Object.fromEntries(cars.map((car) => [car.name, newVehicleSettings()])),
  };
}

export function newBatteryMemory(): BatteryMemory {
  return { mode: 'unknown', external: 'unknown', externalAt: 0, externalKnown: false, resetPending: false };
}

function newLoadpointSettings(maxCurrentA: number, defaultMode: ChargeMode | null): LoadpointSettings {
  return {
    mode: defaultMode ?? 'pv',
    defaultMode,
    alwaysChargeOnce: false,
    limitSoc: 0,
    limitEnergyKwh: 0,
    minSoc: 0,
    minCurrentA: MIN_CURRENT_A,
    maxCurrentA,
    phasesConfigured: 0,
    priority: 0,
    enableThresholdW: 0,
    disableThresholdW: 0,
    enableDelayS: 60,
    disableDelayS: 180,
    smartCostLimit: null,
    smartFeedInPriorityLimit: null,
    batteryBoost: false,
    batteryBoostLimit: 100,
    planEnergyKwh: 0,
    planTime: null,
    planStrategy: { continuous: false, preconditionS: 0 },
  };
}

export function newLoadpointRun(): LoadpointRun {
  return {
    connected: false,
    connectedSince: null,
    connectedDurationS: 0,
    vehicle: null,
    enabled: false,
    offeredCurrentA: 0,
    phasesActive: 3,
    pvAction: 'inactive',
    pvSince: null,
    phaseAction: 'inactive',
    phaseSince: null,
    planActive: false,
    planSlotEnd: null,
    plan: null,
    planOverrunS: 0,
    minSocNotReached: false,
    smartCostActive: false,
    smartFeedInPriorityActive: false,
    sessionKwh: 0,
    sessionCost: 0,
    sessionSolarKwh: 0,
    chargeDurationS: 0,
  };
}

function newVehicleSettings(): VehicleSettings {
  return {
    mode: null,
    minSoc: 0,
    limitSoc: 0,
    plan: null,
    repeatingPlans: [],
    planStrategy: { continuous: false, preconditionS: 0 },
  };
}
