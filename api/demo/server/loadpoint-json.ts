import type { ChargeMode, Instant } from '../../house/index.ts';
import { CHARGING_W, effectiveLimitSoc, effectivePlan, knownCar, planPowerKw } from '../evcc/index.ts';
import { CHARGERS, rfc3339, socPercent, VOLTAGE } from '../plant/index.ts';
import type { HouseState } from '../simulation.ts';
import { type JsonObject, round3 } from './json.ts';

/** A mode as 0.316 and later read it. */
export function publishedMode(mode: ChargeMode, once = false): JsonObject {
  const isSurplus = mode === 'pv' || mode === 'minpv';
  const alwaysCharge = mode === 'minpv' ? 'on' : once ? 'once' : 'off';
  return { mode: isSurplus ? 'smart' : mode, alwaysCharge };
}

/** Entry of `loadpoints` for the charger at `index`, newest shape. */
export function loadpointJson(house: HouseState, index: number, now: Instant): JsonObject {
  const memory = house.evcc.loadpoints[index];
  const charger = CHARGERS[index];
  if (!memory || !charger) return {};
  const { settings, run } = memory;
  const chargePowerW = (house.flow.carsKw[index] ?? 0) * 1000;
  const charging = run.connected && chargePowerW > CHARGING_W;
  const currentA = charging ? round3(chargePowerW / VOLTAGE / run.phasesActive) : 0;
  const currents = [0, 1, 2].map((phase) => (phase < run.phasesActive ? currentA : 0));
  return {
    name: charger.name,
    title: charger.title,
    ...publishedMode(settings.mode, settings.alwaysChargeOnce),
    enabled: run.enabled,
    connected: run.connected,
    charging,
    chargePower: charging ? round3(chargePowerW) : 0,
    chargeCurrents: currents,
    chargeVoltages: [VOLTAGE, VOLTAGE, VOLTAGE],
    offeredCurrent: round3(run.offeredCurrentA),
    chargedEnergy: round3(run.sessionKwh * 1000),
    chargeTotalImport: round3(3_000 + (house.meters.carKwh[index] ?? 0)),
    chargeDuration: Math.round(run.chargeDurationS),
    connectedDuration: run.connectedDurationS,
    priority: settings.priority,
    effectivePriority: settings.priority,
    minCurrent: settings.minCurrentA,
    maxCurrent: settings.maxCurrentA,
    effectiveMinCurrent: settings.minCurrentA,
    effectiveMaxCurrent: settings.maxCurrentA,
    phasesConfigured: settings.phasesConfigured,
    phasesActive: run.phasesActive,
    chargerPhases1p3p: charger.phaseSwitching,
    chargerSinglePhase: false,
    chargerFeatureHeating: false,
    chargerFeatureIntegratedDevice: false,
    chargerIcon: null,
    chargerStatusReason: 'unknown',
    phaseAction: run.phaseAction,
    phaseRemaining: remainingS(run.phaseSince, settings.enableDelayS, now),
    pvAction: run.pvAction,
    pvRemaining: remainingS(
      run.pvSince,
      run.pvAction === 'disable' ? settings.disableDelayS : settings.enableDelayS,
      now,
    ),
    enableThreshold: settings.enableThresholdW,
    disableThreshold: settings.disableThresholdW,
    enableDelay: settings.enableDelayS,
    disableDelay: settings.disableDelayS,
    limitSoc: settings.limitSoc,
    limitEnergy: settings.limitEnergyKwh,
    minSoc: settings.minSoc,
    minSocNotReached: run.minSocNotReached,
    smartCostActive: run.smartCostActive,
    smartCostLimit: settings.smartCostLimit,
    smartCostNextStart: null,
    smartFeedInPriorityActive: run.smartFeedInPriorityActive,
    smartFeedInPriorityLimit: settings.smartFeedInPriorityLimit,
    smartFeedInPriorityNextStart: null,
    batteryBoost: settings.batteryBoost,
    batteryBoostLimit: settings.batteryBoostLimit,
    sessionEnergy: round3(run.sessionKwh * 1000),
    sessionPrice: run.sessionKwh > 0 ? run.sessionCost : null,
    sessionPricePerKWh: run.sessionKwh > 0 ? run.sessionCost / run.sessionKwh : null,
    sessionCo2PerKWh: null,
    sessionSolarPercentage: run.sessionKwh > 0 ? round3((100 * run.sessionSolarKwh) / run.sessionKwh) : 0,
    todayEnergy: round3(run.sessionKwh * 1000),
    last24hEnergy: round3(run.sessionKwh * 1000),
    last7dEnergy: round3(run.sessionKwh * 1000),
    suggestion: null,
    ui: { minTemp: 0, maxTemp: 0 },
    ...vehicleKeys(house, index),
    ...planKeys(house, index, now),
  };
}

