import { type Instant, type LoadpointState, SECOND_MS, type SiteState } from '../../house/index.ts';
import { CHARGING_W, type EvccMemory, effectivePlan, rateAt, type Tariffs } from '../evcc/index.ts';
import type { PlantFlow, PlantState, World } from '../plant/index.ts';

/** What is read of a house. */
export interface Reading {
  at: Instant;
  world: World;
  tariffs: Tariffs;
  evcc: EvccMemory;
  plant: PlantState;
  /** Powers that the meters show. */
  flow: PlantFlow;
  hasBattery: boolean;
  intervalMs: number;
}

/** The state that our reader of evcc's API would make of this house. */
export function readSite(reading: Reading): SiteState {
  const { at, tariffs, flow, evcc, intervalMs } = reading;
  return {
    observedAt: at,
    evccVersion: null,
    title: null,
    currency: 'EUR',
    intervalS: intervalMs / SECOND_MS,
    ready: true,
    gridPowerKw: flow.gridKw,
    pvPowerKw: flow.pvKw,
    homePowerKw: flow.loadKw,
    battery: readBattery(reading),
    loadpoints: evcc.loadpoints
      .map((_, index) => readLoadpoint(reading, index))
      .filter((found) => found !== null),
    vehicles: [],
    importPricePerKwh: rateAt(tariffs.rates('grid', at), at),
    feedInPricePerKwh: rateAt(tariffs.rates('feedin', at), at),
    smartCostType: 'priceforecast',
    importLimitKw: null,
    exportLimitKw: null,
    dimmed: false,
    optimizerAutomatic: false,
  };
}

function readBattery({ hasBattery, world, plant, flow, evcc }: Reading): SiteState['battery'] {
  if (!hasBattery) return null;
  const { capacityKwh } = world.devices.battery;
  const socPercent = Math.min(100, Math.max(0, (100 * plant.batteryKwh) / capacityKwh));
  const power = { powerKw: flow.batteryKw, socPercent, capacityKwh, controllable: true };
  const { battery, site } = evcc;
  return {
    ...power,
    devices: [{ ...power, name: 'battery', title: null }],
    mode: battery.mode,
    externalMode: battery.external === 'unknown' ? null : battery.external,
    dischargeControl: site.batteryDischargeControl,
    gridChargeActive: false,
    prioritySocPercent: site.prioritySoc,
    bufferSocPercent: site.bufferSoc,
    bufferStartSocPercent: site.bufferStartSoc,
  };
}

function readLoadpoint({ at, world, evcc, flow }: Reading, index: number): LoadpointState | null {
  const loadpoint = evcc.loadpoints[index];
  const charger = world.devices.chargers[index];
  if (!loadpoint || !charger) return null;
  const { settings, run } = loadpoint;
  const chargePowerKw = flow.carsKw[index] ?? 0;
  const plan = effectivePlan({ now: at, loadpoint, vehicle: null });
  return {
    name: charger.name,
    id: index + 1,
    title: charger.title,
    mode: settings.mode,
    smartMode: false,
    connected: run.connected,
    charging: run.connected && chargePowerKw * 1000 > CHARGING_W,
    enabled: run.enabled,
    chargePowerKw,
    vehicleName: null,
    vehicleTitle: null,
    vehicleSocPercent: null,
    vehicleLimitSocPercent: null,
    limitSocPercent: settings.limitSoc,
    limitEnergyKwh: settings.limitEnergyKwh,
    effectiveLimitSocPercent: 100,
    effectiveMinSocPercent: null,
    minSocNotReached: run.minSocNotReached,
    planActive: run.planActive,
    effectivePlanTime: plan?.time ?? null,
    effectivePlanSocPercent: null,
    planEnergyKwh: settings.planEnergyKwh,
    smartCostActive: run.smartCostActive,
    smartCostLimit: settings.smartCostLimit,
    minCurrentA: settings.minCurrentA,
    maxCurrentA: settings.maxCurrentA,
    configuredMaxCurrentA: settings.maxCurrentA,
    offeredCurrentA: run.offeredCurrentA,
    phasesActive: run.phasesActive,
    phasesConfigured: settings.phasesConfigured,
    phases1p3p: charger.phaseSwitching,
    singlePhase: false,
    sessionEnergyKwh: run.sessionKwh,
    chargeRemainingEnergyKwh: null,
    isHeating: false,
    batteryBoost: settings.batteryBoost,
  };
}
