import { HOUR_MS, type Instant, SLOT_MS, slotStart } from '../house/index.ts';

/** What was forecast and what was measured in the same span, mean kW. */
export interface PvPair {
  start: Instant;
  end: Instant;
  /** Before any correction. */
  forecastKw: number;
  measuredKw: number;
  /** Quantiles of the source, before any correction; absent where it has none. */
  p10Kw?: number;
  p90Kw?: number;
}

/** Pairs by quarter of an hour; `NaN` where nothing is known. */
export interface PvQuarters {
  forecastKw: Float64Array;
  measuredKw: Float64Array;
  p10Kw: Float64Array;
  p90Kw: Float64Array;
  /** Pairs that could not be true and were left out: negative, no number, absurdly large, or of no sensible span. */
  refused: number;
}

/** No roof of a household gives more; above it is an error of a meter or of a unit. */
const ABSURD_POWER_KW = 200;
/** A measurement says no more than that the sun gave so many times the forecast and this share of its peak. */
const HIGHEST_RATIO = 4;
const PEAK_SHARE = 0.1;

/** Lays pairs on the quarters of [from, until); `from` is the start of a quarter. */
export function toPvQuarters(pairs: readonly PvPair[], from: Instant, until: Instant): PvQuarters {
  const count = Math.max(0, Math.ceil((until - from) / SLOT_MS));
  const empty = () => new Float64Array(count).fill(Number.NaN);
  const quarters = { forecastKw: empty(), measuredKw: empty(), p10Kw: empty(), p90Kw: empty() };
  let refused = 0;
  let peakKw = 0;
  for (const pair of pairs) {
    if (pair.end <= from || pair.end > until) continue;
    if (!isSound(pair)) {
      refused += 1;
      continue;
    }
    peakKw = Math.max(peakKw, pair.forecastKw);
    for (let start = slotStart(Math.max(pair.start, from)); start < pair.end; start += SLOT_MS) {
      const index = (start - from) / SLOT_MS;
      quarters.forecastKw[index] = pair.forecastKw;
      quarters.measuredKw[index] = pair.measuredKw;
      quarters.p10Kw[index] = pair.p10Kw ?? Number.NaN;
      quarters.p90Kw[index] = pair.p90Kw ?? Number.NaN;
    }
  }
  const { forecastKw, measuredKw } = quarters;
  for (const [index, measured] of measuredKw.entries()) {
    const most = HIGHEST_RATIO * (forecastKw[index] ?? 0) + PEAK_SHARE * peakKw;
    if (measured > most) measuredKw[index] = most;
  }
  return { ...quarters, refused };
}

function isSound({ start, end, forecastKw, measuredKw }: PvPair): boolean {
  const isPower = (kw: number) => kw >= 0 && kw <= ABSURD_POWER_KW;
  return isPower(forecastKw) && isPower(measuredKw) && end > start && end - start <= HOUR_MS;
}
