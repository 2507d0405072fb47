import { QUARTERS_PER_DAY } from './calendar.ts';
import { createGate } from './gate.ts';
import { smoothed } from './profiles.ts';
import type { PvOutcome } from './pv-bands.ts';
import type { PvQuarters } from './pv-quarters.ts';
import { createRidge } from './ridge.ts';
import { clamp } from './statistics.ts';

/** Days after which a measurement counts half. */
const HALF_LIFE_DAYS = 20;
/** A ratio is drawn to what is assumed of it as if that had been seen on so many days. */
const SIZE_SHRINKAGE_DAYS = 1;
const TIME_SHRINKAGE_DAYS = 3;
/** The same at dawn and dusk, as a share of the largest forecast on a day. */
const DUSK_SHRINKAGE = 0.03;
/** Neighbouring quarters on both sides that the ratio at a time of day is smoothed over. */
const TIME_REACH = 5;
/** A correction stays within these factors. */
const LOWEST_SCALE = 0.3;
const HIGHEST_SCALE = 3;
/** What is assumed of the weights of everything alike, size, time of day and brightness; for so many days. */
const ASSUMED_WEIGHTS = [0, 0.8, 0.6, 0];
const SIZE = ASSUMED_WEIGHTS.length;
const ASSUMPTION_DAYS = 20;
/** Days after which the evidence for a weight counts half. */
const WEIGHT_HALF_LIFE_DAYS = 40;
/** Share of the correction that is believed at first, and for how many quarters of an hour of evidence that counts. */
const TRUST = 0.3;
const TRUSTED_QUARTERS = 3 * 96;
/** Below this share of the largest forecast what was just measured says nothing. */
const DUSK_SHARE = 0.05;
/** The last measurement changes what follows by no more than these factors. */
const LOWEST_RATIO = 0.3;
const HIGHEST_RATIO = 1.7;
/** What was just measured goes on for a while: a part that halves within an hour, and one within four. */
export const PV_BLEND_HALF_LIVES_H = [1, 4] as const;
const ASSUMED_BLEND = [0.4, 0.1];
const BLEND_ASSUMPTION_DAYS = 5;
/** Quarters after a measurement at which it is learned how much of it goes on. */
const BLEND_LEADS = [1, 3, 6, 10, 15] as const;
/** A spread is never smaller than this share of the usual one. */
const LEAST_SPREAD = 0.3;
/** Up to so many of them the spread is measured that is left right after a measurement. */
const NEAR_LEAD = 3;

/** What was expected and what came in the quarter at `index`. */
export interface SiteOutcome extends PvOutcome {
  index: number;
}

/** The factors that hold on one day. */
export interface PvCorrection {
  /** By quarter of the UTC day. */
  scale: Float64Array;
  /** Added to the scale of the largest forecast, and less in proportion to that of a smaller one. */
  brightnessGain: number;
}

/** Follows a site day by day. */
export interface SiteFollower {
  /** Corrects the day that begins at an index by what was known before it, then learns from it. */
  take(begin: number): SiteOutcome[];
  /** What holds for the next day. */
  correction(): PvCorrection;
  /** Shares of what was just measured that fade with the half-lives of the blend. */
  blendWeights(): number[];
  /** The spread right after a measurement as a share of the usual one. */
  nearSpread(): number;
}

/** What a forecast becomes by its correction, kW. `rawPeakKw` is the largest forecast. */
export function correctPv(
  forecastKw: number,
  scale: number,
  brightnessGain: number,
  rawPeakKw: number,
): number {
  const share = rawPeakKw > 0 ? Math.min(1, forecastKw / rawPeakKw) : 0;
  return forecastKw * clamp(scale + brightnessGain * share, LOWEST_SCALE, HIGHEST_SCALE);
}

/** By what share the last measurement exceeds (+) or misses (−) what was expected, capped; 0 at dusk. */
export function recentExcess(expectedKw: number, measuredKw: number, peakKw: number): number {
  if (expectedKw <= peakKw * DUSK_SHARE || Number.isNaN(measuredKw)) return 0;
  return clamp(measuredKw / expectedKw, LOWEST_RATIO, HIGHEST_RATIO) - 1;
}

/**
 * @param offset quarter of the UTC day of the first one
 * @param rawPeakKw largest forecast
 */
