import { HOUR_MS, type Instant } from '../../house/index.ts';
import {
  type ChargerOrder,
  currentToKw,
  type DeviceMode,
  type Devices,
  MIN_CURRENT_A,
  type Orders,
  type PlantFlow,
  type PlantState,
  sum,
} from '../plant/index.ts';
import { controlBattery, expireExternalMode } from './battery-mode.ts';
import { controlLoadpoint, isFastCharging } from './loadpoint.ts';
import type { EvccMemory } from './memory.ts';
import { rateAt, type Tariffs } from './tariffs.ts';

/** What one control cycle of evcc works on. */
export interface CycleInput {
  now: Instant;
  devices: Devices;
  plant: PlantState;
  /** Powers that the meters show. */
  flow: PlantFlow;
  orders: Orders;
  tariffs: Tariffs;
  hasBattery: boolean;
  /** Device limit for forced charging in %, 0 = none. */
  batteryMaxSoc: number;
  /** What the grid operator lets the house take (§14a EnWG); `null` = it does not limit it. */
  dimmedToKw: number | null;
}

/** One control cycle: loadpoints by priority, then the battery's mode. Changes `memory`, returns what is told. */
export function controlCycle(memory: EvccMemory, input: CycleInput): Orders {
  const { now, devices, plant, flow, tariffs, hasBattery, dimmedToKw } = input;
  expireExternalMode(memory.battery, now);
  const rates = tariffs.rates('planner', now);
  const price = rateAt(rates, now);
  const feedInPrice = rateAt(tariffs.rates('feedin', now), now);
  const batterySoc = (plant.batteryKwh / devices.battery.capacityKwh) * 100;
  const site = siteBalance(memory, flow, hasBattery ? batterySoc : null);

  let siteW = site.powerW;
  let leftW = dimmedToKw === null ? null : 1000 * (dimmedToKw - Math.max(0, flow.gridKw - sum(flow.carsKw)));
  const chargers: ChargerOrder[] = devices.chargers.map(() => ({ currentA: 0, phases: 3 }));
  const byPriority = [...memory.loadpoints.keys()].sort(
    (a, b) => (memory.loadpoints[b]?.settings.priority ?? 0) - (memory.loadpoints[a]?.settings.priority ?? 0),
  );
  for (const index of byPriority) {
    const loadpoint = memory.loadpoints[index];
    const charger = devices.chargers[index];
    const carSpec = devices.cars[index];
    const car = plant.cars[index];
    if (!loadpoint || !charger || !carSpec || !car) continue;
    const chargePowerW = (flow.carsKw[index] ?? 0) * 1000;
    const { batteryBoost, batteryBoostLimit } = loadpoint.settings;
    // A limit of 100 means that there is none.
    const boosts = hasBattery && batteryBoost && batterySoc > batteryBoostLimit % 100;
    const wanted = controlLoadpoint(loadpoint, {
      now,
      charger,
      car,
      carSpec,
      chargePowerW,
      vehicles: memory.vehicles,
      availableW: chargePowerW - siteW + (boosts ? devices.battery.maxDischargeKw * 1000 : 0),
      batteryBuffered: site.batteryBuffered,
      batteryStart: site.batteryStart,
      rates,
      price,
      feedInPrice,
    });
    const told = leftW === null ? wanted : within(wanted, leftW);
    chargers[index] = told;
    if (leftW !== null) leftW -= currentToKw(told.currentA, told.phases) * 1000;
    siteW += currentToKw(told.currentA, told.phases) * 1000 - chargePowerW;
  }

  return { chargers, battery: hasBattery ? batteryOrder(memory, input, price, batterySoc) : 'idle' };
}

/** A charger held back to a power; below the least current it gives nothing. */
function within(wanted: ChargerOrder, powerW: number): ChargerOrder {
  const currentA = Math.floor(powerW / (currentToKw(1, wanted.phases) * 1000));
  if (wanted.currentA <= currentA) return wanted;
  return { ...wanted, currentA: currentA < MIN_CURRENT_A ? 0 : currentA };
}

function batteryOrder(
  memory: EvccMemory,
  { flow, orders, batteryMaxSoc, dimmedToKw }: CycleInput,
  price: number | null,
  batterySoc: number,
): DeviceMode {
  const device = orders.battery === 'idle' ? 'normal' : orders.battery;
  const dischargeLocked =
    memory.site.batteryDischargeControl &&
    memory.loadpoints.some((loadpoint, i) => isFastCharging(loadpoint, (flow.carsKw[i] ?? 0) * 1000));
  const wishes = {
    gridChargeActive: gridChargeActive(memory, price),
    dischargeLocked,
    dimmed: dimmedToKw !== null,
  };
  return controlBattery(memory.battery, device, wishes, batterySoc, batteryMaxSoc);
}

/** Grid charging of the battery by evcc's own price limit. */
export function gridChargeActive({ site }: EvccMemory, price: number | null): boolean {
  return site.batteryGridChargeLimit !== null && price !== null && price <= site.batteryGridChargeLimit;
}

/**
 * What the house takes (+) or has left (−) in W as surplus control counts it: battery charging is surplus unless
 * the battery is below `prioritySoc`; above `bufferSoc` it may help.
 */
function siteBalance(
  { site }: EvccMemory,
  flow: PlantFlow,
  batterySoc: number | null,
): { powerW: number; batteryBuffered: boolean; batteryStart: boolean } {
  const gridW = flow.gridKw * 1000;
  const batteryW = flow.batteryKw * 1000;
  if (batterySoc === null) {
    return { powerW: gridW + site.residualPowerW, batteryBuffered: false, batteryStart: false };
  }
  const belowPriority = batterySoc < site.prioritySoc;
  const hasPriority = belowPriority && batteryW < 0;
  const residualW = belowPriority && site.residualPowerW <= 0 ? 100 : site.residualPowerW;
  return {
    powerW: gridW + (hasPriority ? 0 : batteryW) + residualW,
    batteryBuffered: !hasPriority && site.bufferSoc > 0 && batterySoc > site.bufferSoc,
    batteryStart: !hasPriority && site.bufferStartSoc > 0 && batterySoc > site.bufferStartSoc,
  };
}

/** Adds what was charged in one step to the loadpoints' sessions. */
export function countSessions(memory: EvccMemory, flow: PlantFlow, price: number): void {
  const hours = (flow.to - flow.from) / HOUR_MS;
  const demandKw = flow.loadKw + flow.carsKw.reduce((total, kw) => total + kw, 0);
  const green = demandKw > 0 ? Math.max(0, Math.min(1, 1 - Math.max(0, flow.gridKw) / demandKw)) : 1;
  for (const [index, { run }] of memory.loadpoints.entries()) {
    const energyKwh = (flow.carsKw[index] ?? 0) * hours;
    if (energyKwh <= 0) continue;
    run.sessionKwh += energyKwh;
    run.sessionSolarKwh += energyKwh * green;
    run.sessionCost += energyKwh * (1 - green) * price;
    run.chargeDurationS += hours * 3600;
  }
}
