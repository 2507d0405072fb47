import {
  type BatteryAbility,
  type ControlState,
  type LearnedBattery,
  refusesGridCharge,
  refusesHoldCharge,
} from '../control/index.ts';
import type { Instant, PlanBattery, PlanSlotInput, Settings, SiteState } from '../house/index.ts';
import { endValuePerKwh } from '../plan/index.ts';

/** Charge and discharge power of a battery of which neither evcc nor the user says it, as a share of its capacity for each hour. */
const ASSUMED_C_RATE = 0.5;

/** What the battery can do, as measured, else from the settings, else from its size; `null` without a battery of known size and SoC. */
export function batteryAbility(
  site: SiteState,
  settings: Settings,
  learned: LearnedBattery | null = null,
): BatteryAbility | null {
  const capacityKwh = settings.batteryCapacityKwh ?? site.battery?.capacityKwh ?? null;
  if (!site.battery || capacityKwh === null) return null;
  const maxChargeKw = settings.batteryChargePowerKw ?? capacityKwh * ASSUMED_C_RATE;
  return {
    maxChargeKw: learned?.chargeKw ?? maxChargeKw,
    maxDischargeKw: settings.batteryDischargePowerKw ?? maxChargeKw,
    minSocPercent: settings.batteryMinSocPercent,
    maxSocPercent: settings.batteryMaxSocPercent,
    canHoldCharge:
      site.battery.controllable && learned !== null && !refusesHoldCharge(learned, site.observedAt),
  };
}

/**
 * The home battery as the planner sees it: all devices as one, since evcc has one mode for them.
 *
 * @param isUnlocked it gives to cars that charge fast
 */
export function planBattery(
  site: SiteState,
  settings: Settings,
  slots: readonly PlanSlotInput[],
  { learnedBattery: learned, batteryMode }: Pick<ControlState, 'learnedBattery' | 'batteryMode'>,
  isUnlocked: boolean,
  now: Instant,
): PlanBattery | null {
  const ability = batteryAbility(site, settings, learned);
  const capacityKwh = settings.batteryCapacityKwh ?? site.battery?.capacityKwh ?? null;
  const socPercent = site.battery?.socPercent ?? null;
  if (!site.battery || !ability || capacityKwh === null || socPercent === null) return null;
  return {
    id: 'battery',
    capacityKwh,
    socPercent,
    minSocPercent: ability.minSocPercent,
    maxSocPercent: ability.maxSocPercent,
    reserveSocPercent: ability.minSocPercent,
    maxChargeKw: ability.maxChargeKw,
    maxDischargeKw: ability.maxDischargeKw,
    chargeEfficiency: settings.batteryChargeEfficiency,
    dischargeEfficiency: settings.batteryDischargeEfficiency,
    wearCostPerKwh: settings.batteryWearCostPerKwh,
    canGridCharge: site.battery.controllable && !refusesGridCharge(learned, now),
    canHoldCharge: ability.canHoldCharge === true,
    canFeedGrid: false,
    canServeCars: isUnlocked,
    maxGridPricePerKwh: settings.batteryMaxPricePerKwh,
    taper: [],
    endValuePerKwh: endValuePerKwh(slots, {
      capacityKwh,
      maxDischargeKw: ability.maxDischargeKw,
      dischargeEfficiency: settings.batteryDischargeEfficiency,
      wearCostPerKwh: settings.batteryWearCostPerKwh,
    }),
    mode: MODES[batteryMode ?? 'normal'],
  };
}

const MODES = { normal: 'NORMAL', hold: 'HOLD', charge: 'CHARGE', holdcharge: 'HOLD_CHARGE' } as const;