/** What evcc knows of the car that stands here. */
function vehicleKeys(house: HouseState, index: number): JsonObject {
  const memory = house.evcc.loadpoints[index];
  const state = house.plant.cars[index];
  if (!memory || !state) return {};
  const { run } = memory;
  const car = knownCar(run.vehicle);
  const settings = run.vehicle === null ? null : (house.evcc.vehicles[run.vehicle] ?? null);
  const soc = car ? round3(socPercent(state, car)) : 0;
  const limit = effectiveLimitSoc(memory, settings);
  const remainingKwh = car
    ? (Math.max(0, limit - soc) * car.capacityKwh) / 100 / car.chargeEfficiency
    : Math.max(0, memory.settings.limitEnergyKwh - run.sessionKwh);
  return {
    vehicleName: run.vehicle ?? '',
    vehicleTitle: car?.title ?? '',
    vehicleSoc: soc,
    vehicleRange: car ? Math.round((soc / 100) * car.capacityKwh * 5.6) : 0,
    vehicleLimitSoc: 0,
    vehicleOdometer: 0,
    vehicleClimaterActive: null,
    vehicleDetectionActive: false,
    vehicleWelcomeActive: false,
    effectiveLimitSoc: limit,
    effectiveMinSoc: settings?.minSoc || memory.settings.minSoc,
    chargeRemainingEnergy: round3(remainingKwh * 1000),
    chargeRemainingDuration: run.enabled ? Math.round((remainingKwh / planPowerKw(memory, car)) * 3600) : 0,
  };
}

function planKeys(house: HouseState, index: number, now: Instant): JsonObject {
  const memory = house.evcc.loadpoints[index];
  if (!memory) return {};
  const { settings, run } = memory;
  const vehicle = run.vehicle === null ? null : (house.evcc.vehicles[run.vehicle] ?? null);
  const plan = effectivePlan({ now, loadpoint: memory, vehicle });
  const strategy = ({ continuous, preconditionS }: { continuous: boolean; preconditionS: number }) => ({
    continuous,
    precondition: preconditionS,
  });
  const instant = (at: Instant | null | undefined) => (at === null || at === undefined ? null : rfc3339(at));
  return {
    planActive: run.planActive,
    plan:
      run.plan?.map(({ start, end, value }) => ({ start: rfc3339(start), end: rfc3339(end), value })) ?? null,
    planTime: instant(settings.planTime),
    planEnergy: settings.planEnergyKwh,
    planOverrun: run.planOverrunS,
    planProjectedStart: instant(run.plan?.[0]?.start),
    planProjectedEnd: instant(run.plan?.at(-1)?.end),
    planStrategy: strategy(settings.planStrategy),
    effectivePlanId: plan?.id ?? 0,
    effectivePlanTime: instant(plan?.time),
    effectivePlanSoc: plan?.soc ?? 0,
    effectivePlanStrategy: strategy(plan?.strategy ?? settings.planStrategy),
  };
}

function remainingS(since: Instant | null, delayS: number, now: Instant): number {
  return since === null ? 0 : Math.max(0, delayS - Math.round((now - since) / 1000));
}
