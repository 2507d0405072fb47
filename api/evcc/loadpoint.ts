import { z } from 'zod';
import type { ChargeMode, LoadpointState, VehicleState } from '../house/index.ts';
import { flag, kiloAtLeastZero, maybeFlag, number, numberOrNone, text, time } from './wire.ts';

/**
 * A loadpoint on the wire. `sessionEnergy`, `chargedEnergy` and `chargeRemainingEnergy` are Wh,
 * `limitEnergy` and `planEnergy` kWh, whatever evcc's published schema says.
 */
export const loadpointShape = z.object({
  name: text,
  title: text,
  mode: text,
  alwaysCharge: text,
  connected: flag,
  charging: flag,
  enabled: flag,
  chargePower: kiloAtLeastZero,
  vehicleName: text,
  vehicleTitle: text,
  vehicleSoc: numberOrNone,
  vehicleLimitSoc: numberOrNone,
  limitSoc: number,
  limitEnergy: number,
  effectiveLimitSoc: number,
  effectiveMinSoc: number,
  minSocNotReached: maybeFlag,
  planActive: flag,
  effectivePlanTime: time,
  effectivePlanSoc: number,
  planEnergy: number,
  smartCostActive: flag,
  smartCostLimit: number,
  minCurrent: numberOrNone,
  maxCurrent: numberOrNone,
  effectiveMinCurrent: numberOrNone,
  effectiveMaxCurrent: numberOrNone,
  offeredCurrent: numberOrNone,
  phasesActive: number,
  phasesConfigured: number,
  chargerPhases1p3p: flag,
  chargerSinglePhase: flag,
  chargerIcon: text,
  sessionEnergy: kiloAtLeastZero,
  chargedEnergy: kiloAtLeastZero,
  chargeRemainingEnergy: kiloAtLeastZero,
  chargerFeatureHeating: flag,
  chargerFeatureIntegratedDevice: flag,
  chargerFeatureSwitchDevice: flag,
  chargerFeatureContinuous: flag,
  batteryBoost: flag,
});
type LoadpointShape = z.infer<typeof loadpointShape>;

/** A vehicle and the icon that tells a heater, which evcc may hold as a vehicle, from a car. */
export interface KnownVehicle {
  vehicle: VehicleState;
  icon: string | null;
}

/** evcc's defaults for a loadpoint that names no currents. */
const DEFAULT_MIN_CURRENT_A = 6;
const DEFAULT_MAX_CURRENT_A = 16;

const DEVICE_ICONS = new Set([
  'climate',
  'cooler',
  'heater',
  'heatexchange',
  'heatpump',
  'pump',
  'waterheater',
]);

/**
 * One loadpoint in our units.
 *
 * @param id 1-based position
 * @param known the site's vehicles by name
 */
export function decodeLoadpoint(
  raw: LoadpointShape,
  id: number,
  known: Map<string, KnownVehicle>,
): LoadpointState {
  const name = raw.name ?? `loadpoint-${id}`;
  const atLoadpoint = raw.vehicleName === null ? null : (known.get(raw.vehicleName) ?? null);
  // Of a heater it is a temperature. A car never reports 0 %: evcc has that where it has read nothing.
  const socPercent = raw.chargerFeatureHeating ? null : knownSoc(raw.vehicleSoc);
  const minSocPercent = raw.effectiveMinSoc ?? atLoadpoint?.vehicle.minSocPercent ?? null;
  return {
    name,
    id,
    title: raw.title ?? name,
    mode: decodeMode(raw),
    smartMode: raw.alwaysCharge !== null || raw.mode === 'smart',
    connected: raw.connected,
    charging: raw.charging,
    enabled: raw.enabled,
    chargePowerKw: raw.chargePower,
    vehicleName: raw.vehicleName,
    vehicleTitle: raw.vehicleTitle ?? atLoadpoint?.vehicle.title ?? null,
    vehicleSocPercent: socPercent,
    vehicleLimitSocPercent: raw.vehicleLimitSoc,
    limitSocPercent: raw.limitSoc,
    limitEnergyKwh: raw.limitEnergy,
    effectiveLimitSocPercent: raw.effectiveLimitSoc,
    effectiveMinSocPercent: minSocPercent,
    minSocNotReached:
      raw.minSocNotReached ?? (socPercent !== null && minSocPercent !== null && socPercent < minSocPercent),
    planActive: raw.planActive,
    effectivePlanTime: raw.effectivePlanTime,
    effectivePlanSocPercent: raw.effectivePlanSoc,
    planEnergyKwh: raw.planEnergy,
    smartCostActive: raw.smartCostActive,
    smartCostLimit: raw.smartCostLimit,
    minCurrentA: raw.effectiveMinCurrent ?? raw.minCurrent ?? DEFAULT_MIN_CURRENT_A,
    maxCurrentA: raw.effectiveMaxCurrent ?? raw.maxCurrent ?? DEFAULT_MAX_CURRENT_A,
    configuredMaxCurrentA: raw.maxCurrent,
    offeredCurrentA: raw.offeredCurrent,
    phasesActive: raw.phasesActive,
    phasesConfigured: raw.phasesConfigured,
    phases1p3p: raw.chargerPhases1p3p,
    singlePhase: raw.chargerSinglePhase,
    sessionEnergyKwh: raw.sessionEnergy ?? raw.chargedEnergy,
    chargeRemainingEnergyKwh: raw.chargeRemainingEnergy,
    isHeating: isDevice(raw, atLoadpoint),
    batteryBoost: raw.batteryBoost,
  };
}

/** Estimates of a car that is nearly full run over by a little; far more than full is another car's, or nonsense. */
function knownSoc(told: number | null): number | null {
  return told === null || told > 101 ? null : Math.min(100, told);
}

/**
 * The mode in the words before 0.316. A mode that we do not know reads as `off`, the one in which we never
 * touch a loadpoint.
 */
function decodeMode({ mode, alwaysCharge }: LoadpointShape): ChargeMode {
  switch (mode) {
    case 'smart':
      return alwaysCharge === 'on' || alwaysCharge === 'once' ? 'minpv' : 'pv';
    case 'pv':
    case 'minpv':
    case 'now':
      return mode;
    default:
      return 'off';
  }
}

function isDevice(raw: LoadpointShape, atLoadpoint: KnownVehicle | null): boolean {
  return (
    raw.chargerFeatureHeating ||
    raw.chargerFeatureIntegratedDevice ||
    raw.chargerFeatureSwitchDevice ||
    raw.chargerFeatureContinuous ||
    DEVICE_ICONS.has(raw.chargerIcon ?? '') ||
    DEVICE_ICONS.has(atLoadpoint?.icon ?? '')
  );
}
