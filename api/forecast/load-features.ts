import { DAY_CLASSES, QUARTERS_PER_DAY, type QuarterCalendar, SUNDAY_CLASS } from './calendar.ts';
import { DEFAULT_PROFILE_KW } from './default-profile.ts';
import { fadingProfile, smoothed } from './profiles.ts';
import { clamp } from './statistics.ts';

/** Hours after which half of a deviation of the last hour is left: a short and a long memory. */
export const BLEND_HALF_LIVES_H = [0.75, 4] as const;

/**
 * What may explain how a quarter differs from the slow profile. The order is that of the weights.
 * `level`: the slow profile itself, so that its size can be corrected; `thirtyDays`: the mean of the last 30 days;
 * `fast`: the last days; `lastDay`: the last 24 hours; `dayClass`: what working days, Saturdays and Sundays differ by;
 * `lastWeek`: the same time seven days ago; `excess`: what the last day was above or below the usual, in the shape of
 * the day; `hour…`: what the last hour was, fading; `heating`, `cooling`: how much colder or warmer it is than at this
 * time of day lately.
 */
export const LOAD_FEATURES = [
  'level',
  'thirtyDays',
  'fast',
  'lastDay',
  'dayClass',
  'lastWeek',
  'excess',
  'hourShort',
  'hourLong',
  'heating',
  'cooling',
] as const;

/** What is assumed of the weights of the features before anything was learned, in their order. */
export const ASSUMED_WEIGHTS: readonly number[] = [0, 0, 0, 0.05, 0.9, 0.03, 0.1, 0.45, 0.15, 0, 0];

/** Days after which a measurement counts half. */
const SLOW_DAYS = 30;
const FAST_DAYS = 4;
const LAST_DAY_DAYS = 0.5;
const CLASS_DAYS = 25;
/** Days of a profile that what it is drawn to counts for. */
const PROFILE_SHRINKAGE = 0.3;
const CLASS_SHRINKAGE = 8;
/** After so many Sundays (holidays that were lived through count too) a holiday is half of one, and soon all of one. */
const HALF_SURE_SUNDAYS = 2;
/** Neighbouring quarters on both sides that a profile is smoothed over: the less data, the more. */
const SLOW_REACH = 4;
const FAST_REACH = 3;
const LAST_DAY_REACH = 4;
const CLASS_REACH = 8;
const LAST_WEEK_REACH = 3;
/** The last hour counts as at most so many times the usual mean above what is usual for it. */
const HOUR_CAP = 3;
/** Days of the plain mean that evcc's rule is made of. */
const MEAN_DAYS = 30;
const WEEK = 7 * QUARTERS_PER_DAY;
/** Outside this range people heat or cool, °C. */
const HEATING_BELOW_C = 15;
const COOLING_ABOVE_C = 22;

/** The load of a household by quarters, and where they lie. The calendar goes on beyond what was measured. */
export interface LoadHistory {
  powerKw: Float64Array;
  calendar: QuarterCalendar;
  /** By quarter, as far ahead as it is forecast; `NaN` = unknown; `null` = no temperatures. */
  temperatureC: Float64Array | null;
}

/** What is expected from one moment on, before the features are weighed. */
export interface LoadOutlook {
  /** Index of the first quarter ahead. */
  at: number;
  /** The slow profile at each quarter ahead, kW. */
  slowKw: Float64Array;
  /** Mean of the last 30 days by time of day, kW. */
  meanKw: Float64Array;
  /** Quarter by quarter, each with all features. */
  features: Float64Array;
}

/** Follows a household day by day. */
export interface LoadFollower {
  /** Takes the day of 96 quarters that begins at index `from`. */
  take(from: number): void;
  /** What the quarters from `at` on are expected to be. */
  outlook(at: number, count: number): LoadOutlook;
  /** What is usual for a quarter by place and kind of day, kW. */
  usualKw(index: number): number;
  /** The mean of the slow profile times the cap: the last hour never counts for more than this, kW. */
  hourCapKw(): number;
}

