import {
  DAY_MS,
  type EnergySample,
  type Instant,
  type IsHoliday,
  type Rate,
  SLOT_MS,
  slotStart,
} from '../house/index.ts';
import { calendarOf, QUARTERS_PER_DAY } from './calendar.ts';
import { DEFAULT_PROFILE_KW } from './default-profile.ts';
import { createGate, type Gate } from './gate.ts';
import {
  ASSUMED_WEIGHTS,
  BLEND_HALF_LIVES_H,
  followLoad,
  LOAD_FEATURES,
  type LoadFollower,
  type LoadOutlook,
} from './load-features.ts';
import { tame, toQuarters } from './quarters.ts';
import { type Band, bandsByHour } from './residuals.ts';
import { createRidge, type Ridge } from './ridge.ts';
import { clamp } from './statistics.ts';

/** Older samples say nothing about today's household. */
const WINDOW_DAYS = 60;
/** So far ahead a model reaches; beyond it its last day repeats. */
const DAYS_AHEAD = 7;
/** The first day ahead, and the ones after it: what was just seen says less about them. */
const HORIZONS = 2;
/** So many days of evidence the assumed weights count for. */
const ASSUMPTION_DAYS = 60;
/** Days after which the evidence for a weight counts half. */
const WEIGHT_HALF_LIFE_DAYS = 60;
/** The band is made of the errors of so many days. */
const BAND_DAYS = 28;
/** So many days at the beginning are left out of it. */
const BEGINNER_DAYS = 4;
/** With this many days of data the model is half sure of itself. */
const HALF_SURE_DAYS = 7;
/** Temperatures count where so much of the next day has one. */
const LEAST_TEMPERATURES_AHEAD = 0.5;
const SIZE = LOAD_FEATURES.length;
const HOUR_SHORT = LOAD_FEATURES.indexOf('hourShort');

/** What is known of a household's load as of one moment: plain JSON, learned anew rather than changed. */
export interface LoadModel {
  learnedAt: Instant;
  /** Start of the first quarter that it expects something of. */
  start: Instant;
  /** Measured time, in days. */
  daysOfData: number;
  /** 0 = nothing but the default profile, towards 1 with more data. */
  confidence: number;
  /** Samples that could not be true and were left out. */
  refused: number;
  /** Expected mean power of each quarter from `start` on, before the last hour bends it, kW. */
  meanKw: number[];
  /** The mean of the last 30 days by time of day for the same quarters, kW: what the model is measured against. */
  thirtyDayMeanKw: number[];
  /** What is usual by kind of day and time, from a day before `start` on, kW: the last hour is compared with it. */
  usualKw: number[];
  /** Spread around the mean for each hour from `start` on. */
  bands: Band[];
  /** Learned shares of a deviation of the last hour that fade with the half-lives of the blend, by day ahead. */
  blendWeights: number[][];
  /** The last hour deviates by no more than this, kW. */
  hourCapKw: number;
}

/** What more may be known about a household. */
export interface LoadHints {
  /** Public holidays of its place, on which it lives as on Sundays. */
  isHoliday?: IsHoliday;
  /** Outdoor temperatures in °C, measured and forecast. */
  temperature?: readonly Rate[];
}

interface Learner {
  ridge: Ridge;
  gate: Gate;
  /** Errors (measured − expected, kW) of each day by time since the issue, newest last. */
  residualsKw: Float64Array[];
}

interface Issued {
  outlook: LoadOutlook;
  expectedKw: Float64Array;
}

/**
 * Learns a household's load (without cars) from measured energies. A slow profile by local time is corrected by what
 * explains its errors: kind of day, the last days, the last day, the same day a week ago, the last hour, heating and
 * cooling. How much each of these counts is learned by forecasting the past days one after the other, each from what
 * was known then and issued at the same time of day as now; the errors made on the way are the spread. The mean of the
 * last 30 days is one of the forecasts, and takes over as far as it was the better one.
 *
 * @param samples of any span up to three hours, in any order; what cannot be true is left out and counted
 */
