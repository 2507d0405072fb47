import type { Instant, Rate } from '../../house/index.ts';
import {
  gridChargeActive,
  rateAt,
  solarEnergyWh,
  type Tariffs,
  type VehicleSettings,
} from '../evcc/index.ts';
import { BATTERY, CARS, offsetMs, rfc3339, sum } from '../plant/index.ts';
import type { HouseState } from '../simulation.ts';
import { type Json, type JsonObject, round3 } from './json.ts';
import { loadpointJson, publishedMode } from './loadpoint-json.ts';

/** What the state says beyond what the house does. */
export interface SiteContext {
  now: Instant;
  house: HouseState;
  tariffs: Tariffs;
  hasBattery: boolean;
  intervalS: number;
  siteTitle: string;
  dimmedToKw: number | null;
}

/** `/api/state` in the newest shape, without `version`. */
export function siteJson(context: SiteContext): JsonObject {
  const { house, now, tariffs, hasBattery } = context;
  const { evcc, flow, meters, startingUntil } = house;
  const { site } = evcc;
  const started = now >= startingUntil;
  const price = rateAt(tariffs.rates('grid', now), now);
  const feedIn = rateAt(tariffs.rates('feedin', now), now);
  const solar = rateAt(tariffs.rates('solar', now), now);
  const pvW = watts(flow.pvKw);
  return {
    apiReady: started,
    aux: [],
    ...(hasBattery ? batteryJson(house) : { battery: null }),
    batteryDischargeControl: site.batteryDischargeControl,
    batteryGridChargeActive: hasBattery && gridChargeActive(evcc, price),
    batteryGridDischarge: site.batteryGridDischarge,
    ...(site.batteryGridChargeLimit === null ? {} : { batteryGridChargeLimit: site.batteryGridChargeLimit }),
    bufferSoc: site.bufferSoc,
    bufferStartSoc: site.bufferStartSoc,
    consumers: [],
    currency: 'EUR',
    demoMode: false,
    experimental: false,
    ext: [],
    fatal: [],
    forecast: forecastJson(tariffs, now),
    ...greenShares(house),
    grid: {
      name: 'grid',
      power: watts(flow.gridKw),
      energy: round3(12_000 + meters.importKwh),
      returnEnergy: round3(21_000 + meters.exportKwh),
    },
    gridConfigured: true,
    gridExportLimit: site.gridExportLimitW,
    hems: hemsJson(context.dimmedToKw),
    homePower: watts(flow.loadKw),
    interval: context.intervalS,
    loadpoints: evcc.loadpoints.map((_, index) => loadpointJson(house, index, now)),
    mcp: false,
    optimizer: false,
    prioritySoc: site.prioritySoc,
    pv: [{ name: 'pv', title: 'Dach', power: pvW, energy: round3(34_000 + meters.pvKwh) }],
    pvEnergy: round3(34_000 + meters.pvKwh),
    pvPower: pvW,
    residualPower: site.residualPowerW,
    setupRequired: false,
    siteTitle: context.siteTitle,
    smartCostAvailable: price !== null,
    smartCostType: price === null ? null : 'priceforecast',
    smartFeedInPriorityAvailable: false,
    solarAdjusted: site.solarAdjusted,
    startupCompleted: started,
    statistics: statisticsJson(house),
    system: 'linux/amd64',
    ...(feedIn === null ? {} : { tariffFeedIn: round3(feedIn) }),
    ...(price === null ? {} : { tariffGrid: round3(price) }),
    ...(solar === null ? {} : { tariffSolar: round3(solar) }),
    telemetry: false,
    timezone: zoneText(now),
    vehicles: Object.fromEntries(CARS.map(({ name }) => [name, vehicleJson(name, evcc.vehicles[name])])),
  };
}

/** What the grid operator limits; of a house without its control box nothing is known. */
function hemsJson(dimmedToKw: number | null): JsonObject {
  if (dimmedToKw === null) return { config: { configured: false } };
  return {
    config: { configured: true },
    status: { dimmed: true, maxConsumptionPower: dimmedToKw * 1000 },
  };
}

