import { errorText } from '../control/index.ts';
import type { EvccClient } from '../evcc/index.ts';
import { type Clock, MINUTE_MS, type Rate, type SiteState, type Tariffs } from '../house/index.ts';
import type { Sources } from './sources.ts';

/** Tariffs are read this often: new prices are noticed within it. */
const TARIFF_INTERVAL_MS = 5 * MINUTE_MS;

/** The newest good readings of evcc. */
export interface Reading {
  /** Reads the state; `null` where evcc does not give one now. */
  state(): Promise<SiteState | null>;
  /** Reads the tariffs if the last ones are old enough; says whether published prices changed. */
  tariffs(): Promise<{ pricesChanged: boolean }>;
  /** The newest state that was ever read. */
  site(): SiteState | null;
  /** The newest tariffs that were ever read; while evcc is away the known ones go on counting. */
  known(): Tariffs | null;
}

export function createReading(evcc: EvccClient, clock: Clock, sources: Sources): Reading {
  let site: SiteState | null = null;
  let tariffs: Tariffs | null = null;

  return {
    site: () => site,
    known: () => tariffs,

    async state() {
      try {
        site = await evcc.readState();
        sources.read('evccState');
        return site;
      } catch (error) {
        sources.failed('evccState', errorText(error));
        return null;
      }
    },

    async tariffs() {
      if (tariffs && clock.now() - tariffs.observedAt < TARIFF_INTERVAL_MS - 1000)
        return { pricesChanged: false };
      try {
        const before = tariffs;
        tariffs = await evcc.readTariffs();
        for (const [id, rates] of [
          ['gridTariff', tariffs.grid],
          ['feedInTariff', tariffs.feedIn],
          ['solarForecast', tariffs.solar],
        ] as const)
          if (rates) sources.read(id);
          else sources.absent(id);
        return { pricesChanged: before !== null && newestEnd(tariffs.grid) > newestEnd(before.grid) };
      } catch (error) {
        for (const id of ['gridTariff', 'feedInTariff', 'solarForecast'] as const)
          sources.failed(id, errorText(error));
        return { pricesChanged: false };
      }
    },
  };
}

function newestEnd(rates: Rate[] | null): number {
  return Math.max(0, ...(rates ?? []).map((rate) => rate.end));
}
