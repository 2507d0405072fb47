import { z } from 'zod';
import type { ChargeMode, Instant, SiteState, VehicleState } from '../house/index.ts';
import { batteryKeys, decodeBattery } from './battery.ts';
import { notEvcc } from './error.ts';
import { decodeLimits, isOptimizerAutomatic, limitKeys } from './limits.ts';
import { decodeLoadpoint, type KnownVehicle, loadpointShape } from './loadpoint.ts';
import {
  flag,
  isRecord,
  kilo,
  kiloAtLeastZero,
  listOf,
  mapOf,
  maybeFlag,
  number,
  numberOrNone,
  text,
  time,
  unwrap,
} from './wire.ts';

const repeatingPlanShape = z.object({
  active: flag,
  weekdays: z.array(z.int().min(0).max(6)).catch([]),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable()
    .catch(null),
  tz: text,
  soc: numberOrNone,
});

const vehicleShape = z.object({
  title: text,
  icon: text,
  capacity: numberOrNone,
  minSoc: numberOrNone,
  limitSoc: numberOrNone,
  mode: text,
  plan: z.object({ soc: number, time }).nullable().catch(null),
  repeatingPlans: listOf(repeatingPlanShape),
  planStrategy: z.object({ continuous: z.boolean(), precondition: z.number() }).nullable().catch(null),
});

const siteShape = z.object({
  version: text,
  siteTitle: text,
  currency: text,
  interval: numberOrNone,
  startupCompleted: maybeFlag,
  startup: maybeFlag,
  apiReady: maybeFlag,
  fatal: z.array(z.unknown()).nullable().catch(null),
  grid: z.object({ power: kilo }).nullable().catch(null),
  gridPower: kilo,
  pv: listOf(z.object({ power: kiloAtLeastZero })),
  pvPower: kiloAtLeastZero,
  homePower: kiloAtLeastZero,
  tariffGrid: number,
  tariffFeedIn: number,
  smartCostType: text,
  loadpoints: listOf(loadpointShape),
  vehicles: mapOf(vehicleShape),
  ...batteryKeys,
  ...limitKeys,
});
type SiteShape = z.infer<typeof siteShape>;

/** evcc's default control interval. */
const DEFAULT_INTERVAL_S = 30;

/**
 * One reading of evcc in our units, from the answer of `/api/state` of any version, or from WebSocket
 * frames merged into its form.
 *
 * @throws EvccError `NOT_EVCC` for anything that is no state of evcc
 */
export function decodeState(body: unknown, observedAt: Instant): SiteState {
  const state = unwrap(body);
  if (!looksLikeState(state)) {
    throw notEvcc({ de: 'Die Antwort ist kein Zustand von evcc', en: 'the answer is no state of evcc' });
  }
  const site = siteShape.parse(state);
  const known = decodeVehicles(site);
  return {
    observedAt,
    evccVersion: site.version,
    title: site.siteTitle,
    currency: site.currency ?? 'EUR',
    intervalS: site.interval ?? DEFAULT_INTERVAL_S,
    ready: isReady(site),
    gridPowerKw: site.grid?.power ?? site.gridPower,
    pvPowerKw: site.pvPower ?? sumOfPv(site),
    homePowerKw: site.homePower,
    battery: decodeBattery(site),
    loadpoints: (site.loadpoints ?? []).flatMap((raw, index) =>
      raw ? [decodeLoadpoint(raw, index + 1, known)] : [],
    ),
    vehicles: [...known.values()].map(({ vehicle }) => vehicle),
    importPricePerKwh: site.tariffGrid,
    feedInPricePerKwh: site.tariffFeedIn,
    smartCostType: site.smartCostType,
    ...decodeLimits(site),
    optimizerAutomatic: isOptimizerAutomatic(site),
  };
}

/** Keys that evcc has from its first moment on and that hardly anything else has. */
function looksLikeState(state: unknown): state is Record<string, unknown> {
  return (
    isRecord(state) &&
    (Array.isArray(state.loadpoints) ||
      typeof state.interval === 'number' ||
      typeof state.startupCompleted === 'boolean' ||
      typeof state.startup === 'boolean')
  );
}

/** Some old versions name no start-up flag; with them a list of loadpoints says that they are through. */
function isReady(site: SiteShape): boolean {
  const started = site.startupCompleted ?? site.startup ?? site.loadpoints !== null;
  return started && site.apiReady !== false && !site.fatal?.length;
}

function sumOfPv({ pv }: SiteShape): number | null {
  if (!pv?.length) return null;
  let sum = 0;
  for (const plant of pv) {
    if (plant === null || plant.power === null) return null;
    sum += plant.power;
  }
  return sum;
}

function decodeVehicles(site: SiteShape): Map<string, KnownVehicle> {
  const known = new Map<string, KnownVehicle>();
  for (const [name, raw] of Object.entries(site.vehicles ?? {})) {
    if (raw) known.set(name, { vehicle: decodeVehicle(name, raw), icon: raw.icon });
  }
  return known;
}

/** The mode that evcc sets for a car; without sun or not is all that its kinds of PV mode differ in here. */
function decodeOwnMode(mode: string | null): ChargeMode | null {
  if (mode === 'smart') return 'pv';
  return mode === 'off' || mode === 'pv' || mode === 'minpv' || mode === 'now' ? mode : null;
}

function decodeVehicle(name: string, raw: z.infer<typeof vehicleShape>): VehicleState {
  const { plan, planStrategy } = raw;
  return {
    name,
    title: raw.title ?? name,
    capacityKwh: raw.capacity,
    minSocPercent: raw.minSoc,
    limitSocPercent: raw.limitSoc,
    mode: decodeOwnMode(raw.mode),
    plan: plan && plan.soc !== null && plan.time !== null ? { socPercent: plan.soc, time: plan.time } : null,
    planStrategy: planStrategy && {
      continuous: planStrategy.continuous,
      preconditionS: planStrategy.precondition,
    },
    hasRepeatingPlans: (raw.repeatingPlans ?? []).some((repeating) => repeating?.active),
    repeatingPlans: (raw.repeatingPlans ?? []).flatMap((repeating) => {
      if (!repeating?.active || repeating.time === null || repeating.soc === null) return [];
      const { weekdays, time: at, tz, soc } = repeating;
      return [{ weekdays, time: at, timeZone: tz, socPercent: soc }];
    }),
  };
}
