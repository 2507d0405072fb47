import { type ChargeMode, type Instant, MINUTE_MS, SECOND_MS } from '../house/index.ts';
import {
  controlCycle,
  countSessions,
  createTariffs,
  type EvccMemory,
  newMemory,
  type SiteSettings,
  type TariffFaults,
  type Tariffs,
} from './evcc/index.ts';
import {
  arrive,
  BATTERY,
  CARS,
  carAt,
  checkPhysics,
  count,
  createWorld,
  emptyMeters,
  type Meters,
  type Movement,
  moveCars,
  type Orders,
  type PlantFlow,
  type PlantState,
  stepPlant,
  type World,
} from './plant/index.ts';

/** The whole virtual house at one moment, as plain JSON. */
export interface HouseState {
  seed: number;
  at: Instant;
  plant: PlantState;
  orders: Orders;
  evcc: EvccMemory;
  meters: Meters;
  /** Powers of the last step, which the meters show. */
  flow: PlantFlow;
  /** evcc is starting until then: nothing is controlled. */
  startingUntil: Instant;
  /** Without evcc the battery's inverter falls back to normal then; `null` while evcc runs. */
  deviceTimeoutAt: Instant | null;
}

/** How a house begins, where something else than the usual is wanted. */
export interface StartOptions {
  batterySocPercent?: number;
  carSocPercent?: readonly number[];
  site?: Partial<SiteSettings>;
  /** evcc's default mode of all loadpoints; none by default. */
  defaultMode?: ChargeMode;
}

/** Faults inside the house, changeable while it runs. */
export interface HouseFaults extends TariffFaults {
  noBattery: boolean;
  /** The inverter takes no orders: evcc goes on showing the mode that it has. */
  stuckBattery: boolean;
  /** The grid operator dims the house to so many kW (§14a EnWG); `null` = it does not. */
  dimmedToKw: number | null;
  /** The inverter knows no `holdcharge`: evcc shows it, and the battery follows the house. */
  noHoldCharge: boolean;
}

export interface SimulationOptions {
  state: HouseState;
  faults: HouseFaults;
  /** evcc's control interval in house time. */
  intervalMs: number;
  /** Device limit for forced battery charging in %, 0 = none. */
  batteryMaxSoc: number;
  onMovement?: (movement: Movement, state: HouseState) => void;
  /** After each step of the plant. */
  onStep?: (state: HouseState) => void;
  /** After each control cycle. */
  onCycle?: (state: HouseState) => void;
}

/** Plant and evcc running side by side, without any network. */
export interface Simulation {
  readonly world: World;
  readonly tariffs: Tariffs;
  readonly state: HouseState;
  /** Lets whole steps pass, as many as end by `until`. */
  advanceTo(until: Instant): void;
  /** One extra control cycle now, as evcc does after a loadpoint setting was changed. */
  controlNow(): void;
  /** Plugs a car in; one on the road is home at once. */
  plugIn(car: number): void;
  plugOut(car: number): void;
  /** evcc takes the car at `loadpoint` for `vehicle`, and forgets it elsewhere, until the cable is pulled. */
  claim(vehicle: string, loadpoint: number): void;
}

/** The plant moves on at least this often. */
const MAX_STEP_MS = 30 * SECOND_MS;

export function stepMs(intervalMs: number): number {
  return Math.min(MAX_STEP_MS, intervalMs);
}

/** A new house that begins at `at`, rounded down to a whole step of the plant. */
export function newHouse(
  seed: number,
  at: Instant,
  intervalMs: number,
  start: StartOptions = {},
): HouseState {
  const step = stepMs(intervalMs);
  const begin = Math.floor(at / step) * step;
  const world = createWorld(seed);
  const carSoc = start.carSocPercent ?? [62, 48];
  const plant: PlantState = {
    batteryKwh: (BATTERY.capacityKwh * (start.batterySocPercent ?? 45)) / 100,
    cars: CARS.map((car, i) => carAt(world, i, (car.capacityKwh * (carSoc[i] ?? 50)) / 100, begin)),
  };
  const orders: Orders = { battery: 'normal', chargers: CARS.map(() => ({ currentA: 0, phases: 3 })) };
  return {
    seed,
    at: begin,
    plant,
    orders,
    evcc: newMemory(start.site, world.devices, start.defaultMode),
    meters: emptyMeters(CARS.length),
    flow: meterReading(plant, orders, world, begin, step),
    startingUntil: begin,
    deviceTimeoutAt: null,
  };
}

