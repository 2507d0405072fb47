import { rfc3339 } from '../plant/index.ts';
import { isObject, type Json, type JsonObject, without } from './json.ts';

/** evcc versions that the virtual house can speak, newest first. */
export const EVCC_VERSIONS = ['0.316', '0.315', '0.300', '0.207', '0.203'] as const;
export type EvccVersion = (typeof EVCC_VERSIONS)[number];

const FULL_VERSIONS: Record<EvccVersion, string> = {
  '0.316': '0.316.0',
  '0.315': '0.315.0',
  '0.300': '0.300.4',
  '0.207': '0.207.5',
  '0.203': '0.203.4',
};

export function atLeast(version: EvccVersion, minor: number): boolean {
  return Number(version.split('.')[1]) >= minor;
}

/** What this version can do beyond the shape of its state. */
export interface VersionTraits {
  /** Answers come as `{"result": …}`. */
  wrapped: boolean;
  /** Modes read `off | smart | now`. */
  smartMode: boolean;
  holdcharge: boolean;
  energyHistory: boolean;
  planStrategy: boolean;
  /** Rates last an hour. */
  hourlyTariffs: boolean;
  /** Forecasts follow the welcome in frames of their own. */
  forecastShards: boolean;
}

export function traitsOf(version: EvccVersion): VersionTraits {
  return {
    wrapped: !atLeast(version, 207),
    smartMode: atLeast(version, 316),
    holdcharge: atLeast(version, 309),
    energyHistory: atLeast(version, 304),
    planStrategy: atLeast(version, 300),
    hourlyTariffs: !atLeast(version, 209),
    forecastShards: atLeast(version, 300),
  };
}

/** A state in the newest shape as an evcc of `version` would have published it. */
export function inShapeOf(version: EvccVersion, newest: JsonObject): JsonObject {
  const state: JsonObject = { ...newest, version: FULL_VERSIONS[version] };
  const steps: [number, (state: JsonObject) => JsonObject][] = [
    [316, withoutSmartMode],
    [314, withRateObjects],
    [309, withoutLaterKeys],
    [301, withBatteryArray],
    [300, withoutPlanStrategies],
    [210, withStartup],
    [205, withoutFeedInPriority],
  ];
  return steps.reduce((shaped, [since, older]) => (atLeast(version, since) ? shaped : older(shaped)), state);
}

function mapLoadpoints(state: JsonObject, change: (loadpoint: JsonObject) => JsonObject): JsonObject {
  const { loadpoints } = state;
  if (!Array.isArray(loadpoints)) return state;
  return { ...state, loadpoints: loadpoints.map((item) => (isObject(item) ? change(item) : item)) };
}

function mapVehicles(state: JsonObject, change: (vehicle: JsonObject) => JsonObject): JsonObject {
  const { vehicles } = state;
  if (!isObject(vehicles)) return state;
  const changed = Object.entries(vehicles).map(([name, item]) => [
    name,
    isObject(item) ? change(item) : item,
  ]);
  return { ...state, vehicles: Object.fromEntries(changed) };
}

/** Before 0.316: `pv` and `minpv` instead of `smart` with `alwaysCharge`. */
function withoutSmartMode(state: JsonObject): JsonObject {
  const older = (item: JsonObject): JsonObject => {
    const { mode, alwaysCharge = 'off' } = item;
    const rest = without(item, 'alwaysCharge');
    return mode === 'smart' ? { ...rest, mode: alwaysCharge === 'off' ? 'pv' : 'minpv' } : rest;
  };
  return mapVehicles(mapLoadpoints(state, older), older);
}

/** Before 0.314: forecasts as objects with RFC 3339 times. */
function withRateObjects(state: JsonObject): JsonObject {
  const { forecast } = state;
  if (!isObject(forecast)) return state;
  const instant = (unix: Json | undefined) => rfc3339(Number(unix) * 1000);
  const older = Object.entries(forecast).map(([name, series]): [string, Json] => {
    if (isObject(series) && Array.isArray(series.timeseries)) {
      const timeseries = series.timeseries.map((point) =>
        Array.isArray(point) ? { ts: instant(point[0]), val: point[1] ?? null } : point,
      );
      return [name, { ...series, timeseries }];
    }
    if (!Array.isArray(series)) return [name, series];
    const rates = series.map((rate) =>
      Array.isArray(rate) ? { start: instant(rate[0]), end: instant(rate[1]), value: rate[2] ?? null } : rate,
    );
    return [name, rates];
  });
  return { ...state, forecast: Object.fromEntries(older) };
}

function withoutLaterKeys(state: JsonObject): JsonObject {
  const grid = isObject(state.grid) ? without(state.grid, 'returnEnergy') : (state.grid ?? null);
  const older = { ...state, grid };
  return mapLoadpoints(
    without(older, 'consumers', 'solarAdjusted', 'batteryGridDischarge', 'historyUpdated', 'apiReady', 'mcp'),
    (loadpoint) => without(loadpoint, 'suggestion', 'todayEnergy', 'last24hEnergy', 'last7dEnergy', 'ui'),
  );
}

/** Before 0.301: batteries as an array, their sums beside it. */
function withBatteryArray(state: JsonObject): JsonObject {
  const { battery } = state;
  if (!isObject(battery)) return { ...without(state, 'battery'), battery: [] };
  const devices = Array.isArray(battery.devices) ? battery.devices : [];
  return {
    ...state,
    battery: devices.map((device) => (isObject(device) ? without(device, 'name', 'title') : device)),
    batteryCapacity: battery.capacity ?? null,
    batteryEnergy: battery.energy ?? 0,
    batteryPower: battery.power ?? null,
    batterySoc: battery.soc ?? null,
  };
}

/** Before 0.300: a precondition in seconds beside each plan, and loadpoints without names. */
function withoutPlanStrategies(state: JsonObject): JsonObject {
  const precondition = (strategy: Json | undefined) =>
    isObject(strategy) ? (strategy.precondition ?? 0) : 0;
  const loadpoints = mapLoadpoints(state, (loadpoint) => ({
    ...without(loadpoint, 'planStrategy', 'effectivePlanStrategy', 'name', 'plan'),
    planPrecondition: precondition(loadpoint.planStrategy),
  }));
  return mapVehicles(loadpoints, (vehicle) => {
    const rest = without(vehicle, 'planStrategy');
    const { plan } = rest;
    return isObject(plan)
      ? { ...rest, plan: { ...plan, precondition: precondition(vehicle.planStrategy) } }
      : rest;
  });
}

function withStartup(state: JsonObject): JsonObject {
  return { ...without(state, 'startupCompleted'), startup: state.startupCompleted ?? false };
}

function withoutFeedInPriority(state: JsonObject): JsonObject {
  return mapLoadpoints(without(state, 'smartCostAvailable', 'smartFeedInPriorityAvailable'), (loadpoint) =>
    without(
      loadpoint,
      'smartFeedInPriorityActive',
      'smartFeedInPriorityLimit',
      'smartFeedInPriorityNextStart',
    ),
  );
}
