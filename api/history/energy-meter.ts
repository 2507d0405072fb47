import { HOUR_MS, type Instant, MINUTE_MS, type QuarterHour, SLOT_MS, slotStart } from '../house/index.ts';
import type { LoadpointSample, MeterSample, MeterState, RunningQuarter, Tally } from './meter-state.ts';

/** Between readings that lie further apart nobody knows what happened. */
const MAX_GAP_MS = 5 * MINUTE_MS;
/** A quarter of an hour of which less was seen has no energies. */
const MIN_COVERAGE = 0.8;

/** Turns readings of power into energies of quarters of an hour. */
export interface EnergyMeter {
  /** Takes a reading, and returns the quarters that it completes. One that is not newer than the last is ignored. */
  add(sample: MeterSample): QuarterHour[];
  /** `null` before the first reading. */
  state(): MeterState | null;
}

/**
 * A meter that integrates power between readings as a straight line, split where it changes its sign.
 * Where readings are unknown or more than five minutes apart, so is the energy between them. A quarter that
 * was seen for at least four fifths counts with the mean of what was seen; of less its energies are `null`,
 * and one without any reading is not reported at all. Money is reckoned with the price in force at each moment.
 *
 * @param state what an earlier meter knew; `null` begins anew
 */
export function createEnergyMeter(state: MeterState | null): EnergyMeter {
  let current = state;

  function add(sample: MeterSample): QuarterHour[] {
    // A clock that was set back by more than a quarter of an hour would otherwise silence the meter for long.
    if (!current || sample.at < current.last.at - SLOT_MS) {
      current = { last: sample, quarter: emptyQuarter(slotStart(sample.at)) };
      return [];
    }
    const { last } = current;
    let { quarter } = current;
    if (sample.at <= last.at) return [];

    const completed: QuarterHour[] = [];
    const seen = sample.at - last.at <= MAX_GAP_MS;
    const border = quarter.start + SLOT_MS;
    if (sample.at >= border) {
      const atBorder = between(last, sample, border);
      if (seen) quarter = addSegment(quarter, last, atBorder);
      completed.push(completedQuarter(quarter, last, seen ? atBorder.socPercent : null));
      quarter = emptyQuarter(slotStart(sample.at));
      // The new price came with the border, not with the first reading behind it.
      if (seen) quarter = addSegment(quarter, { ...atBorder, ...pricesOf(sample) }, sample);
    } else if (seen) quarter = addSegment(quarter, last, sample);

    current = { last: sample, quarter };
    return completed;
  }

  return { add, state: () => current };
}

function emptyQuarter(start: Instant): RunningQuarter {
  const zero = { sum: 0, knownMs: 0 };
  return {
    start,
    importKwh: zero,
    exportKwh: zero,
    pvKwh: zero,
    loadKwh: zero,
    batteryChargeKwh: zero,
    batteryDischargeKwh: zero,
    carsKwh: zero,
    cost: zero,
    loadpoints: {},
  };
}

/** The quarter with what flowed from one moment to the next; both lie in it. */
function addSegment(quarter: RunningQuarter, from: MeterSample, to: MeterSample): RunningQuarter {
  const durationMs = to.at - from.at;
  const energy = (part: (a: number, b: number) => number, a: number | null, b: number | null) =>
    a === null || b === null ? null : (part(a, b) * durationMs) / HOUR_MS;
  const plus = (tally: Tally, amount: number | null): Tally =>
    amount === null ? tally : { sum: tally.sum + amount, knownMs: tally.knownMs + durationMs };

  const importKwh = energy(positivePart, from.gridKw, to.gridKw);
  const exportKwh = energy(negativePart, from.gridKw, to.gridKw);
  return {
    start: quarter.start,
    importKwh: plus(quarter.importKwh, importKwh),
    exportKwh: plus(quarter.exportKwh, exportKwh),
    pvKwh: plus(quarter.pvKwh, energy(positivePart, from.pvKw, to.pvKw)),
    loadKwh: plus(quarter.loadKwh, energy(positivePart, from.homeKw, to.homeKw)),
    batteryChargeKwh: plus(quarter.batteryChargeKwh, energy(negativePart, from.batteryKw, to.batteryKw)),
    batteryDischargeKwh: plus(
      quarter.batteryDischargeKwh,
      energy(positivePart, from.batteryKw, to.batteryKw),
    ),
    carsKwh: plus(quarter.carsKwh, energy(positivePart, from.carsKw, to.carsKw)),
    cost: plus(quarter.cost, costOf(importKwh, exportKwh, from)),
    loadpoints: Object.fromEntries(to.loadpoints.map((loadpoint) => [loadpoint.id, loadpointOf(loadpoint)])),
  };

  function loadpointOf({ id, powerKw, connected, maxPowerKw, readyAt }: LoadpointSample) {
    const before = quarter.loadpoints[id];
    const earlierKw = from.loadpoints.find((other) => other.id === id)?.powerKw ?? null;
    return {
      energyKwh: plus(before?.energyKwh ?? { sum: 0, knownMs: 0 }, energy(positivePart, earlierKw, powerKw)),
      connected: connected || before?.connected === true,
      maxPowerKw: connected ? maxPowerKw : (before?.maxPowerKw ?? maxPowerKw),
      readyAt: earlier(before?.readyAt ?? null, connected ? readyAt : null),
    };
  }
}

