import type { EvccCommand } from '../../evcc/index.ts';
import { type Instant, SECOND_MS, type SiteState } from '../../house/index.ts';
import { controlCycle, countSessions, type EvccMemory, newMemory, type Tariffs } from '../evcc/index.ts';
import {
  checkPhysics,
  type Orders,
  type PlantFlow,
  type PlantState,
  stepPlant,
  type World,
} from '../plant/index.ts';
import { execute } from './commands.ts';
import { readSite } from './site-state.ts';

/** Plant and evcc move on in steps of this length; it is evcc's control interval too. */
export const STEP_MS = 30 * SECOND_MS;

export interface MeasuredHouseOptions {
  world: World;
  /** evcc's tariffs, as far as they are published. */
  tariffs: Tariffs;
  at: Instant;
  batteryKwh: number;
  hasBattery: boolean;
  /** evcc keeps the battery from discharging while a car charges fast. */
  locksBattery: boolean;
}

/** The plant and the evcc of the virtual house in a measured world, without any network. */
export interface MeasuredHouse {
  readonly at: Instant;
  readonly plant: PlantState;
  readonly evcc: EvccMemory;
  /** Laws of physics broken so far. */
  readonly violations: number;
  /** Lets one step pass and evcc control at its end. */
  step(): PlantFlow;
  /** Lets time pass in which nothing flows. */
  skipTo(at: Instant): void;
  /** What evcc does as soon as one of its settings was changed. */
  control(): void;
  /** From now on the devices are told this, whatever evcc thinks; `null` gives them back to evcc. */
  order(orders: Orders | null): void;
  /** @param energyKwh what the car takes until it is full, at the wall box */
  plugIn(car: number, energyKwh: number): void;
  plugOut(car: number): void;
  /** What the car still takes, kWh. */
  missingKwh(car: number): number;
  /** What a reading of this evcc says. */
  read(): SiteState;
  /** Changes evcc as its API would. */
  write(command: EvccCommand): void;
}

/** A house that begins at `at` with nothing plugged in. */
export function createMeasuredHouse(options: MeasuredHouseOptions): MeasuredHouse {
  const { world, tariffs, hasBattery } = options;
  const { devices } = world;
  const evcc = newMemory({ batteryDischargeControl: options.locksBattery }, devices);
  // Of these cars evcc knows nothing.
  evcc.vehicles = {};
  let at = options.at;
  let plant: PlantState = {
    batteryKwh: options.batteryKwh,
    cars: devices.cars.map(({ capacityKwh }) => ({
      storedKwh: capacityKwh,
      connected: false,
      away: true,
      tripStart: null,
      tripKwh: 0,
      reachableKwh: capacityKwh,
    })),
  };
  const battery = hasBattery ? 'normal' : 'idle';
  let ordered: Orders | null = null;
  let orders: Orders = { battery, chargers: devices.chargers.map(() => ({ currentA: 0, phases: 3 })) };
  let flow = stepPlant(plant, orders, world, at, at + STEP_MS).flow;
  let violations = 0;

  function control(): void {
    orders = controlCycle(evcc, {
      now: at,
      devices,
      plant,
      flow,
      orders,
      tariffs,
      hasBattery,
      batteryMaxSoc: 0,
      dimmedToKw: null,
    });
  }

  function replace(index: number, connected: boolean, energyKwh: number): void {
    const cars = plant.cars.map((car, i) => {
      if (i !== index) return car;
      const storedKwh = (devices.cars[i]?.capacityKwh ?? 0) - energyKwh;
      return { ...car, connected, away: !connected, storedKwh, reachableKwh: storedKwh };
    });
    plant = { ...plant, cars };
    control();
  }

  return {
    get at() {
      return at;
    },
    get plant() {
      return plant;
    },
    evcc,
    get violations() {
      return violations;
    },
    step() {
      const to = at + STEP_MS;
      const stepped = stepPlant(plant, ordered ?? orders, world, at, to);
      violations += checkPhysics(plant, stepped.flow, stepped.state, devices).length;
      countSessions(evcc, stepped.flow, world.importPricePerKwh(at));
      plant = stepped.state;
      flow = stepped.flow;
      at = to;
      control();
      return flow;
    },
    skipTo(until) {
      at = until;
    },
    control,
    order(next) {
      ordered = next;
    },
    plugIn: (car, energyKwh) => replace(car, true, energyKwh),
    plugOut: (car) => replace(car, false, 0),
    missingKwh(car) {
      const state = plant.cars[car];
      return state?.connected ? (devices.cars[car]?.capacityKwh ?? 0) - state.storedKwh : 0;
    },
    read: () => readSite({ at, world, tariffs, evcc, plant, flow, hasBattery, intervalMs: STEP_MS }),
    write(command) {
      execute(command, evcc, devices, at);
      // Settings of a loadpoint count at once, the battery's mode with evcc's next cycle.
      if ('loadpoint' in command) control();
    },
  };
}
