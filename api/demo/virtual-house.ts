import type { Clock, Instant, Timer } from '../house/index.ts';
import { newBatteryMemory, newLoadpointRun } from './evcc/index.ts';
import { CARS, type CarSpec, type Movement } from './plant/index.ts';
import { createRequestLog, type LoggedRequest } from './request-log.ts';
import { restore } from './restore.ts';
import { resumeHouse } from './resume.ts';
import {
  allRoutes,
  createHttpEdge,
  createStateSocket,
  disguised,
  type EvccVersion,
  type FaultSwitches,
  type Faults,
  inShapeOf,
  type JsonObject,
  NOTHING_WRONG,
  siteJson,
  traitsOf,
} from './server/index.ts';
import {
  createSimulation,
  DEFAULT_BATTERY_MAX_SOC,
  DEFAULT_INTERVAL_MS,
  type HouseState,
  newHouse,
  type StartOptions,
  stepMs,
} from './simulation.ts';
import { type Totals, totalsOf } from './totals.ts';

export interface VirtualHouseOptions {
  clock: Clock;
  /** The world to live in, default 1. */
  seed?: number;
  /** 0 (default) = any free one. */
  port?: number;
  /** Default 127.0.0.1: nothing in evcc's API is authenticated. */
  host?: string;
  /** Which evcc to speak like, default 0.315. */
  version?: EvccVersion;
  /** evcc's control interval in house time, default 30 s. */
  intervalS?: number;
  siteTitle?: string;
  /** Device limit for forced battery charging in %, 0 = none; default 95. */
  batteryMaxSoc?: number;
  /** Basic authentication as by a proxy before evcc. */
  basicAuth?: { user: string; password: string };
  /** Which WebSocket frames a cycle sends: `all` keys, as evcc does (default), or only those that `changed`. */
  frames?: 'all' | 'changed';
  /** How a new house begins. */
  start?: StartOptions;
  /** A house to go on with, from `exportState`; its seed counts. */
  initialState?: HouseState;
  faults?: Partial<Faults>;
  /** Told of each step of the plant, and of cars that come and go; the state must not be changed. */
  onStep?: (state: HouseState) => void;
  onMovement?: (movement: Movement, state: HouseState) => void;
}

/** When a car will leave, and how full the household wants it then. */
export interface Departure {
  /** evcc's name of the car. */
  car: string;
  at: Instant;
  wantedSocPercent: number;
}

export interface HouseTotals extends Totals {
  /** Requests that changed or could change something, without heartbeats. */
  writes: number;
  /** Posts of the external battery mode that was already set. */
  heartbeats: number;
}

/** A house with sun, battery and cars behind evcc's own HTTP and WebSocket API. */
export interface VirtualHouse {
  start(): Promise<{ url: string }>;
  stop(): Promise<void>;
  readonly faults: FaultSwitches;
  /** Plugs a car in (by evcc's name or index); one on the road is home at once. */
  plugIn(car: string | number): void;
  plugOut(car: string | number): void;
  /** evcc takes the car at a loadpoint (counted from 0) for another one, until the cable is pulled. */
  claim(car: string, loadpoint: number): void;
  totals(): HouseTotals;
  /** Departures of the household in [from, to), in order of time. */
  departures(from: Instant, to: Instant): Departure[];
  /** What was asked of evcc, oldest first; the last few thousand. */
  readonly requests: readonly LoggedRequest[];
  /** The whole house as plain JSON, a copy. */
  exportState(): HouseState;
}

