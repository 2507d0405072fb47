import { forecastPv, learnPv, type PvPair } from '../../api/forecast/index.ts';
import {
  DAY_MS,
  fromLocalTime,
  HOUR_MS,
  type Instant,
  localMidnight,
  localTime,
  type Rate,
  SLOT_MS,
  type Slot,
} from '../../api/house/index.ts';
import { createScore, type Score } from './score.ts';

/** A PV plant with a forecast, mean kW by step. */
export interface PvPlant {
  start: Instant;
  stepMs: number;
  timeZone: string;
  measuredKw: Float64Array;
  forecastKw: Float64Array;
  /** Quantiles of the source, where it has them. */
  p10Kw?: Float64Array;
  p90Kw?: Float64Array;
}

/** How well PV was forecast, and what the same steps would have had otherwise. By daylight only. */
export interface PvJudgement {
  /** Issued at 13:00 local time for the next local day. */
  ours: Score;
  /** The forecast as its source gave it. */
  uncorrected: Score;
  /** The forecast scaled by measured over forecast energy of the last 30 days, as evcc can. */
  scaled: Score;
  /** The last measured day. */
  persistence: Score;
  months: Map<string, { ours: Score; uncorrected: Score; scaled: Score }>;
  /** Issued at 9, 12 and 15 o'clock: steps 1, 2, … 6 hours ahead. */
  byLeadHour: { ours: Score; uncorrected: Score }[];
  learnMsMax: number;
}

const KNOWN_DAYS = 60;
const SCALE_DAYS = 30;
const FIRST_DAY = 2;
const FIRST_BAND_DAY = 14;
/** Below this share of the largest value it is dark. */
const DAYLIGHT_SHARE = 0.02;
const LEAD_HOURS = [1, 2, 3, 4, 5, 6];

