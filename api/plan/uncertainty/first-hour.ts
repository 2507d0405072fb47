import {
  HOUR_MS,
  type PlanBattery,
  type PlanBatteryMode,
  type PlanCar,
  type PlanInput,
} from '../../house/index.ts';
import type { SlotDecision } from '../decode.ts';
import { isAbovePriceLimit, servesHouseholdOnly, slotHours, surplusKw } from '../physics.ts';
import { carPowerKw } from '../self-consumption.ts';
import { simulateHouse } from '../simulate.ts';
import { type CarCourse, carCourse, isNeeded } from '../stays.ts';

/** What a battery is told. */
export interface BatteryOrder {
  mode: PlanBatteryMode;
  /** Mean power in `CHARGE`: it charges at full rate until it has that energy. */
  chargeKw: number;
}

/** What a car is told: to take what the sun leaves, or this mean power. */
export type CarOrder = 'SUN' | number;

/** What is told to everything in one slot. */
export interface SlotOrders {
  batteries: BatteryOrder[];
  cars: CarOrder[];
}

/** Below this power a difference between two modes is noise. */
const NOISE_KW = 0.1;

/** How many slots begin within an hour of the plan's start. */
export function firstHourSlots(input: PlanInput): number {
  const until = (input.slots[0]?.start ?? input.computedAt) + HOUR_MS;
  return input.slots.filter((slot) => slot.start < until).length;
}

/**
 * The orders for the first hour that come closest to what was decided, by a plan or in a relaxed model: a battery has
 * modes and no power setting, and a car that lives on the sun follows it.
 */
export function ordersOf(
  input: PlanInput,
  decisions: readonly SlotDecision[],
  slotCount = firstHourSlots(input),
): SlotOrders[] {
  const courses = input.cars.map((car) => carCourse(car, input));
  /** Above its price limit a car follows the sun, whoever else has it. */
  const livesOnSun = (at: number, index: number) => {
    const [car, course, slot] = [input.cars[at], courses[at], input.slots[index]];
    const stay = course?.presence[index]?.stay;
    if (!car || !course || !slot || stay === undefined) return false;
    return isAbovePriceLimit(car, slot) && !isNeeded(course, stay);
  };
  return input.slots.slice(0, slotCount).map((slot, index): SlotOrders => {
    const { curtailedKw = 0, carKw = [], batteries: flows = [] } = decisions[index] ?? {};
    let leftKw = surplusKw(slot) - curtailedKw;
    const cars = courses.map((course, at): CarOrder => {
      const powerKw = carKw[at] ?? 0;
      const sunKw = Math.max(0, leftKw);
      leftKw -= powerKw;
      const leastKw = leastKwAt(course, index);
      if (powerKw < Math.max(NOISE_KW, leastKw / 2)) return 0;
      return powerKw <= sunKw + NOISE_KW || livesOnSun(at, index) ? 'SUN' : Math.max(leastKw, powerKw);
    });
    const batteries = input.batteries.map((battery, at): BatteryOrder => {
      const { chargeKw = 0, dischargeKw = 0, mode: told } = flows[at] ?? {};
      const servableKw = servesHouseholdOnly(battery) ? Math.max(leftKw, surplusKw(slot)) : leftKw;
      const serveKw = leftKw > 0 ? leftKw : Math.min(0, servableKw);
      const mode = told ?? closestMode(battery, dischargeKw - chargeKw, serveKw);
      leftKw += dischargeKw - chargeKw;
      return { mode, chargeKw: mode === 'CHARGE' ? chargeKw : 0 };
    });
    return { batteries, cars };
  });
}

function leastKwAt({ presence }: CarCourse, index: number): number {
  return presence[index]?.leastKw ?? 0;
}

/** The least intrusive mode whose power, + discharge, comes within the noise of the closest. */
function closestMode(battery: PlanBattery, powerKw: number, leftKw: number): PlanBatteryMode {
  const storeKw = -Math.min(Math.max(0, leftKw), battery.maxChargeKw);
  const serveKw = Math.min(Math.max(0, -leftKw), battery.maxDischargeKw);
  const modes: { mode: PlanBatteryMode; kw: number }[] = [
    { mode: 'NORMAL', kw: leftKw < 0 ? serveKw : storeKw },
    { mode: 'HOLD', kw: storeKw },
    { mode: 'CHARGE', kw: -battery.maxChargeKw },
  ];
  if (battery.canHoldCharge) modes.push({ mode: 'HOLD_CHARGE', kw: serveKw });
  const distance = (kw: number) => Math.abs(kw - powerKw);
  return modes.reduce((best, other) => (distance(other.kw) < distance(best.kw) - NOISE_KW ? other : best))
    .mode;
}

/** What flows in the first hour under these orders if load and PV come as in `input`, within all physics. */
export function carryOut(input: PlanInput, orders: readonly SlotOrders[]): SlotDecision[] {
  let batteries = input.batteries;
  const chargedKwh = input.cars.map(() => 0);
  const courses = input.cars.map((car) => carCourse(car, input));
  return orders.flatMap(({ batteries: told, cars }, index) => {
    const slot = input.slots[index];
    if (!slot) return [];
    const hours = slotHours(slot);
    let sunKw = Math.max(0, surplusKw(slot));
    const carKw = input.cars.map((car, at) => {
      const course = courses[at];
      const order = cars[at] ?? 0;
      const powerKw = course
        ? carFlowKw({ car, course, index, hours }, order, sunKw, chargedKwh[at] ?? 0)
        : 0;
      sunKw = Math.max(0, sunKw - powerKw);
      chargedKwh[at] = (chargedKwh[at] ?? 0) + powerKw * hours;
      return powerKw;
    });
    const limited = batteries.map((battery, at) =>
      told[at]?.mode === 'CHARGE' ? { ...battery, maxChargeKw: told[at].chargeKw } : battery,
    );
    const decisions = simulateHouse({ ...input, slots: [slot], batteries: limited }, [carKw], {
      mode: ({ id }) => told[batteries.findIndex((battery) => battery.id === id)]?.mode ?? 'NORMAL',
      floorPercent: (battery) => battery.minSocPercent,
    });
    batteries = batteries.map((battery, at) => {
      const { chargeKw = 0, dischargeKw = 0 } = decisions[0]?.batteries[at] ?? {};
      const storedKwh =
        hours * (chargeKw * battery.chargeEfficiency - dischargeKw / battery.dischargeEfficiency);
      return { ...battery, socPercent: battery.socPercent + (100 * storedKwh) / battery.capacityKwh };
    });
    return decisions;
  });
}

/** What a car takes: nothing or at least its minimum, as long as it is there and has room. */
function carFlowKw(
  { car, course, index, hours }: { car: PlanCar; course: CarCourse; index: number; hours: number },
  order: CarOrder,
  sunKw: number,
  chargedKwh: number,
): number {
  const presence = course.presence[index];
  const stay = presence && course.stays[presence.stay];
  if (!presence || !stay) return 0;
  const roomKw = Math.max(0, stay.roomKwh - chargedKwh) / hours;
  const mostKw = Math.min(carPowerKw(car, chargedKwh - stay.usedKwh, hours) * presence.share, roomKw);
  const powerKw = Math.min(order === 'SUN' ? sunKw : order, mostKw);
  return powerKw < leastKwAt(course, index) - 1e-9 ? 0 : powerKw;
}
