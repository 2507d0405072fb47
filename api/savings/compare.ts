import { DAY_MS, type Instant, localTime, type QuarterHour, type Text } from '../house/index.ts';
import { LEAST_IDENTIFY_DAYS, unsettled } from './certainty.ts';
import { type ComparedDay, type DayRun, dayRun } from './day.ts';
import { type KnownQuarter, type MeasuredDay, measuredDays } from './measured.ts';
import { type BatteryPlant, type IdentifiedBattery, identifyBattery, modelErrorKwh } from './plant.ts';
import { POLICIES, type Policy, type PolicyRun, runPolicy } from './policies.ts';
import type { QuarterFlow } from './simulate.ts';
import { type EnergyWorth, worthAt } from './value.ts';

/** The battery is identified from so many days before each Monday. */
const IDENTIFY_DAYS = 60;

/** What is known of a house beside its measured quarters. */
export interface ComparisonFacts {
  timeZone: string;
  /** As settings and evcc name it; `null` for a house without one. */
  battery: BatteryPlant | null;
  /** evcc keeps the battery from discharging while a car charges fast. */
  locksBattery: boolean;
}

/** All finished days since the first measured quarter, the compared ones with their counterfactuals. */
export interface Comparison {
  days: MeasuredDay[];
  /** The complete ones, oldest first. */
  compared: ComparedDay[];
  /** Why costs of past days may still change, and until when; `null` once they stay what they are. */
  unsettled: Text | null;
}

/** Quarters that follow each other without a gap, with each policy's way through them. */
interface Stretch {
  quarters: KnownQuarter[];
  measured: PolicyRun;
  policies: Map<Policy, PolicyRun>;
  planWithCars: PolicyRun;
  /** Measured at its start. */
  storedKwh: number;
}

/**
 * Costs each complete day as it was and as every policy would have gone through it. A counterfactual goes on from its
 * own state of charge of the evening before; only after a gap it begins anew with the measured one.
 *
 * @param quarters everything that was measured, in any order
 * @param until only days that have ended by then
 */
export function compareDays(
  quarters: readonly QuarterHour[],
  until: Instant,
  { timeZone, battery, locksBattery }: ComparisonFacts,
): Comparison {
  const days = measuredDays(quarters, until, timeZone, battery !== null);
  const batteries = batteriesByDay(days, battery, timeZone);
  const batteryAt = new Map(
    days.flatMap((day) => day.quarters.map(({ start }) => [start, batteries.get(day) ?? null] as const)),
  );
  const house = { locksBattery, batteryOf: ({ start }: KnownQuarter) => batteryAt.get(start) ?? null };

  const known = days.flatMap((day) => day.quarters);
  const stretchOf = new Map<Instant, { stretch: Stretch; at: number }>();
  for (const part of withoutGaps(known)) {
    const storedKwh = storedBefore(part[0], batteryAt);
    const stretch: Stretch = {
      quarters: part,
      storedKwh,
      measured: asMeasured(part, battery),
      policies: new Map(POLICIES.map((policy) => [policy, runPolicy(policy, part, house, storedKwh)])),
      planWithCars: runPolicy('PLAN_WITH_CARS', part, house, storedKwh),
    };
    part.forEach(({ start }, at) => {
      stretchOf.set(start, { stretch, at });
    });
  }

  const notSettled = unsettled(days, battery !== null, timeZone);
  const worths = new Map<Instant, EnergyWorth>();
  const worthOf = (border: Instant): EnergyWorth => {
    const found = worths.get(border) ?? worthAt(border, nearby(days, border));
    worths.set(border, found);
    return found;
  };
  const compared = days.flatMap((day): ComparedDay[] => {
    const place = day.missing === 0 && day.quarters[0] ? stretchOf.get(day.quarters[0].start) : undefined;
    if (!place) return [];
    const ownBattery = batteries.get(day) ?? null;
    const worth = {
      atStart: worthOf(day.start),
      atEnd: worthOf(day.end),
      dischargeEfficiency: ownBattery?.dischargeEfficiency ?? 0,
    };
    const run = (policy: DayRun['policy'], whole: PolicyRun) => part(policy, whole, day, place, worth);
    return [
      {
        day,
        battery: ownBattery,
        modelErrorKwh: (ownBattery && modelErrorKwh(ownBattery, day.quarters)) ?? 0,
        worthAtStart: worth.atStart,
        worthAtEnd: worth.atEnd,
        measured: run('MEASURED', place.stretch.measured),
        policies: [...place.stretch.policies].map(([policy, whole]) => run(policy, whole)),
        planWithCars: run('SMARTLOAD', place.stretch.planWithCars).cost,
        waiting: null,
        unsettled: notSettled,
      },
    ];
  });
  return { days, compared, unsettled: notSettled };
}