/** What the meters show at `at`, as if these orders had been in force for the last `spanMs`. */
export function meterReading(
  plant: PlantState,
  orders: Orders,
  world: World,
  at: Instant,
  spanMs: number,
): PlantFlow {
  return stepPlant(plant, orders, world, at - spanMs, at).flow;
}

export function createSimulation(options: SimulationOptions): Simulation {
  const { state, faults, intervalMs, batteryMaxSoc } = options;
  const world = createWorld(state.seed);
  const tariffs = createTariffs(world, faults);
  const step = stepMs(intervalMs);

  function controlNow(): void {
    if (state.at < state.startingUntil) return;
    state.deviceTimeoutAt = null;
    const before = state.orders.battery;
    const shown = state.evcc.battery.mode;
    state.orders = controlCycle(state.evcc, {
      now: state.at,
      devices: world.devices,
      plant: state.plant,
      flow: state.flow,
      orders: state.orders,
      tariffs,
      hasBattery: !faults.noBattery,
      batteryMaxSoc,
      dimmedToKw: faults.dimmedToKw,
    });
    if (faults.noHoldCharge && state.orders.battery === 'holdcharge')
      state.orders = { ...state.orders, battery: 'normal' };
    if (!faults.stuckBattery) return;
    state.orders = { ...state.orders, battery: before };
    state.evcc.battery.mode = shown;
  }

  function moveOn(): void {
    const to = state.at + step;
    const { state: after, flow } = stepPlant(state.plant, state.orders, world, state.at, to);
    state.meters.violations += checkPhysics(state.plant, flow, after).length;
    count(state.meters, flow, world);
    countSessions(state.evcc, flow, world.importPricePerKwh(flow.from));
    state.plant = after;
    state.flow = flow;
    state.at = to;
    if (state.deviceTimeoutAt !== null && to >= state.deviceTimeoutAt) {
      state.orders = { ...state.orders, battery: 'normal' };
      state.deviceTimeoutAt = null;
    }
    options.onStep?.(state);
  }

  function followTrips(): void {
    const moved = moveCars(world, state.plant.cars, state.at);
    if (!moved) return;
    state.plant = { ...state.plant, cars: moved.cars };
    for (const movement of moved.movements) {
      if (movement.kind === 'DEPARTED') {
        state.meters.trips++;
        if (movement.late) state.meters.carsLate++;
      }
      options.onMovement?.(movement, state);
    }
  }

  function replug(index: number, connected: boolean): void {
    const cars = state.plant.cars.map((car, i) => {
      if (i !== index) return car;
      return connected ? arrive(car, i) : { ...car, connected: false };
    });
    state.plant = { ...state.plant, cars };
    controlNow();
  }

  return {
    world,
    tariffs,
    state,
    controlNow,
    advanceTo(until) {
      while (state.at + step <= until) {
        moveOn();
        followTrips();
        if (state.at % intervalMs === 0) {
          controlNow();
          options.onCycle?.(state);
        }
      }
    },
    plugIn: (car) => replug(car, true),
    plugOut: (car) => replug(car, false),
    claim(vehicle, loadpoint) {
      for (const [index, { run }] of state.evcc.loadpoints.entries())
        if (index === loadpoint) run.vehicle = vehicle;
        else if (run.vehicle === vehicle) run.vehicle = null;
      controlNow();
    },
  };
}

export const NO_FAULTS: HouseFaults = {
  missingTariffs: [],
  tariffGap: false,
  tariffEndsAtMidnight: false,
  flatPrice: false,
  noBattery: false,
  stuckBattery: false,
  noHoldCharge: false,
  dimmedToKw: null,
};

export const DEFAULT_INTERVAL_MS = MINUTE_MS / 2;
export const DEFAULT_BATTERY_MAX_SOC = 95;
