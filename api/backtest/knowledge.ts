import {
  DAY_MS,
  type EnergySample,
  fromLocalTime,
  HOUR_MS,
  type Instant,
  localMidnight,
  localTime,
  type Rate,
  SLOT_MS,
  slotStart,
} from '../house/index.ts';
import type { Scenario } from './scenario.ts';

/** Local hour at which the prices of the next day are published. */
const PRICES_HOUR = 13;
/** Local hour at which the PV forecast for the next day is there. */
const PV_FORECAST_HOUR = 11;
/** Persistence takes the last day of so many that has a value. */
const PERSISTENCE_DAYS = 7;
/** A relative forecast is brought to the home's size by so many days before. */
const SCALE_DAYS = 30;
const LEAST_SCALE_KWH = 1;

/** The only way in which a policy sees the world: what was known at some moment. */
export interface Knowledge {
  /** Published import prices of the quarters from `now` on: today's, and from 13:00 local time on tomorrow's. */
  prices(now: Instant): Rate[];
  /** What was measured of the household in quarters that start in [from, to) and have ended by `now`. */
  loadHistory(from: Instant, to: Instant, now: Instant): EnergySample[];
  /** Published import prices of quarters before `now`. */
  priceHistory(from: Instant, now: Instant): Rate[];
  /**
   * Mean PV power that is expected at `now` in the quarter that starts then, kW: where the forecast for a day leaves
   * something out, as on the last day that had it. `null` where nothing is known.
   */
  expectedPvKw(start: Instant, now: Instant): number | null;
  /** Measured over expected PV energy of the days before `now`; 1 where that is unknown. */
  pvScale(now: Instant): number;
}

/** What was known of a scenario at each moment. */
export function knowledgeOf(scenario: Scenario): Knowledge {
  const { load, pv, price, pvForecast, timeZone } = scenario;
  const scales = new Map<Instant, number>();

  /** A forecast for a local day counts from 11:00 of the day before. */
  function isIssued(start: Instant, now: Instant): boolean {
    return start < endOfKnownDays(now, PV_FORECAST_HOUR, timeZone);
  }

  function persistence(start: Instant, now: Instant): number | null {
    const days = Math.max(1, Math.ceil((start + SLOT_MS - now) / DAY_MS));
    for (let day = days; day < days + PERSISTENCE_DAYS; day += 1) {
      const found = pv.at(start - day * DAY_MS);
      if (found !== null) return found;
    }
    return null;
  }

  /** Ratio of measured and forecast energy over the days before a local midnight; `null` where too little is known. */
  function scaleBefore(midnight: Instant, forecastAt: (start: Instant) => number | null): number | null {
    let measured = 0;
    let forecast = 0;
    for (let start = midnight - SCALE_DAYS * DAY_MS; start < midnight; start += SLOT_MS) {
      const [was, expected] = [pv.at(start), forecastAt(start)];
      if (was === null || expected === null) continue;
      measured += was * (SLOT_MS / HOUR_MS);
      forecast += expected * (SLOT_MS / HOUR_MS);
    }
    return forecast > 0 && measured > LEAST_SCALE_KWH ? measured / forecast : null;
  }

  function dailyScale(now: Instant): number | null {
    if (!pvForecast) return null;
    const midnight = localMidnight(now, timeZone);
    const found = scales.get(midnight) ?? scaleBefore(midnight, pvForecast.series.at) ?? Number.NaN;
    scales.set(midnight, found);
    return Number.isNaN(found) ? null : found;
  }

  function ratesBetween(from: Instant, to: Instant): Rate[] {
    const rates: Rate[] = [];
    for (let start = slotStart(from); start < to; start += SLOT_MS) {
      const value = price.at(start);
      if (value !== null) rates.push({ start, end: start + SLOT_MS, value });
    }
    return rates;
  }

  return {
    prices: (now) => ratesBetween(now, endOfKnownDays(now, PRICES_HOUR, timeZone)),
    priceHistory: (from, now) => ratesBetween(from, slotStart(now)),
    loadHistory(from, to, now) {
      const samples: EnergySample[] = [];
      for (let start = slotStart(from); start < to && start + SLOT_MS <= now; start += SLOT_MS) {
        const kw = load.at(start);
        if (kw !== null) samples.push({ start, end: start + SLOT_MS, energyKwh: kw * (SLOT_MS / HOUR_MS) });
      }
      return samples;
    },
    expectedPvKw(start, now) {
      if (!pvForecast) return persistence(start, now);
      if (!isIssued(start, now)) return null;
      const kw = pvForecast.series.at(start);
      const scale = pvForecast.relative ? dailyScale(now) : 1;
      return kw === null || scale === null ? persistence(start, now) : kw * scale;
    },
    pvScale: (now) => (pvForecast && !pvForecast.relative ? (dailyScale(now) ?? 1) : 1),
  };
}

/** Local midnight that ends today, or tomorrow once the wall clock shows `hour`. */
function endOfKnownDays(now: Instant, hour: number, timeZone: string): Instant {
  const local = localTime(now, timeZone);
  const days = local.hour >= hour ? 2 : 1;
  return fromLocalTime({ ...local, day: local.day + days, hour: 0, minute: 0 }, timeZone);
}