export function learnLoad(
  samples: readonly EnergySample[],
  timeZone: string,
  now: Instant,
  { isHoliday, temperature }: LoadHints = {},
): LoadModel {
  const start = slotStart(now);
  const at = WINDOW_DAYS * QUARTERS_PER_DAY;
  const ahead = DAYS_AHEAD * QUARTERS_PER_DAY;
  const from = start - WINDOW_DAYS * DAY_MS;
  const quarters = toQuarters(samples, from, start);
  const powerKw = tame(quarters.powerKw);
  const peakKw = peakOf(powerKw);
  const calendar = calendarOf(from, at + ahead, timeZone, isHoliday);
  const temperatureC = temperaturesOf(temperature ?? [], from, at, ahead);

  const firstDay = firstKnown(powerKw, QUARTERS_PER_DAY);
  const follower = followLoad({ powerKw, calendar, temperatureC }, firstDay * QUARTERS_PER_DAY);
  const learners = Array.from({ length: HORIZONS }, newLearner);
  let issued: Issued[] = [];
  for (let day = firstDay; day < WINDOW_DAYS; day += 1) {
    const begin = day * QUARTERS_PER_DAY;
    for (const one of issued) learnFrom(one, begin, powerKw, learners);
    follower.take(begin);
    const outlook = follower.outlook(begin + QUARTERS_PER_DAY, HORIZONS * QUARTERS_PER_DAY);
    issued = [...issued.slice(1 - HORIZONS), { outlook, expectedKw: expect(outlook, learners, peakKw) }];
  }

  const outlook = follower.outlook(at, ahead);
  const daysOfData = quarters.known / QUARTERS_PER_DAY;
  return {
    learnedAt: now,
    start,
    daysOfData,
    confidence: daysOfData / (daysOfData + HALF_SURE_DAYS),
    refused: quarters.refused,
    meanKw: Array.from(expect(withoutLastHour(outlook), learners, peakKw)),
    thirtyDayMeanKw: Array.from(outlook.meanKw),
    usualKw: usualFrom(follower, at - QUARTERS_PER_DAY, at + ahead),
    bands: learners.flatMap(({ residualsKw }) => bandsByHour(tellingErrors(residualsKw), outlook.slowKw)),
    blendWeights: learners.map((learner) => blendWeights(learner)),
    hourCapKw: follower.hourCapKw(),
  };
}

function newLearner(): Learner {
  return {
    ridge: createRidge(ASSUMED_WEIGHTS, ASSUMPTION_DAYS * QUARTERS_PER_DAY),
    gate: createGate(),
    residualsKw: [],
  };
}

/** Index of the first run of `length` with a known value; the last one where nothing is known. */
function firstKnown(values: Float64Array, length: number): number {
  const index = values.findIndex((value) => !Number.isNaN(value));
  return Math.floor((index < 0 ? values.length : index) / length);
}

/** The largest known value, or without any the largest of the default profile. */
function peakOf(powerKw: Float64Array): number {
  const peak = powerKw.reduce((most, power) => (power > most ? power : most), 0);
  return peak > 0 ? peak : Math.max(...DEFAULT_PROFILE_KW);
}

/** The learner of the day ahead in which a step lies. */
function learnerOf(learners: readonly Learner[], step: number): Learner | undefined {
  return learners[Math.min(HORIZONS - 1, Math.floor(step / QUARTERS_PER_DAY))];
}

/** What the features say, mixed with the mean of 30 days as far as that was better; kW, never more than was ever measured. */
function expect(
  { slowKw, meanKw, features }: LoadOutlook,
  learners: readonly Learner[],
  peakKw: number,
): Float64Array {
  const weights = learners.map(({ ridge }) => ridge.weights());
  const shares = learners.map(({ gate }) => gate.share());
  return slowKw.map((slow, step) => {
    const horizon = Math.min(HORIZONS - 1, Math.floor(step / QUARTERS_PER_DAY));
    let power = slow;
    for (let feature = 0; feature < SIZE; feature += 1)
      power += (weights[horizon]?.[feature] ?? 0) * (features[step * SIZE + feature] ?? 0);
    const share = shares[horizon] ?? 1;
    return clamp(share * power + (1 - share) * (meanKw[step] ?? slow), 0, peakKw);
  });
}