/** Issues PV forecasts all through a plant's measurements, each from what was known then. */
export function judgePv(plant: PvPlant): PvJudgement {
  const { start, stepMs, timeZone, measuredKw, forecastKw } = plant;
  const last = start + measuredKw.length * stepMs;
  const darkKw = DAYLIGHT_SHARE * measuredKw.reduce((most, kw) => (kw > most ? kw : most), 0);
  const result: PvJudgement = {
    ours: createScore(),
    uncorrected: createScore(),
    scaled: createScore(),
    persistence: createScore(),
    months: new Map(),
    byLeadHour: LEAD_HOURS.map(() => ({ ours: createScore(), uncorrected: createScore() })),
    learnMsMax: 0,
  };
  const stepAt = (at: Instant) => Math.round((at - start) / stepMs);
  const measuredAt = (at: Instant) => measuredKw[stepAt(at)] ?? Number.NaN;
  const forecastAt = (at: Instant) => forecastKw[stepAt(at)] ?? Number.NaN;

  function pairsBefore(now: Instant): PvPair[] {
    const pairs: PvPair[] = [];
    for (let step = Math.max(0, stepAt(now - KNOWN_DAYS * DAY_MS)); step < stepAt(now); step += 1) {
      const [measured, forecast] = [measuredKw[step] ?? Number.NaN, forecastKw[step] ?? Number.NaN];
      if (Number.isNaN(measured) || Number.isNaN(forecast)) continue;
      const at = start + step * stepMs;
      const quantiles = plant.p10Kw
        ? { p10Kw: plant.p10Kw[step] ?? Number.NaN, p90Kw: plant.p90Kw?.[step] ?? Number.NaN }
        : {};
      pairs.push({ start: at, end: at + stepMs, forecastKw: forecast, measuredKw: measured, ...quantiles });
    }
    return pairs;
  }

  function ratesFrom(values: Float64Array | undefined, now: Instant): Rate[] | null {
    if (!values) return null;
    const rates: Rate[] = [];
    for (let step = stepAt(now) - 1; step <= stepAt(now + 2 * DAY_MS); step += 1) {
      const value = values[step] ?? Number.NaN;
      const at = start + step * stepMs + stepMs / 2;
      // A mean is closest to the power in the middle of its step.
      if (!Number.isNaN(value)) rates.push({ start: at, end: at + stepMs, value });
    }
    return rates;
  }

  function issue(now: Instant, bent: boolean) {
    const slots = Array.from(
      { length: 192 },
      (_, index): Slot => ({
        start: now + index * SLOT_MS,
        end: now + (index + 1) * SLOT_MS,
      }),
    );
    const pairs = pairsBefore(now);
    const begun = performance.now();
    const correction = learnPv(pairs, now);
    result.learnMsMax = Math.max(result.learnMsMax, performance.now() - begun);
    const recent = bent ? measuredAt(now - stepMs) : Number.NaN;
    const { slots: ours } = forecastPv({
      solar: ratesFrom(forecastKw, now),
      solarP10: ratesFrom(plant.p10Kw, now),
      solarP90: ratesFrom(plant.p90Kw, now),
      slots,
      correction,
      recentKw: Number.isNaN(recent) ? null : recent,
    });
    const recentPairs = pairs.filter((pair) => pair.start >= now - SCALE_DAYS * DAY_MS);
    const energy = (of: (pair: PvPair) => number) => recentPairs.reduce((sum, pair) => sum + of(pair), 0);
    const forecast = energy((pair) => pair.forecastKw);
    return { ours, scale: forecast > 0 ? energy((pair) => pair.measuredKw) / forecast : 1 };
  }

  for (let day = localMidnight(start + FIRST_DAY * DAY_MS, timeZone); day < last; ) {
    const local = localTime(day + HOUR_MS, timeZone);
    const at = (hour: number, plusDays = 0) =>
      fromLocalTime({ ...local, day: local.day + plusDays, hour, minute: 0 }, timeZone);
    const now = at(13);
    const month = `${local.year}-${String(local.month).padStart(2, '0')}`;
    const ofMonth = result.months.get(month) ?? {
      ours: createScore(),
      uncorrected: createScore(),
      scaled: createScore(),
    };
    result.months.set(month, ofMonth);
    const { ours, scale } = issue(now, false);
    for (let step = at(0, 1); step < at(0, 2); step += stepMs) {
      const [measured, forecast] = [measuredAt(step), forecastAt(step)];
      if (Number.isNaN(measured + forecast) || Math.max(measured, forecast) < darkKw) continue;
      const expected = meanOver(ours, now, step, stepMs);
      const band =
        now >= start + FIRST_BAND_DAY * DAY_MS ? { low: expected.p10Kw, high: expected.p90Kw } : null;
      for (const score of [result.ours, ofMonth.ours]) score.add(expected.meanKw, measured, band);
      for (const score of [result.uncorrected, ofMonth.uncorrected]) score.add(forecast, measured, null);
      for (const score of [result.scaled, ofMonth.scaled]) score.add(forecast * scale, measured, null);
      const before = step - DAY_MS < now ? measuredAt(step - DAY_MS) : measuredAt(step - 2 * DAY_MS);
      if (!Number.isNaN(before)) result.persistence.add(before, measured, null);
    }
    for (const hour of [9, 12, 15]) {
      const begin = at(hour);
      const issued = issue(begin, true);
      for (const [index, lead] of LEAD_HOURS.entries()) {
        const step = begin + lead * HOUR_MS;
        const [measured, forecast] = [measuredAt(step), forecastAt(step)];
        if (Number.isNaN(measured + forecast) || Math.max(measured, forecast) < darkKw) continue;
        const expected = meanOver(issued.ours, begin, step, stepMs);
        const band =
          begin >= start + FIRST_BAND_DAY * DAY_MS ? { low: expected.p10Kw, high: expected.p90Kw } : null;
        result.byLeadHour[index]?.ours.add(expected.meanKw, measured, band);
        result.byLeadHour[index]?.uncorrected.add(forecast, measured, null);
      }
    }
    day = at(0, 1);
  }
  return result;
}

function meanOver(
  forecast: readonly { meanKw: number; p10Kw: number; p90Kw: number }[],
  now: Instant,
  from: Instant,
  stepMs: number,
) {
  const first = (from - now) / SLOT_MS;
  const slots = forecast.slice(first, first + stepMs / SLOT_MS);
  const mean = (of: (slot: (typeof slots)[number]) => number) =>
    slots.reduce((sum, slot) => sum + of(slot), 0) / slots.length;
  return {
    meanKw: mean(({ meanKw }) => meanKw),
    p10Kw: mean(({ p10Kw }) => p10Kw),
    p90Kw: mean(({ p90Kw }) => p90Kw),
  };
}
