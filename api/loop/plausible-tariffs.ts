import { plausibleSolar } from '../forecast/index.ts';
import {
  DAY_MS,
  type Finding,
  HOUR_MS,
  type Instant,
  type QuarterHour,
  type Rate,
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
 * Leaves out of tariffs what cannot be true, and puts right what is in another unit. A tariff that is refused as a whole,
 * or of which nothing is left, becomes `null`, with a finding that says why: no values are not values of 0.
 *
 * @param currency of the site; `null` = unknown, then no price is too high
 * @param measuredPeakKw the most PV power that was measured lately; `null` = unknown
 */
export function plausibleTariffs(
  tariffs: Tariffs,
  currency: string | null,
  measuredPeakKw: number | null,
): PlausibleTariffs {
  const { grid, feedIn, solar, co2 } = tariffs;
  const prices = (rates: readonly Rate[], field: string) => plausiblePrices(rates, currency ?? '', field);
  const sun = (rates: readonly Rate[], field: string) => {
    const { values, finding } = plausibleSolar(rates, measuredPeakKw, field);
    return { rates: values, finding };
  };
  const judged = {
    grid: judge(grid, 'gridTariff', prices),
    feedIn: judge(feedIn, 'feedInTariff', prices),
    solar: judge(solar, 'solarForecast', sun),
    co2: judge(co2 ?? null, 'co2Tariff', plausibleEmissions),
  };
  return {
    tariffs: {
      ...tariffs,
      grid: judged.grid.rates,
      feedIn: judged.feedIn.rates,
      solar: judged.solar.rates,
      co2: judged.co2.rates,
    },
    findings: {
      grid: judged.grid.finding,
      feedIn: judged.feedIn.finding,
      solar: judged.solar.finding,
      co2: judged.co2.finding,
    },
  };
}

interface Judged {
  rates: Rate[] | null;
  finding: Finding | null;
}

function judge(
  rates: readonly Rate[] | null,
  field: string,
  byKind: (rates: readonly Rate[], field: string) => Judged,
): Judged {
  if (rates === null) return { rates: null, finding: null };
  const judged = byKind(rates, field);
  return judged.rates?.length === 0 ? { rates: null, finding: judged.finding ?? nothingIn(field) } : judged;
}

function nothingIn(field: string): Finding {
  return {
    field,
    value: '0',
    severity: 'WARNING',
    message: {
      de: 'Die Antwort enthält keinen Wert für jetzt oder später. Das heißt unbekannt, nicht 0.',
      en: 'The answer holds no value for now or later. That means unknown, not 0.',
    },
    suggestion: {
      de: 'In evcc nachsehen, ob dieser Tarif oder diese Prognose noch Daten bekommt.',
      en: 'Look in evcc whether this tariff or forecast still gets data.',
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
