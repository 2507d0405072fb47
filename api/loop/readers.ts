import type { EvccClient } from '../evcc/index.ts';
import { type Clock, HOUR_MS, MINUTE_MS, SECOND_MS, type SourceScope, type Text } from '../house/index.ts';
import type { DepartureSuggestions } from './departure-suggestions.ts';
import type { Forecasts } from './forecasts.ts';
import type { PriceMemory } from './price-memory.ts';
import { type Reading, stopwatch } from './reading.ts';
import type { SourceDefinition, Sources } from './sources.ts';

export interface ReaderDependencies {
  sources: Sources;
  clock: Clock;
  evcc: Pick<EvccClient, 'start' | 'stop'>;
  reading: Reading;
  prices: PriceMemory;
  forecasts: Forecasts;
  departures: Pick<DepartureSuggestions, 'refreshNow'>;
  /** Seconds of the house for one of ours. */
  speed: number;
  /** Reads evcc's state, with all that follows from it. */
  poll: () => Promise<void>;
}

/**
 * Makes sources of all that evcc tells, each with how old it may become and how it is read anew.
 *
 * @returns what to call for each live value that evcc pushes
 */
export function registerReaders(dependencies: ReaderDependencies): () => void {
  const { sources, clock, evcc, reading, prices, forecasts, departures, speed, poll } = dependencies;
  /** Those who wait for live values. */
  let waiting: (() => void)[] = [];

  async function readTariffs(): Promise<void> {
    await reading.tariffsNow();
    prices.add(reading.known()?.grid ?? [], clock.now());
  }

  /** Connects anew and waits for the first values; evcc sends them all at the start. */
  async function reconnect(signal: AbortSignal): Promise<void> {
    const elapsedMs = stopwatch();
    await evcc.stop();
    if (signal.aborted) return;
    evcc.start();
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      signal.addEventListener('abort', () => resolve());
    });
    if (!signal.aborted) sources.read('evccLive', { summary: LIVE, durationMs: elapsedMs() });
  }

  function register(id: string, scope: SourceScope, maxAgeMs: number, read: SourceDefinition['read']): void {
    sources.register(id, { scope, maxAgeMs: Math.max(maxAgeMs, speed * LEAST_REAL_AGE_MS), read });
  }

  register('evccState', 'EVCC', 2 * MINUTE_MS, poll);
  register('carState', 'VEHICLES', 2 * MINUTE_MS, poll);
  register('evccLive', 'EVCC', 90 * SECOND_MS, reconnect);
  register('gridTariff', 'PRICES', HOUR_MS, readTariffs);
  register('feedInTariff', 'PRICES', HOUR_MS, readTariffs);
  register('co2Tariff', 'PRICES', 3 * HOUR_MS, readTariffs);
  register('solarForecast', 'FORECASTS', 3 * HOUR_MS, readTariffs);
  register('loadHistory', 'FORECASTS', 48 * HOUR_MS, () => forecasts.refreshNow());
  register('chargeSessions', 'VEHICLES', 48 * HOUR_MS, () => departures.refreshNow());

  return () => {
    sources.read('evccLive', { summary: LIVE });
    const served = waiting;
    waiting = [];
    for (const resolve of served) resolve();
  };
}

/** In a house that runs faster than the world nothing is stale sooner than it could be read. */
const LEAST_REAL_AGE_MS = 10 * SECOND_MS;

const LIVE: Text = { de: 'Live-Werte fließen', en: 'live values flow' };
