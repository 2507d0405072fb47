import type { Instant, Rate } from '../../house/index.ts';
import {
  type CarSpec,
  type CarState,
  type ChargerOrder,
  type ChargerSpec,
  socPercent,
} from '../plant/index.ts';
import { type LoadpointMemory, newLoadpointRun, type VehicleSettings } from './memory.ts';
import { type Surplus, stopTimer, surplusCurrent } from './surplus.ts';
import { knownCar, planIsActive, planPowerKw } from './vehicle-plan.ts';

/** What a loadpoint's decision depends on besides its memory. */
export interface LoadpointContext {
  now: Instant;
  charger: ChargerSpec;
  /** The car that really stands there. */
  car: CarState;
  carSpec: CarSpec;
  chargePowerW: number;
  vehicles: Record<string, VehicleSettings>;
  /** Power the loadpoint may take from sun (and battery), its own included, in W. */
  availableW: number;
  batteryBuffered: boolean;
  batteryStart: boolean;
  /** Planner tariff. */
  rates: readonly Rate[] | null;
  /** Planner tariff now; `null` = unknown. */
  price: number | null;
  feedInPrice: number | null;
}

const OFF: ChargerOrder = { currentA: 0, phases: 3 };

/** Charging above it counts as charging (status C). */
export const CHARGING_W = 50;

/** One control cycle of a loadpoint in evcc's order: what the charger is told now. */
export function controlLoadpoint(memory: LoadpointMemory, context: LoadpointContext): ChargerOrder {
  followPlug(memory, context);
  const { settings, run } = memory;
  const vehicle = run.vehicle === null ? null : (context.vehicles[run.vehicle] ?? null);
  const car = knownCar(run.vehicle);
  const soc = car ? socPercent(context.car, car) : null;
  const { now, rates, price, feedInPrice } = context;

  const minSoc = vehicle?.minSoc || settings.minSoc;
  run.minSocNotReached = run.connected && soc !== null && minSoc > 0 && soc < minSoc;
  const maxPowerKw = planPowerKw(memory, car);
  const planned = planIsActive({ now, loadpoint: memory, vehicle, car, socPercent: soc, maxPowerKw, rates });
  const surplusMode = settings.mode === 'pv' || settings.mode === 'minpv';
  run.smartCostActive =
    run.connected && settings.smartCostLimit !== null && price !== null && price <= settings.smartCostLimit;
  run.smartFeedInPriorityActive =
    run.connected &&
    settings.smartFeedInPriorityLimit !== null &&
    feedInPrice !== null &&
    feedInPrice >= settings.smartFeedInPriorityLimit;

  if (!run.connected || settings.mode === 'off') return order(memory, 0);
  if (run.minSocNotReached || planned) return fullPower(memory, context);
  if (limitReached(memory, vehicle, soc)) return order(memory, 0);
  if (!surplusMode || run.smartCostActive) return fullPower(memory, context);
  if (run.smartFeedInPriorityActive)
    return order(memory, settings.mode === 'minpv' ? settings.minCurrentA : 0);
  return order(memory, surplusCurrent(memory, surplusOf(memory, context)), true);
}

function surplusOf({ settings }: LoadpointMemory, context: LoadpointContext): Surplus {
  return {
    now: context.now,
    availableW: context.availableW,
    charging: context.chargePowerW > CHARGING_W,
    maxCurrentA: Math.min(settings.maxCurrentA, context.carSpec.maxCurrentA),
    batteryBuffered: context.batteryBuffered,
    batteryStart: context.batteryStart,
    phaseSwitching: context.charger.phaseSwitching && context.carSpec.phases === 3,
  };
}

/** SoC at which charging ends: the session's limit, else the car's in evcc, else 100. */
export function effectiveLimitSoc(memory: LoadpointMemory, vehicle: VehicleSettings | null): number {
  return memory.settings.limitSoc || vehicle?.limitSoc || 100;
}

function limitReached(memory: LoadpointMemory, vehicle: VehicleSettings | null, soc: number | null): boolean {
  const { limitEnergyKwh } = memory.settings;
  if (soc === null) return limitEnergyKwh > 0 && memory.run.sessionKwh >= limitEnergyKwh;
  const limit = effectiveLimitSoc(memory, vehicle);
  return limit < 100 && soc >= limit;
}

function fullPower(memory: LoadpointMemory, { charger, carSpec }: LoadpointContext): ChargerOrder {
  const { settings, run } = memory;
  if (charger.phaseSwitching)
    run.phasesActive = settings.phasesConfigured === 1 || carSpec.phases === 1 ? 1 : 3;
  return order(memory, Math.min(settings.maxCurrentA, carSpec.maxCurrentA));
}

function order(memory: LoadpointMemory, currentA: number, keepTimer = false): ChargerOrder {
  const { run } = memory;
  if (!keepTimer) stopTimer(memory);
  run.enabled = currentA > 0;
  run.offeredCurrentA = currentA;
  return currentA > 0 ? { currentA, phases: run.phasesActive } : OFF;
}

/** Notices that a car came or left: a session begins, or its limits are cleared. */
function followPlug(memory: LoadpointMemory, { now, car, carSpec, vehicles }: LoadpointContext): void {
  const { settings, run } = memory;
  if (car.connected === run.connected) return;
  memory.run = { ...newLoadpointRun(), phasesActive: run.phasesActive };
  // evcc tells it once, at the end: with a car it stands at 0.
  if (run.connectedSince !== null)
    memory.run.connectedDurationS = Math.max(0, Math.round((now - run.connectedSince) / 1000));
  if (car.connected) {
    memory.run.connected = true;
    memory.run.connectedSince = now;
    memory.run.vehicle = carSpec.name;
    settings.mode = vehicles[carSpec.name]?.mode ?? settings.mode;
    return;
  }
  settings.mode = settings.defaultMode ?? settings.mode;
  settings.limitSoc = 0;
  settings.limitEnergyKwh = 0;
  settings.planEnergyKwh = 0;
  settings.planTime = null;
  settings.batteryBoost = false;
  settings.alwaysChargeOnce = false;
}

/** Whether evcc charges as fast as it can whatever the sun does, so that the battery is to be locked. */
export function isFastCharging({ settings, run }: LoadpointMemory, chargePowerW: number): boolean {
  return (
    chargePowerW > CHARGING_W &&
    (settings.mode === 'now' || run.planActive || run.minSocNotReached || run.smartCostActive)
  );
}