/** Builds a virtual house; nothing runs before `start`. */
export function createVirtualHouse(options: VirtualHouseOptions): VirtualHouse {
  const { clock, seed = 1, port = 0, host = '127.0.0.1', version = '0.315' } = options;
  const intervalMs = (options.intervalS ?? DEFAULT_INTERVAL_MS / 1000) * 1000;
  const traits = traitsOf(version);
  const faults: Faults = { ...NOTHING_WRONG, ...options.faults };
  const log = createRequestLog();
  let frozenState: JsonObject | null = null;
  let timer: Timer | null = null;

  const simulation = createSimulation({
    state: options.initialState
      ? resumeHouse(options.initialState, clock.now(), intervalMs)
      : newHouse(seed, clock.now(), intervalMs, options.start),
    faults,
    intervalMs,
    batteryMaxSoc: options.batteryMaxSoc ?? DEFAULT_BATTERY_MAX_SOC,
    ...(options.onStep ? { onStep: options.onStep } : {}),
    ...(options.onMovement ? { onMovement: options.onMovement } : {}),
    onCycle: () => {
      if (!faults.frozen && !faults.unreachable) socket.publish();
    },
  });
  const { state } = simulation;

  function currentState(): JsonObject {
    return inShapeOf(
      version,
      disguised(
        siteJson({
          now: timeOfHouse(),
          house: state,
          tariffs: simulation.tariffs,
          hasBattery: !faults.noBattery,
          intervalS: intervalMs / 1000,
          dimmedToKw: faults.dimmedToKw,
          siteTitle: options.siteTitle ?? 'Virtuelles Haus',
        }),
        faults,
      ),
    );
  }

  const publishedState = () => frozenState ?? currentState();

  const socket = createStateSocket({
    state: publishedState,
    forecastShards: traits.forecastShards,
    frames: options.frames ?? 'all',
  });

  const switches: FaultSwitches = {
    current: faults,
    set(changed) {
      if (changed.frozen !== undefined) frozenState = changed.frozen ? currentState() : null;
      Object.assign(faults, changed);
      if (changed.unreachable) dropConnections();
    },
    clear() {
      switches.set(NOTHING_WRONG);
    },
    restart({ crash = false, startupMs = intervalMs } = {}) {
      dropConnections();
      forgetRunningState(state, clock.now() + startupMs, crash);
    },
  };

  const http = createHttpEdge({
    routes: allRoutes({
      simulation,
      faults: switches,
      version,
      traits,
      now: () => clock.now(),
      state: publishedState,
    }),
    faults: switches,
    socket,
    wrapped: traits.wrapped,
    basicAuth: options.basicAuth ?? null,
    loadpoints: state.evcc.loadpoints.length,
    remember() {
      const before = structuredClone(state.evcc);
      return () => {
        restore(state.evcc, before);
      };
    },
    onRequest: (method, path) => log.asked(method, path, clock.now(), state.evcc.battery.external),
    onServed: (served) => {
      log.answered(served);
      if (served.route?.controls && served.status === 200) simulation.controlNow();
    },
  });

  /** A clock that is set back takes the house along, with its stores as they are; it would stand still for so long. */
  function timeOfHouse(): Instant {
    const now = clock.now();
    if (now < state.at - intervalMs) restore(state, resumeHouse(state, now, intervalMs));
    return now;
  }

  function dropConnections(): void {
    socket.dropAll();
    http.dropAll();
  }

  return {
    async start() {
      simulation.advanceTo(clock.now());
      simulation.controlNow();
      timer = clock.every(stepMs(intervalMs), () => simulation.advanceTo(timeOfHouse()));
      const address = await http.listen(port, host);
      return { url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}` };
    },
    async stop() {
      timer?.cancel();
      await http.close();
    },
    faults: switches,
    plugIn: (car) => simulation.plugIn(carIndex(car)),
    plugOut: (car) => simulation.plugOut(carIndex(car)),
    claim: (car, loadpoint) => simulation.claim(car, loadpoint),
    totals: () => ({ ...totalsOf(state), writes: log.writes(), heartbeats: log.heartbeats() }),
    departures: (from, to) =>
      CARS.flatMap((car, index) =>
        departuresOf(car, simulation.world.trips[index]?.between(from, to) ?? []),
      ).sort((a, b) => a.at - b.at),
    requests: log.requests,
    exportState: () => structuredClone(state),
  };
}

function departuresOf(car: CarSpec, trips: readonly { start: Instant }[]): Departure[] {
  return trips.map(({ start }) => ({ car: car.name, at: start, wantedSocPercent: car.wantedSocPercent }));
}

function carIndex(car: string | number): number {
  const index = typeof car === 'number' ? car : CARS.findIndex(({ name }) => name === car);
  if (!CARS[index]) throw new Error(`The virtual house has no car ${car}.`);
  return index;
}

/** Time after which an inverter that nobody talks to goes back to self-consumption. */
const DEVICE_TIMEOUT_MS = 5 * 60_000;

/** evcc stops and starts again: settings stay, the rest is forgotten. */
function forgetRunningState(state: HouseState, startingUntil: Instant, crash: boolean): void {
  state.evcc.battery = newBatteryMemory();
  for (const loadpoint of state.evcc.loadpoints) {
    loadpoint.run = { ...newLoadpointRun(), phasesActive: loadpoint.run.phasesActive };
  }
  state.startingUntil = startingUntil;
  if (crash) state.deviceTimeoutAt = state.at + DEVICE_TIMEOUT_MS;
  else state.orders = { ...state.orders, battery: 'normal' };
}