export function followSite(quarters: PvQuarters, offset: number, rawPeakKw: number): SiteFollower {
  const { forecastKw, measuredKw, p10Kw, p90Kw } = quarters;
  const forecasts = new Float64Array(QUARTERS_PER_DAY);
  const measurements = new Float64Array(QUARTERS_PER_DAY);
  let days = 0;
  const squares = { plain: 0, bent: 0 };
  const ridge = createRidge(ASSUMED_WEIGHTS, ASSUMPTION_DAYS * QUARTERS_PER_DAY);
  const blend = createRidge(ASSUMED_BLEND, BLEND_ASSUMPTION_DAYS * QUARTERS_PER_DAY);
  const gate = createGate(TRUST, TRUSTED_QUARTERS);
  const features = new Float64Array(SIZE);
  const rest = new Float64Array(PV_BLEND_HALF_LIVES_H.length);
  const placeOf = (index: number) => (offset + index) % QUARTERS_PER_DAY;

  /** Measured over forecast energy of all, and how much more of it there is at each time of day. */
  function ratios() {
    const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
    const forecastSum = sum(forecasts);
    const usual = (SIZE_SHRINKAGE_DAYS * forecastSum) / Math.max(1, days);
    const size = forecastSum > 0 ? (sum(measurements) + usual) / (forecastSum + usual) : 1;
    const whole = clamp(size, LOWEST_SCALE, HIGHEST_SCALE);
    const [forecast, measured] = [smoothed(forecasts, TIME_REACH), smoothed(measurements, TIME_REACH)];
    const byTime = forecast.map((energy, place) => {
      const pull = (TIME_SHRINKAGE_DAYS * energy) / Math.max(1, days) + DUSK_SHRINKAGE * rawPeakKw;
      const ratio = pull > 0 ? ((measured[place] ?? 0) + pull * whole) / (energy + pull) : whole;
      return clamp(ratio, LOWEST_SCALE, HIGHEST_SCALE) - whole;
    });
    return { whole, byTime };
  }

  function correction(): PvCorrection {
    const { whole, byTime } = ratios();
    const [level = 0, size = 0, time = 0, bright = 0] = ridge.weights();
    const share = gate.share();
    return {
      scale: byTime.map((more) =>
        clamp(1 + share * (level + size * (whole - 1) + time * more), LOWEST_SCALE, HIGHEST_SCALE),
      ),
      brightnessGain: share * bright,
    };
  }

  function learn(outcomes: readonly SiteOutcome[]): void {
    const { whole, byTime } = ratios();
    const weights = ridge.weights();
    const fading = 0.5 ** (1 / WEIGHT_HALF_LIFE_DAYS);
    ridge.forget(fading);
    gate.fade();
    for (const { index, measuredKw: measured } of outcomes) {
      const forecast = forecastKw[index] ?? 0;
      features[0] = forecast;
      features[1] = forecast * (whole - 1);
      features[2] = forecast * (byTime[placeOf(index)] ?? 0);
      features[3] = rawPeakKw > 0 ? (forecast * forecast) / rawPeakKw : 0;
      let bold = forecast;
      for (let feature = 0; feature < SIZE; feature += 1)
        bold += (weights[feature] ?? 0) * (features[feature] ?? 0);
      gate.add(bold, forecast, measured);
      ridge.add(features, 0, measured - forecast);
    }
    learnBlend(outcomes, fading);
    for (let place = 0; place < QUARTERS_PER_DAY; place += 1) {
      forecasts[place] = (forecasts[place] ?? 0) * DAILY_REST;
      measurements[place] = (measurements[place] ?? 0) * DAILY_REST;
    }
    days = days * DAILY_REST + 1;
    for (const { index, measuredKw: measured } of outcomes) {
      const place = placeOf(index);
      forecasts[place] = (forecasts[place] ?? 0) + (forecastKw[index] ?? 0);
      measurements[place] = (measurements[place] ?? 0) + measured;
    }
  }

  /** How much of what a quarter brought more or less than expected goes on in those after it. */
  function learnBlend(outcomes: readonly SiteOutcome[], fading: number): void {
    blend.forget(fading);
    squares.plain *= fading;
    squares.bent *= fading;
    const weights = blend.weights();
    const peakKw = outcomes.reduce((peak, { expectedKw }) => Math.max(peak, expectedKw), 0);
    for (const [nth, { index, expectedKw, measuredKw: measured }] of outcomes.entries()) {
      const excess = recentExcess(expectedKw, measured, peakKw);
      if (excess === 0) continue;
      for (const lead of BLEND_LEADS) {
        const later = outcomes[nth + lead];
        if (later?.index !== index + lead) continue;
        for (const [part, halfLife] of PV_BLEND_HALF_LIVES_H.entries())
          rest[part] = later.expectedKw * excess * 0.5 ** ((lead - 0.5) / 4 / halfLife);
        const left = later.measuredKw - later.expectedKw;
        if (lead <= NEAR_LEAD) {
          squares.plain += left ** 2;
          squares.bent +=
            (left - (weights[0] ?? 0) * (rest[0] ?? 0) - (weights[1] ?? 0) * (rest[1] ?? 0)) ** 2;
        }
        blend.add(rest, 0, left);
      }
    }
  }

  return {
    correction,
    blendWeights: () => Array.from(blend.weights(), (weight) => clamp(weight, -1, 1)),
    nearSpread: () =>
      squares.plain > 0 ? clamp(Math.sqrt(squares.bent / squares.plain), LEAST_SPREAD, 1) : 1,
    take(begin) {
      const { scale, brightnessGain } = correction();
      const outcomes: SiteOutcome[] = [];
      for (let index = begin; index < begin + QUARTERS_PER_DAY; index += 1) {
        const [forecast, measured] = [forecastKw[index] ?? Number.NaN, measuredKw[index] ?? Number.NaN];
        if (Number.isNaN(forecast + measured)) continue;
        const own = scale[placeOf(index)] ?? 1;
        const of = (kw: number | undefined) => correctPv(kw ?? Number.NaN, own, brightnessGain, rawPeakKw);
        outcomes.push({
          index,
          expectedKw: of(forecast),
          measuredKw: measured,
          p10Kw: of(p10Kw[index]),
          p90Kw: of(p90Kw[index]),
        });
      }
      if (outcomes.length > 0) learn(outcomes);
      return outcomes;
    },
  };
}

const DAILY_REST = 0.5 ** (1 / HALF_LIFE_DAYS);
