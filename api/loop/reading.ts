import { createSteadySoc, errorText } from '../control/index.ts';
import type { EvccClient } from '../evcc/index.ts';
import {
  type Clock,
  MINUTE_MS,
  type Moment,
  moment,
  type Rate,
  type SiteState,
  type Tariffs,
} from '../house/index.ts';
import { plausibleTariffs } from './plausible-tariffs.ts';
import type { Sources } from './sources.ts';
import { carsSummary, emissionsSummary, pricesSummary, solarSummary, stateSummary } from './summaries.ts';

/** Tariffs are read this often: new prices are noticed within it. */
const TARIFF_INTERVAL_MS = 5 * MINUTE_MS;

const TARIFF_SOURCES = [
  ['gridTariff', 'grid', pricesSummary],
  ['feedInTariff', 'feedIn', pricesSummary],
  ['solarForecast', 'solar', solarSummary],
  ['co2Tariff', 'co2', emissionsSummary],
] as const;

/** The newest good readings of evcc. */
export interface Reading {
  /** Reads the state; `null` where evcc does not give one now. */
  state(): Promise<SiteState | null>;
  /** Reads the tariffs if the last ones are old enough; says whether published prices changed. */
  tariffs(): Promise<{ pricesChanged: boolean }>;
  /** Reads the tariffs however young they are; one reading for all who ask at the same time. */
  tariffsNow(): Promise<{ pricesChanged: boolean }>;
  /** The newest state that was ever read. */
  site(): SiteState | null;
  /** The newest tariffs that were ever read; while evcc is away the known ones go on counting. */
  known(): Tariffs | null;
}

/** @param measuredPvPeakKw the most PV power that was measured lately; `null` = unknown */
export function createReading(
  evcc: EvccClient,
  clock: Clock,
  sources: Sources,
  timeZone: () => string,
  measuredPvPeakKw: () => number | null = () => null,
): Reading {
  const steady = createSteadySoc();
  let site: SiteState | null = null;
  let tariffs: Tariffs | null = null;
  let tariffsRead: Moment | null = null;
  let running: Promise<{ pricesChanged: boolean }> | null = null;

  function tariffsNow(): Promise<{ pricesChanged: boolean }> {
    running ??= readTariffs().finally(() => {
      running = null;
    });
    return running;
  }

  async function readTariffs(): Promise<{ pricesChanged: boolean }> {
    const elapsedMs = stopwatch();
    try {
      const before = tariffs;
      const read = await evcc.readTariffs();
      const sound = plausibleTariffs(read, site?.currency ?? null, measuredPvPeakKw());
      tariffs = sound.tariffs;
      tariffsRead = moment(clock);
      const durationMs = elapsedMs();
      for (const [id, part, summaryOf] of TARIFF_SOURCES) {
        const rates = tariffs[part];
        const finding = sound.findings[part];
        if (!rates && finding) sources.failed(id, finding.message, durationMs, [finding]);
        else if (!rates) sources.absent(id, durationMs);
        else
          sources.read(id, {
            durationMs,
            findings: finding ? [finding] : [],
            validUntil: rates.length === 0 ? null : newestEnd(rates),
            summary: summaryOf(rates, clock.now(), timeZone()),
          });
      }
      return { pricesChanged: before !== null && newestEnd(tariffs.grid) > newestEnd(before.grid) };
    } catch (error) {
      for (const [id] of TARIFF_SOURCES) sources.failed(id, errorText(error), elapsedMs());
      return { pricesChanged: false };
    }
  }

  return {
    site: () => site,
    known: () => tariffs,
    tariffsNow,

    async state() {
      const elapsedMs = stopwatch();
      try {
        site = steady(await evcc.readState());
        const durationMs = elapsedMs();
        sources.read('evccState', { summary: stateSummary(site), durationMs });
        if (site.vehicles.length === 0) sources.absent('carState', durationMs);
        else sources.read('carState', { summary: carsSummary(site), durationMs });
        return site;
      } catch (error) {
        for (const id of ['evccState', 'carState']) sources.failed(id, errorText(error), elapsedMs());
        return null;
      }
    },

    async tariffs() {
      if (tariffsRead && tariffsRead.ageMs() < TARIFF_INTERVAL_MS - 1000) return { pricesChanged: false };
      return tariffsNow();
    },
  };
}

/** Real time that has passed since now, in ms. */
export function stopwatch(): () => number {
  const started = performance.now();
  return () => performance.now() - started;
}

function newestEnd(rates: Rate[] | null): number {
  return Math.max(0, ...(rates ?? []).map((rate) => rate.end));
}
