import { HOUR_MS } from '../house/index.ts';
import { type CarProfile, carProfile, demandKwh } from './car-profiles.ts';
import type { KnownQuarter } from './measured.ts';
import type { BatteryPlant } from './plant.ts';
import { type BatteryRule, type QuarterFlow, simulateQuarter } from './simulate.ts';

/** What a measured day is compared with. */
export const POLICIES = [
  /** The same house and cars, charged as soon as they were plugged in, without a battery. */
  'NO_BATTERY',
  /** The battery follows the house, cars charge as soon as they are plugged in. */
  'SELF_CONSUMPTION',
  /** The battery follows the house; cars charge on the sun and, for what is left, in the cheapest quarters of their stay. */
  'EVCC',
  /** What our plan wanted of the battery, carried out whether or not it was live; cars as measured. */
  'SMARTLOAD',
] as const;
export type Policy = (typeof POLICIES)[number];

/**
 * A way through a day that can be costed: a policy to compare with, or what our plan would have come to had it steered
 * the cars too, on the sun and in the cheapest quarters of their stays.
 */
export type Course = Policy | 'PLAN_WITH_CARS';

/** Share of a car's power that has to come from elsewhere than the sun to count as fast. */
const FAST_SHARE = 0.5;

/** What a policy would have done over a stretch of quarters without a gap. */
export interface PolicyRun {
  cars: CarProfile;
  /** Into cars up to the end of each quarter beyond what was really charged, kWh. */
  carsAheadKwh: number[];
  flows: QuarterFlow[];
}

/** Facts of a house that the comparison needs beside what was measured. */
export interface House {
  /** For the day that a quarter belongs to; `null` for a house without a battery. */
  batteryOf(quarter: KnownQuarter): BatteryPlant | null;
  /** evcc keeps the battery from discharging while a car charges fast. */
  locksBattery: boolean;
}

/**
 * Runs a policy over quarters that follow each other without a gap, from what was in the battery at their beginning.
 *
 * @param storedKwh measured at the start of the first quarter
 */
export function runPolicy(
  policy: Course,
  quarters: readonly KnownQuarter[],
  house: House,
  storedKwh: number,
): PolicyRun {
  const cars = carsOf(policy, quarters);
  let nowKwh = storedKwh;
  const flows = quarters.map((quarter, at): QuarterFlow => {
    const carsKwh = cars[at] ?? 0;
    const battery = policy === 'NO_BATTERY' ? null : house.batteryOf(quarter);
    const rule = ruleOf(policy, quarter, carsKwh, house);
    const neededKwh = demandKwh(quarter) + carsKwh;
    const flow = simulateQuarter(battery, nowKwh, neededKwh, quarter.end - quarter.start, rule);
    nowKwh = flow.storedKwh;
    return flow;
  });
  let aheadKwh = 0;
  const carsAheadKwh = quarters.map((quarter, at) => {
    aheadKwh += (cars[at] ?? 0) - quarter.carsKwh;
    return aheadKwh;
  });
  return { cars, carsAheadKwh, flows };
}

function carsOf(policy: Course, quarters: readonly KnownQuarter[]): CarProfile {
  if (policy === 'SMARTLOAD') return quarters.map((quarter) => quarter.carsKwh);
  const isByPrice = policy === 'EVCC' || policy === 'PLAN_WITH_CARS';
  return carProfile(quarters, isByPrice ? 'SUN_THEN_CHEAPEST' : 'AT_ONCE');
}

function ruleOf(policy: Course, quarter: KnownQuarter, carsKwh: number, house: House): BatteryRule {
  const isLocked = house.locksBattery && isFast(quarter, carsKwh);
  if (policy === 'SMARTLOAD' || policy === 'PLAN_WITH_CARS') {
    if (quarter.wantedBattery === 'CHARGE') return 'CHARGE';
    if (quarter.wantedBattery === 'HOLD' || isLocked) return 'HOLD';
    return quarter.wantedBattery === 'HOLD_CHARGE' ? 'HOLD_CHARGE' : 'FOLLOW';
  }
  return policy === 'EVCC' && isLocked ? 'HOLD' : 'FOLLOW';
}

/**
 * evcc locks the battery only while a car charges fast, not while it takes its least power under a passing cloud:
 * told apart by whether more than half of what a car can take comes from elsewhere than the sun.
 */
function isFast(quarter: KnownQuarter, carsKwh: number): boolean {
  const plugged = quarter.loadpoints?.filter(({ connected }) => connected) ?? [];
  const powersKw = plugged.flatMap(({ maxPowerKw }) => (maxPowerKw === null ? [] : [maxPowerKw]));
  const leastKw = powersKw.length === 0 ? 0 : Math.min(...powersKw);
  const boughtKwh = carsKwh - Math.max(0, -demandKwh(quarter));
  return boughtKwh > 1e-9 && (boughtKwh * HOUR_MS) / (quarter.end - quarter.start) > FAST_SHARE * leastKw;
}