/** A day's part of a run over a stretch. */
function part(
  policy: DayRun['policy'],
  run: PolicyRun,
  { quarters }: MeasuredDay,
  { stretch, at }: { stretch: Stretch; at: number },
  worth: Parameters<typeof dayRun>[5],
): DayRun {
  const carsAheadKwh = run.carsAheadKwh[at - 1] ?? 0;
  const storedKwh = run.flows[at - 1]?.storedKwh ?? stretch.storedKwh;
  const end = at + quarters.length;
  const start = { storedKwh, carsAheadKwh };
  return dayRun(policy, quarters, run.flows.slice(at, end), run.cars.slice(at, end), start, worth);
}

function asMeasured(quarters: readonly KnownQuarter[], battery: BatteryPlant | null): PolicyRun {
  return {
    cars: quarters.map((quarter) => quarter.carsKwh),
    carsAheadKwh: quarters.map(() => 0),
    flows: quarters.map(
      (quarter): QuarterFlow => ({
        importKwh: quarter.importKwh,
        exportKwh: quarter.exportKwh,
        chargeKwh: quarter.batteryChargeKwh,
        dischargeKwh: quarter.batteryDischargeKwh,
        storedKwh: storedAfter(quarter, battery),
      }),
    ),
  };
}

function storedAfter(quarter: KnownQuarter, battery: BatteryPlant | null): number {
  return battery ? ((quarter.socPercent ?? 0) / 100) * battery.capacityKwh : 0;
}

/** The SoC is that of a quarter's end: what was there before it follows from what it moved. */
function storedBefore(
  quarter: KnownQuarter | undefined,
  batteryAt: ReadonlyMap<Instant, IdentifiedBattery | null>,
): number {
  const battery = quarter ? (batteryAt.get(quarter.start) ?? null) : null;
  if (!quarter || !battery) return 0;
  const gainKwh =
    quarter.batteryChargeKwh * battery.chargeEfficiency -
    quarter.batteryDischargeKwh / battery.dischargeEfficiency;
  return Math.min(battery.capacityKwh, Math.max(0, storedAfter(quarter, battery) - gainKwh));
}

function withoutGaps(quarters: readonly KnownQuarter[]): KnownQuarter[][] {
  const parts: KnownQuarter[][] = [];
  for (const quarter of quarters) {
    const last = parts.at(-1);
    if (last?.at(-1)?.end === quarter.start) last.push(quarter);
    else parts.push([quarter]);
  }
  return parts;
}

/**
 * Each week has the battery that the days before it showed. The first weeks have the one of the first seven days, which
 * therefore settle only when these are over: a named corridor that the device does not keep would flatter us.
 */
function batteriesByDay(
  days: readonly MeasuredDay[],
  named: BatteryPlant | null,
  timeZone: string,
): Map<MeasuredDay, IdentifiedBattery> {
  const found = new Map<MeasuredDay, IdentifiedBattery>();
  if (!named) return found;
  const complete = days.filter(({ missing }) => missing === 0);
  const identify = (from: readonly MeasuredDay[]) =>
    identifyBattery(
      named,
      from.map(({ quarters }) => quarters),
    );
  const first = identify(complete.slice(0, LEAST_IDENTIFY_DAYS));
  let battery = first;
  for (const day of days) {
    if (localTime(day.start, timeZone).weekday === 1) {
      const before = complete.filter(
        ({ start }) => start < day.start && start >= day.start - IDENTIFY_DAYS * DAY_MS,
      );
      battery = before.length >= LEAST_IDENTIFY_DAYS ? identify(before) : first;
    }
    found.set(day, battery);
  }
  return found;
}

/** What was measured in the days around a border. */
function nearby(days: readonly MeasuredDay[], border: Instant): KnownQuarter[] {
  return days
    .filter(({ start, end }) => end > border - DAY_MS && start < border + DAY_MS)
    .flatMap(({ quarters }) => quarters);
}