/** Follows a household whose measurements begin on the day at index `first`. */
export function followLoad({ powerKw, calendar, temperatureC }: LoadHistory, first: number): LoadFollower {
  const slow = fadingProfile(SLOW_DAYS);
  const fast = fadingProfile(FAST_DAYS);
  const lastDay = fadingProfile(LAST_DAY_DAYS);
  const classes = Array.from({ length: DAY_CLASSES }, () => fadingProfile(CLASS_DAYS));
  const heating = fadingProfile(SLOW_DAYS);
  const cooling = fadingProfile(SLOW_DAYS);
  const sums = new Float64Array(QUARTERS_PER_DAY);
  const counts = new Float64Array(QUARTERS_PER_DAY);
  let slowKw: Float64Array = Float64Array.from(DEFAULT_PROFILE_KW);
  let classKw: Float64Array[] = classes.map(() => new Float64Array(QUARTERS_PER_DAY));
  /** Sundays and holidays that were seen, older ones counting less. */
  let sundays = 0;
  let taken = first;

  const placeOf = (index: number) => calendar.quarterOfDay[index] ?? 0;
  const usualKw = (index: number) => (slowKw[placeOf(index)] ?? 0) + classExcessKw(index);
  const meanUsualKw = () => slowKw.reduce((sum, kw) => sum + kw, 0) / QUARTERS_PER_DAY;
  const hourCapKw = () => HOUR_CAP * meanUsualKw();
  const heatingAt = (index: number) => Math.max(0, HEATING_BELOW_C - (temperatureC?.[index] ?? Number.NaN));
  const coolingAt = (index: number) => Math.max(0, (temperatureC?.[index] ?? Number.NaN) - COOLING_ABOVE_C);

  /** What the kind of day brings above the slow profile, kW: a holiday is like a Sunday as far as Sundays are known. */
  function classExcessKw(index: number): number {
    const of = (dayClass: number) => classKw[dayClass]?.[placeOf(index)] ?? 0;
    const byWeekday = of(calendar.dayClass[index] ?? 0);
    if (!calendar.holiday[index]) return byWeekday;
    const share = sundays ** 2 / (sundays ** 2 + HALF_SURE_SUNDAYS ** 2);
    return share * of(SUNDAY_CLASS) + (1 - share) * byWeekday;
  }

  function count(index: number, sign: 1 | -1): void {
    const power = powerKw[index] ?? Number.NaN;
    if (index < first || Number.isNaN(power)) return;
    const place = placeOf(index);
    sums[place] = (sums[place] ?? 0) + sign * power;
    counts[place] = (counts[place] ?? 0) + sign;
  }

  function relearn(): void {
    const scale = slow.scaleOf(DEFAULT_PROFILE_KW);
    const assumed = Float64Array.from(DEFAULT_PROFILE_KW, (kw) => kw * scale);
    slowKw = smoothed(slow.mean(assumed, PROFILE_SHRINKAGE, 0), SLOW_REACH);
    const none = new Float64Array(QUARTERS_PER_DAY);
    classKw = classes.map((differences) => differences.mean(none, CLASS_SHRINKAGE, CLASS_REACH));
  }

  /** Mean over neighbouring quarters of what a week ago was above the slow profile, a spike up to the cap, kW. */
  function aWeekBefore(index: number, cap: number): number {
    let sum = 0;
    let weight = 0;
    for (let step = -LAST_WEEK_REACH; step <= LAST_WEEK_REACH; step += 1) {
      const then = index - WEEK + step;
      const power = then < taken ? (powerKw[then] ?? Number.NaN) : Number.NaN;
      if (Number.isNaN(power)) continue;
      const share = LAST_WEEK_REACH + 1 - Math.abs(step);
      sum += share * clamp(power - (slowKw[placeOf(then)] ?? 0), -cap, cap);
      weight += share;
    }
    return weight > 0 ? sum / weight : 0;
  }

  /** What the quarters in [from, until) were above the usual on average, kW; `null` with less than `least` of them. */
  function excessKw(from: number, until: number, least: number): number | null {
    let sum = 0;
    let seen = 0;
    for (let index = from; index < until; index += 1) {
      const power = powerKw[index] ?? Number.NaN;
      if (Number.isNaN(power)) continue;
      sum += power - usualKw(index);
      seen += 1;
    }
    return seen >= least ? sum / seen : null;
  }

  return {
    usualKw,
    hourCapKw,
    take(from) {
      for (const profile of [slow, fast, lastDay, heating, cooling, ...classes]) profile.fade();
      sundays *= 0.5 ** (1 / CLASS_DAYS);
      for (let index = from; index < from + QUARTERS_PER_DAY; index += 1) {
        count(index - MEAN_DAYS * QUARTERS_PER_DAY, -1);
        count(index, 1);
        const power = powerKw[index] ?? Number.NaN;
        const place = placeOf(index);
        if (Number.isNaN(power)) continue;
        for (const profile of [slow, fast, lastDay]) profile.add(place, power);
        const dayClass = calendar.holiday[index] ? SUNDAY_CLASS : (calendar.dayClass[index] ?? 0);
        classes[dayClass]?.add(place, power - (slowKw[place] ?? 0));
        if (dayClass === SUNDAY_CLASS) sundays += 1 / QUARTERS_PER_DAY;
        if (temperatureC && !Number.isNaN(temperatureC[index])) {
          heating.add(place, heatingAt(index));
          cooling.add(place, coolingAt(index));
        }
      }
      taken = from + QUARTERS_PER_DAY;
      relearn();
    },

    outlook(at, count) {
      const size = LOAD_FEATURES.length;
      const features = new Float64Array(count * size);
      const slowAhead = new Float64Array(count);
      const meanAhead = new Float64Array(count);
      const fastKw = fast.mean(slowKw, PROFILE_SHRINKAGE, FAST_REACH);
      const lastDayKw = lastDay.mean(slowKw, PROFILE_SHRINKAGE, LAST_DAY_REACH);
      const none = new Float64Array(QUARTERS_PER_DAY);
      const usualHeating = temperatureC ? heating.mean(none, 0, FAST_REACH) : none;
      const usualCooling = temperatureC ? cooling.mean(none, 0, FAST_REACH) : none;
      const usualMeanKw = meanUsualKw();
      const dayExcess = excessKw(at - QUARTERS_PER_DAY, at, QUARTERS_PER_DAY / 2) ?? 0;
      const cap = hourCapKw();
      const hourExcess = clamp(excessKw(at - 4, at, 4) ?? 0, -cap, cap);

      for (let step = 0; step < count; step += 1) {
        const index = at + step;
        const place = placeOf(index);
        const usual = slowKw[place] ?? 0;
        const seen = counts[place] ?? 0;
        const mean = seen > 0 ? (sums[place] ?? 0) / seen : usual;
        const leadHours = (step + 0.5) / 4;
        slowAhead[step] = usual;
        meanAhead[step] = mean;
        const own = step * size;
        features[own] = usual;
        features[own + 1] = mean - usual;
        features[own + 2] = (fastKw[place] ?? 0) - usual;
        features[own + 3] = (lastDayKw[place] ?? 0) - usual;
        features[own + 4] = classExcessKw(index);
        features[own + 5] = aWeekBefore(index, cap);
        features[own + 6] = usualMeanKw > 0 ? (dayExcess * usual) / usualMeanKw : 0;
        for (const [nth, halfLife] of BLEND_HALF_LIVES_H.entries())
          features[own + 7 + nth] = hourExcess * 0.5 ** (leadHours / halfLife);
        if (temperatureC && !Number.isNaN(temperatureC[index] ?? Number.NaN)) {
          features[own + 9] = heatingAt(index) - (usualHeating[place] ?? 0);
          features[own + 10] = coolingAt(index) - (usualCooling[place] ?? 0);
        }
      }
      return { at, slowKw: slowAhead, meanKw: meanAhead, features };
    },
  };
}
