import { readOrNull, type Store } from '../history/index.ts';
import {
  fromLocalTime,
  HOUR_MS,
  type Instant,
  localTime,
  MINUTE_MS,
  type PeakPriceSettings,
  type PlanPeakPrice,
  type QuarterHour,
  type Settings,
} from '../house/index.ts';

/** The highest mean imports that were measured, and what higher ones would cost. */
export interface ImportPeaks {
  /** Takes finished quarters of an hour. */
  take(quarters: readonly QuarterHour[]): void;
  /** What import peaks cost from `now` to `until`: one price for each period; empty without a capacity tariff. */
  prices(now: Instant, until: Instant): PlanPeakPrice[];
}

/** What of the settings it depends on. */
type PeakSettings = Pick<Settings, 'peakPrice' | 'timeZone'>;

/**
 * Follows the running peak of each period. What was measured before is read once for each period, and again when the
 * tariff changes; then finished quarters count as they come.
 */
export function createImportPeaks(
  settings: PeakSettings,
  store: Pick<Store, 'quarterHours' | 'strictly'>,
): ImportPeaks {
  /** Energy of each interval of the period, kWh; `tariff` says by which rules. */
  let known: { tariff: string; energyKwh: Map<Instant, number> } | null = null;

  function read(tariff: PeakPriceSettings, from: Instant, now: Instant): ReadonlyMap<Instant, number> {
    const key = JSON.stringify([tariff.intervalMinutes, settings.timeZone, from]);
    if (known?.tariff !== key) {
      const quarters = readOrNull(store, () => store.quarterHours(from, now));
      // What cannot be read just now is asked for again with the next cycle.
      if (quarters === null) return new Map();
      known = { tariff: key, energyKwh: new Map() };
      add(known.energyKwh, tariff, quarters);
    }
    return known.energyKwh;
  }

  return {
    take(quarters) {
      if (known && settings.peakPrice) add(known.energyKwh, settings.peakPrice, quarters);
    },
    prices(now, until) {
      const tariff = settings.peakPrice ?? null;
      if (tariff === null) return [];
      const running = periodAt(now, tariff.period, settings.timeZone);
      const measured = read(tariff, running.from, now);
      const hours = (tariff.intervalMinutes * MINUTE_MS) / HOUR_MS;
      const highestKw = [...measured].reduce(
        (highest, [start, kwh]) => (start >= running.from ? Math.max(highest, kwh / hours) : highest),
        0,
      );
      const { pricePerKw, intervalMinutes, minimumKw } = tariff;
      const first: PlanPeakPrice = {
        pricePerKw,
        intervalMinutes,
        reachedKw: Math.max(minimumKw, highestKw),
        ...running,
      };
      if (running.until >= until) return [first];
      const next = periodAt(running.until, tariff.period, settings.timeZone);
      return [first, { pricePerKw, intervalMinutes, reachedKw: minimumKw, ...next }];
    },
  };
}

/** Adds what was imported to the intervals that it belongs to; what was not measured counts as nothing imported. */
function add(
  energyKwh: Map<Instant, number>,
  { intervalMinutes }: PeakPriceSettings,
  quarters: readonly QuarterHour[],
): void {
  const lengthMs = intervalMinutes * MINUTE_MS;
  for (const { start, importKwh } of quarters) {
    if (importKwh === null) continue;
    const interval = Math.floor(start / lengthMs) * lengthMs;
    energyKwh.set(interval, (energyKwh.get(interval) ?? 0) + importKwh);
  }
}

/** The calendar month or year in which `at` lies, by the house's clock. */
function periodAt(
  at: Instant,
  period: PeakPriceSettings['period'],
  timeZone: string,
): { from: Instant; until: Instant } {
  const { year, month } = localTime(at, timeZone);
  const first = period === 'year' ? 1 : month;
  const next = period === 'year' ? 13 : month + 1;
  const beginning = (of: number) => fromLocalTime({ year, month: of, day: 1, hour: 0 }, timeZone);
  return { from: beginning(first), until: beginning(next) };
}
