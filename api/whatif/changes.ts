import type { Instant } from '../house/index.ts';
import type { Rule } from '../plan/index.ts';

/** What else a car could be told; what is absent stays as it is. */
export interface CarChange {
  /** The loadpoint. */
  id: string;
  /** When it must be ready, within the horizon; `null` = no hurry. */
  departure?: Instant | null | undefined;
  /** SoC in % wanted by then, for a car whose SoC is known. */
  targetSocPercent?: number | undefined;
  /** Energy in kWh wanted by then, AC side, for a car without SoC. */
  targetEnergyKwh?: number | undefined;
  /** Grid energy dearer than this is not charged unless a departure needs it; `null` = no limit. */
  maxGridPricePerKwh?: number | null | undefined;
  /** Full power from now on until it is full (or at its target, where one is given). */
  fillNow?: boolean | undefined;
}

/** Another home battery; what is absent stays as it is. */
export interface BatteryChange {
  /** 0 = none. Where the house has none, a usual one of this size is meant. */
  capacityKwh?: number | undefined;
  maxChargeKw?: number | undefined;
  maxDischargeKw?: number | undefined;
  minSocPercent?: number | undefined;
  maxSocPercent?: number | undefined;
  reserveSocPercent?: number | undefined;
  /** What is in it now. */
  socPercent?: number | undefined;
  wearCostPerKwh?: number | undefined;
  /** Grid energy dearer than this is not stored; `null` = no limit. */
  maxGridPricePerKwh?: number | null | undefined;
}

/** Other prices for the whole horizon: flat ones where given, otherwise today's times `importFactor` plus `importOffsetPerKwh`. */
export interface TariffChange {
  importPricePerKwh?: number | undefined;
  importFactor?: number | undefined;
  importOffsetPerKwh?: number | undefined;
  feedInPricePerKwh?: number | undefined;
}

/** What is to be different from what the last cycle planned with. Nothing in it: the same. */
export interface Changes {
  cars?: readonly CarChange[] | undefined;
  battery?: BatteryChange | undefined;
  tariff?: TariffChange | undefined;
  /** Size of the PV system against today's, 1 = the same. */
  pvFactor?: number | undefined;
  /** What the house takes against what is expected, 1 = the same. */
  loadFactor?: number | undefined;
  /** Nobody plans: it goes by this rule. */
  rule?: Rule | undefined;
}