/** A plan whose time comes is followed by the next one: within a quarter the first counts. */
function earlier(a: Instant | null, b: Instant | null): Instant | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

/** import · price − export · feed-in. A price is needed only for what flowed: no feed-in at night, no rate for it. */
function costOf(importKwh: number | null, exportKwh: number | null, prices: MeterSample): number | null {
  const paid = worth(importKwh, prices.importPricePerKwh);
  const earned = worth(exportKwh, prices.feedInPricePerKwh);
  return paid === null || earned === null ? null : paid - earned;
}

function worth(energyKwh: number | null, pricePerKwh: number | null): number | null {
  if (energyKwh === 0) return 0;
  return energyKwh === null || pricePerKwh === null ? null : energyKwh * pricePerKwh;
}

function completedQuarter(
  quarter: RunningQuarter,
  last: MeterSample,
  socPercent: number | null,
): QuarterHour {
  return {
    start: quarter.start,
    end: quarter.start + SLOT_MS,
    importKwh: total(quarter.importKwh),
    exportKwh: total(quarter.exportKwh),
    pvKwh: total(quarter.pvKwh),
    loadKwh: total(quarter.loadKwh),
    batteryChargeKwh: total(quarter.batteryChargeKwh),
    batteryDischargeKwh: total(quarter.batteryDischargeKwh),
    carsKwh: total(quarter.carsKwh),
    socPercent,
    ...pricesOf(last),
    cost: total(quarter.cost),
    plannedCost: null,
    loadpoints: Object.entries(quarter.loadpoints).map(([id, { energyKwh, ...loadpoint }]) => ({
      id,
      energyKwh: total(energyKwh),
      ...loadpoint,
    })),
    wantedBattery: null,
  };
}

/** What a whole quarter brought, from the part of it that was seen; `null` where that is too little. */
function total({ sum, knownMs }: Tally): number | null {
  if (knownMs < MIN_COVERAGE * SLOT_MS) return null;
  return knownMs === SLOT_MS ? sum : (sum * SLOT_MS) / knownMs;
}

function pricesOf({ importPricePerKwh, feedInPricePerKwh }: MeterSample) {
  return { importPricePerKwh, feedInPricePerKwh };
}

/** The moment `at` on the straight line between two readings, at the prices of the earlier. */
function between(from: MeterSample, to: MeterSample, at: Instant): MeterSample {
  const share = (at - from.at) / (to.at - from.at);
  const value = (a: number | null, b: number | null) =>
    a === null || b === null ? null : a + (b - a) * share;
  return {
    at,
    gridKw: value(from.gridKw, to.gridKw),
    pvKw: value(from.pvKw, to.pvKw),
    homeKw: value(from.homeKw, to.homeKw),
    batteryKw: value(from.batteryKw, to.batteryKw),
    carsKw: value(from.carsKw, to.carsKw),
    socPercent: value(from.socPercent, to.socPercent),
    loadpoints: to.loadpoints.map((loadpoint) => {
      const earlier = from.loadpoints.find(({ id }) => id === loadpoint.id);
      return { ...loadpoint, powerKw: value(earlier?.powerKw ?? null, loadpoint.powerKw) };
    }),
    ...pricesOf(from),
  };
}

/** Mean over a straight line from `a` to `b` of what lies above zero. */
function positivePart(a: number, b: number): number {
  if (a >= 0 && b >= 0) return (a + b) / 2;
  if (a <= 0 && b <= 0) return 0;
  // The triangle on the positive side: its base is the share of the line above zero.
  return Math.max(a, b) ** 2 / (2 * Math.abs(a - b));
}

/** Mean over a straight line from `a` to `b` of what lies below zero, as a positive number. */
function negativePart(a: number, b: number): number {
  return positivePart(-a, -b);
}