function batteryJson({ plant, flow, evcc, meters }: HouseState): JsonObject {
  const { battery } = evcc;
  const power = watts(flow.batteryKw);
  const soc = Math.round((plant.batteryKwh / BATTERY.capacityKwh) * 1000) / 10;
  const energy = round3(4_000 + meters.batteryDischargeKwh);
  const device = {
    name: 'battery',
    title: 'Heimspeicher',
    power,
    energy,
    capacity: BATTERY.capacityKwh,
    soc,
  };
  return {
    battery: {
      power,
      energy,
      capacity: BATTERY.capacityKwh,
      soc,
      devices: [{ ...device, controllable: true }],
    },
    batteryMode: battery.mode,
    ...(battery.externalKnown ? { batteryModeExternal: battery.external } : {}),
  };
}

/** The forecast object: rates as `[from, to, value]` in Unix seconds, solar as `[at, W]`, energies in Wh. */
function forecastJson(tariffs: Tariffs, now: Instant): JsonObject {
  const prices = (name: 'grid' | 'feedin' | 'planner') => {
    const rates = tariffs.rates(name, now);
    return rates && onceFor(rates, pricesJson);
  };
  const solar = tariffs.rates('solar', now);
  return {
    grid: prices('grid'),
    feedin: prices('feedin'),
    planner: prices('planner'),
    co2: null,
    temperature: null,
    solar: solar && onceFor(solar, (rates) => solarJson(rates, now)),
  };
}

const shaped = new WeakMap<readonly Rate[], Json>();

/** The JSON of rates that stay the same for a quarter of an hour, worked out once: readers notice by identity too. */
function onceFor(rates: readonly Rate[], shape: (rates: readonly Rate[]) => Json): Json {
  const found = shaped.get(rates) ?? shape(rates);
  shaped.set(rates, found);
  return found;
}

function pricesJson(rates: readonly Rate[]): Json {
  return rates.map(({ start, end, value }) => [start / 1000, end / 1000, value]);
}

function solarJson(rates: readonly Rate[], now: Instant): JsonObject {
  const day = (index: number) => ({ energy: solarEnergyWh(rates, now, index), complete: true });
  return {
    scale: 1,
    today: day(0),
    tomorrow: day(1),
    dayAfterTomorrow: day(2),
    timeseries: rates.map(({ start, value }) => [start / 1000, value]),
  };
}

function vehicleJson(name: string, settings: VehicleSettings | undefined): JsonObject {
  const car = CARS.find((spec) => spec.name === name);
  if (!car || !settings) return {};
  const { plan, planStrategy, repeatingPlans, mode, minSoc, limitSoc } = settings;
  return {
    title: car.title,
    icon: 'car',
    capacity: car.capacityKwh,
    phases: car.phases,
    ...(mode ? publishedMode(mode) : {}),
    ...(minSoc > 0 ? { minSoc } : {}),
    ...(limitSoc > 0 ? { limitSoc } : {}),
    maxCurrent: car.maxCurrentA,
    ...(plan ? { plan: { soc: plan.soc, time: rfc3339(plan.time) } } : {}),
    repeatingPlans: repeatingPlans.map((repeating) => ({ ...repeating })),
    planStrategy: { continuous: planStrategy.continuous, precondition: planStrategy.preconditionS },
  };
}

/** Shares of the power at hand that do not come from the grid: the household is served first. */
function greenShares({ flow }: HouseState): JsonObject {
  const greenKw = flow.pvKw + flow.batteryKw;
  const share = (available: number, demand: number) =>
    demand > 0 ? Math.max(0, Math.min(1, available / demand)) : 0;
  return {
    greenShareHome: round3(share(greenKw, flow.loadKw)),
    greenShareLoadpoints: round3(share(greenKw - flow.loadKw, sum(flow.carsKw))),
  };
}

function statisticsJson({ meters }: HouseState): JsonObject {
  const period = { avgCo2: 0, avgPrice: 0, chargedKWh: round3(meters.carsKwh), solarPercentage: 0 };
  return { '30d': period, '365d': period, thisYear: period, total: period };
}

/** As Go prints a zone: `CEST +02:00`. */
function zoneText(now: Instant): string {
  const hours = offsetMs(now) / 3_600_000;
  return `${hours === 2 ? 'CEST' : 'CET'} +0${hours}:00`;
}

export function watts(powerKw: number): number {
  return round3(powerKw * 1000);
}
