import { HOUR_MS, type Instant } from '../../house/index.ts';
import {
  type BatterySpec,
  type CarSpec,
  type ChargerSpec,
  currentToKw,
  fullPowerKw,
  MIN_CURRENT_A,
  taperKw,
} from './devices.ts';
import type { World } from './world.ts';

/** What the battery's inverter is told; `idle` = it does nothing at all. */
export type DeviceMode = 'normal' | 'hold' | 'charge' | 'holdcharge' | 'idle';

/** What a charger is told; 0 A = no charging. */
export interface ChargerOrder {
  currentA: number;
  phases: 1 | 3;
}

export interface Orders {
  battery: DeviceMode;
  /** Charges and discharges with no more than this; absent = the device's own limits, as evcc cannot set others. */
  batteryLimitKw?: number;
  chargers: readonly ChargerOrder[];
}

export interface CarState {
  storedKwh: number;
  /** Plugged in. */
  connected: boolean;
  /** On the road. */
  away: boolean;
  /** Start of the trip that is under way or was the last one; `null` before the first. */
  tripStart: Instant | null;
  /** Energy that the trip under way takes. */
  tripKwh: number;
  /** What the car could hold had it charged at full power since it was plugged in, at most its wanted SoC. */
  reachableKwh: number;
}

export interface PlantState {
  batteryKwh: number;
  cars: CarState[];
}

/** Mean powers of one step, at the AC side, in kW. */
export interface PlantFlow {
  from: Instant;
  to: Instant;
  /** ≥ 0. */
  pvKw: number;
  /** Household without cars, ≥ 0. */
  loadKw: number;
  /** + discharge, − charge. */
  batteryKw: number;
  /** Each car, ≥ 0. */
  carsKw: number[];
  /** + import, − export. */
  gridKw: number;
}

/** Lets the plant run from `from` to `to` (at most half a minute) under constant orders. */
export function stepPlant(
  state: PlantState,
  orders: Orders,
  world: World,
  from: Instant,
  to: Instant,
): { state: PlantState; flow: PlantFlow } {
  const hours = (to - from) / HOUR_MS;
  const pvKw = world.pvKw(from, to);
  const loadKw = world.loadKw(from, to);
  const { battery, cars: specs, chargers } = world.devices;
  const carsKw = specs.map((spec, i) => carPowerKw(spec, state.cars[i], orders.chargers[i], hours));
  const demandKw = loadKw + sum(carsKw) - pvKw;
  const limited = withLimit(battery, orders.batteryLimitKw);
  const batteryKw = batteryPowerKw(limited, state.batteryKwh, orders.battery, demandKw, hours);
  const cars = state.cars.map((car, i) => chargeCar(specs[i], chargers[i], car, carsKw[i] ?? 0, hours));
  return {
    state: { batteryKwh: chargeBattery(battery, state.batteryKwh, batteryKw, hours), cars },
    flow: { from, to, pvKw, loadKw, batteryKw, carsKw, gridKw: demandKw - batteryKw },
  };
}

function withLimit(spec: BatterySpec, limitKw: number | undefined): BatterySpec {
  if (limitKw === undefined) return spec;
  return {
    ...spec,
    maxChargeKw: Math.min(spec.maxChargeKw, limitKw),
    maxDischargeKw: Math.min(spec.maxDischargeKw, limitKw),
  };
}

/** The inverter's power in kW, + discharge, − charge: what its mode wants, cut to what power and store allow. */
export function batteryPowerKw(
  spec: BatterySpec,
  storedKwh: number,
  mode: DeviceMode,
  demandKw: number,
  hours: number,
): number {
  const roomKwh = Math.max(0, (spec.capacityKwh * spec.maxSocPercent) / 100 - storedKwh);
  const usableKwh = Math.max(0, storedKwh - (spec.capacityKwh * spec.minSocPercent) / 100);
  const maxChargeKw = Math.min(spec.maxChargeKw, roomKwh / spec.chargeEfficiency / hours);
  const maxDischargeKw = Math.min(spec.maxDischargeKw, (usableKwh * spec.dischargeEfficiency) / hours);
  if (mode === 'idle') return 0;
  if (mode === 'charge') return -maxChargeKw;
  const wishKw = Math.max(-maxChargeKw, Math.min(maxDischargeKw, demandKw));
  if (mode === 'hold') return Math.min(0, wishKw);
  if (mode === 'holdcharge') return Math.max(0, wishKw);
  return wishKw;
}

function chargeBattery(spec: BatterySpec, storedKwh: number, powerKw: number, hours: number): number {
  return powerKw > 0
    ? storedKwh - (powerKw / spec.dischargeEfficiency) * hours
    : storedKwh - powerKw * spec.chargeEfficiency * hours;
}

function carPowerKw(
  spec: CarSpec,
  car: CarState | undefined,
  order: ChargerOrder | undefined,
  hours: number,
): number {
  if (!car?.connected || !order || order.currentA < MIN_CURRENT_A) return 0;
  const offeredKw = currentToKw(
    Math.min(order.currentA, spec.maxCurrentA),
    Math.min(order.phases, spec.phases),
  );
  const takesKw = taperKw(spec, currentToKw(spec.maxCurrentA, spec.phases), socPercent(car, spec));
  const roomKwh = Math.max(0, spec.capacityKwh - car.storedKwh);
  return Math.min(offeredKw, takesKw, roomKwh / spec.chargeEfficiency / hours);
}

function chargeCar(
  spec: CarSpec | undefined,
  charger: ChargerSpec | undefined,
  car: CarState,
  powerKw: number,
  hours: number,
): CarState {
  if (!car.connected || !spec || !charger) return car;
  const fullKw = taperKw(spec, fullPowerKw(spec, charger), (car.reachableKwh / spec.capacityKwh) * 100);
  const wantedKwh = (spec.wantedSocPercent / 100) * spec.capacityKwh;
  const reachableKwh = Math.max(
    car.reachableKwh,
    Math.min(wantedKwh, car.reachableKwh + fullKw * spec.chargeEfficiency * hours),
  );
  return { ...car, storedKwh: car.storedKwh + powerKw * spec.chargeEfficiency * hours, reachableKwh };
}

/** A car's SoC in percent. */
export function socPercent(car: CarState, spec: CarSpec): number {
  return Math.min(100, (car.storedKwh / spec.capacityKwh) * 100);
}

export function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
