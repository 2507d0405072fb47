import { plausibleSolar } from '../forecast/index.ts';
import {
  DAY_MS,
  type Finding,
  HOUR_MS,
  type Instant,
  type QuarterHour,
  type Tariffs,
} from '../house/index.ts';
import { plausibleEmissions, plausiblePrices } from '../tariff/index.ts';

/** A roof shows within so many days what it can give. */
const PEAK_DAYS = 14;
const GOOD_FOR_MS = 6 * HOUR_MS;

/** Tariffs without what cannot be true. */
export interface PlausibleTariffs {
  tariffs: Tariffs;
  findings: Record<'grid' | 'feedIn' | 'solar' | 'co2', Finding | null>;
}

/**
 * Leaves out of tariffs what cannot be true, and puts right what is in another unit. A price tariff that is refused as
 * a whole becomes `null`, with a finding that says why.
 *
 * @param currency of the site; `null` = unknown, then no price is too high
 * @param measuredPeakKw the most PV power that was measured lately; `null` = unknown
 */
export function plausibleTariffs(
  tariffs: Tariffs,
  currency: string | null,
  measuredPeakKw: number | null,
): PlausibleTariffs {
  const prices = (part: 'grid' | 'feedIn', field: string) =>
    tariffs[part] && plausiblePrices(tariffs[part], currency ?? '', field);
  const grid = prices('grid', 'gridTariff');
  const feedIn = prices('feedIn', 'feedInTariff');
  const solar = tariffs.solar && plausibleSolar(tariffs.solar, measuredPeakKw, 'solarForecast');
  const co2 = tariffs.co2 && plausibleEmissions(tariffs.co2, 'co2Tariff');
  return {
    tariffs: {
      ...tariffs,
      grid: grid?.rates ?? null,
      feedIn: feedIn?.rates ?? null,
      solar: solar?.values ?? null,
      co2: co2?.rates ?? null,
    },
    findings: {
      grid: grid?.finding ?? null,
      feedIn: feedIn?.finding ?? null,
      solar: solar?.finding ?? null,
      co2: co2?.finding ?? null,
    },
  };
}

/**
 * Tells the most PV power that a quarter of an hour brought in the last two weeks, kW; `null` where none was measured.
 * What it read is good for some hours.
 */
export function measuredPvPeak(
  quarterHours: (from: Instant, to: Instant) => readonly QuarterHour[],
  now: () => Instant,
): () => number | null {
  let known: { at: Instant; peakKw: number | null } | null = null;

  function read(at: Instant): number | null {
    return quarterHours(at - PEAK_DAYS * DAY_MS, at).reduce<number | null>((peak, { start, end, pvKwh }) => {
      if (pvKwh === null) return peak;
      return Math.max(peak ?? 0, (pvKwh * HOUR_MS) / (end - start));
    }, null);
  }

  return () => {
    const at = now();
    if (!known || at - known.at >= GOOD_FOR_MS) known = { at, peakKw: read(at) };
    return known.peakKw;
  };
}
