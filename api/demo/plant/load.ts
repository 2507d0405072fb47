import { HOUR_MS, type Instant } from '../../house/index.ts';
import { isWeekend, localInstant, wallClock } from './calendar.ts';
import { hash01, hashNormal, smoothNoise } from './noise.ts';

const STREAM = { appliance: 21, base: 23, fridge: 24 };

/** One run of an appliance at constant power. */
interface Run {
  start: Instant;
  end: Instant;
  powerKw: number;
}

/** Household load as a function of time alone, without cars. */
export interface HouseholdLoad {
  /** Power at a moment in kW, > 0. */
  at(at: Instant): number;
}

/** A household of a few people: base load, habits by the clock, a refrigerator and single appliances, about 11 kWh a day. */
export function householdLoad(seed: number): HouseholdLoad {
  const runsOfDay = new Map<number, Run[]>();

  function runs(day: number): Run[] {
    let found = runsOfDay.get(day);
    if (!found) {
      if (runsOfDay.size > 100) runsOfDay.clear();
      found = applianceRuns(seed, day);
      runsOfDay.set(day, found);
    }
    return found;
  }

  return {
    at(at) {
      const { day, hour } = wallClock(at);
      let power = habits(seed, at, hour, isWeekend(day)) + refrigerator(seed, at);
      for (const run of runs(day)) if (at >= run.start && at < run.end) power += run.powerKw;
      return power;
    },
  };
}

function habits(seed: number, at: Instant, hour: number, weekend: boolean): number {
  const bump = (centre: number, width: number) => Math.exp(-(((hour - centre) / width) ** 2) / 2);
  const awake = weekend
    ? 0.22 * bump(9.2, 1.3) + 0.16 * bump(13.5, 2.2) + 0.34 * bump(19.3, 2.2)
    : 0.28 * bump(6.9, 0.8) + 0.05 * bump(13, 2) + 0.38 * bump(19.2, 2);
  return 0.17 + awake * (0.6 + 0.8 * smoothNoise(seed, STREAM.base, at / (0.35 * HOUR_MS)));
}

function refrigerator(seed: number, at: Instant): number {
  const phase = at / (0.75 * HOUR_MS) + 0.3 * smoothNoise(seed, STREAM.fridge, at / (5 * HOUR_MS));
  return phase - Math.floor(phase) < 0.4 ? 0.11 : 0;
}

/** Everything that runs on local day `day`; every run ends before midnight. */
function applianceRuns(seed: number, day: number): Run[] {
  const weekend = isWeekend(day);
  const chance = (part: number) => hash01(seed, STREAM.appliance, day, part);
  const result: Run[] = [];

  /** `hour` is shaken by `shake` hours; the whole run lies on whole half minutes. */
  function run(part: number, hour: number, shake: number, minutes: number, powerKw: number): void {
    const minute = Math.round(60 * (hour + shake * hashNormal(seed, STREAM.appliance, day, part)));
    const from = Math.max(0, Math.min(1439 - Math.ceil(minutes), minute));
    const start = localInstant(day, from);
    result.push({ start, end: start + Math.round(minutes * 2) * 30_000, powerKw });
  }

  const breakfast = weekend ? 9 : 6.8;
  run(1, breakfast, 0.2, 4, 2);
  run(2, breakfast + 0.2, 0.2, 6, 0.9);
  run(3, weekend ? 15.5 : 19.8, 0.5, 4, 2);
  run(4, 18.5, 0.4, 22 + 18 * chance(31), 1.1 + 0.9 * chance(32));
  if (weekend) run(5, 12.4, 0.4, 30, 1.6);
  if (chance(33) < (weekend ? 0.4 : 0.15)) run(6, 17.2, 0.7, 45, 1.9);
  if (chance(34) < 0.75) {
    run(7, 20.2, 0.6, 18, 2.1);
    run(8, 21.2, 0.6, 12, 1.8);
  }
  if (chance(35) < (weekend ? 0.7 : 0.35)) {
    run(9, weekend ? 10.8 : 17.6, 0.8, 24, 2.1);
    run(10, weekend ? 11.4 : 18.3, 0.8, 55, 0.3);
  }
  if (chance(36) < 0.2) run(11, weekend ? 14 : 19, 1, 40, 2.4);
  if (chance(37) < 0.5) run(12, weekend ? 11 : 17, 1.5, 15, 1.4);
  return result;
}