/** Compares what was issued for the day that begins at `begin` with what came. */
function learnFrom(
  { outlook, expectedKw }: Issued,
  begin: number,
  powerKw: Float64Array,
  learners: Learner[],
) {
  const first = begin - outlook.at;
  const learner = learnerOf(learners, first);
  if (!learner) return;
  const { ridge, gate, residualsKw } = learner;
  ridge.forget(0.5 ** (1 / WEIGHT_HALF_LIFE_DAYS));
  gate.fade();
  const weights = ridge.weights();
  const residual = new Float64Array(QUARTERS_PER_DAY).fill(Number.NaN);
  for (let quarter = 0; quarter < QUARTERS_PER_DAY; quarter += 1) {
    const measured = powerKw[begin + quarter] ?? Number.NaN;
    if (Number.isNaN(measured)) continue;
    const step = first + quarter;
    const slow = outlook.slowKw[step] ?? 0;
    let weighed = slow;
    for (let feature = 0; feature < SIZE; feature += 1)
      weighed += (weights[feature] ?? 0) * (outlook.features[step * SIZE + feature] ?? 0);
    gate.add(weighed, outlook.meanKw[step] ?? slow, measured);
    ridge.add(outlook.features, step * SIZE, measured - slow);
    residual[quarter] = measured - (expectedKw[step] ?? 0);
  }
  residualsKw.push(residual);
  if (residualsKw.length > BAND_DAYS) residualsKw.shift();
}

/** Without those of the first days, where more are known: those forecasts knew hardly anything. */
function tellingErrors(residualsKw: readonly Float64Array[]): readonly Float64Array[] {
  return residualsKw.slice(Math.min(BEGINNER_DAYS, Math.floor(residualsKw.length / 3)));
}

function withoutLastHour(outlook: LoadOutlook): LoadOutlook {
  const features = outlook.features.slice();
  for (let own = 0; own < features.length; own += SIZE)
    for (const nth of BLEND_HALF_LIVES_H.keys()) features[own + HOUR_SHORT + nth] = 0;
  return { ...outlook, features };
}

function blendWeights({ ridge, gate }: Learner): number[] {
  const weights = ridge.weights();
  return BLEND_HALF_LIVES_H.map((_, nth) => gate.share() * (weights[HOUR_SHORT + nth] ?? 0));
}

function usualFrom(follower: LoadFollower, from: number, until: number): number[] {
  return Array.from({ length: until - from }, (_, step) => follower.usualKw(from + step));
}

/**
 * The temperature of each quarter; `null` where those of the next day are not known: what explained the past could then
 * not be told of what is to come.
 */
function temperaturesOf(
  rates: readonly Rate[],
  from: Instant,
  at: number,
  ahead: number,
): Float64Array | null {
  if (rates.length === 0) return null;
  const temperatureC = sampleRates(rates, from, at + ahead);
  const nextDay = temperatureC.subarray(at, at + QUARTERS_PER_DAY);
  const known = nextDay.filter((celsius) => !Number.isNaN(celsius)).length;
  return known >= LEAST_TEMPERATURES_AHEAD * QUARTERS_PER_DAY ? temperatureC : null;
}

/** The value in force at the start of each quarter; `NaN` where there is none. */
function sampleRates(rates: readonly Rate[], from: Instant, count: number): Float64Array {
  const values = new Float64Array(count).fill(Number.NaN);
  for (const { start, end, value } of rates) {
    const first = Math.max(0, Math.ceil((start - from) / SLOT_MS));
    const last = Math.min(count, Math.ceil((end - from) / SLOT_MS));
    if (Number.isFinite(value)) values.fill(value, first, Math.max(first, last));
  }
  return values;
}
