import { HOUR_MS } from '../house/index.ts';
import type { Wanted } from './series.ts';
import { soundLoads, soundPrices, soundPv } from './sound.ts';

/** A logger that was away for a moment: the house went on. */
const BRIDGED_MS = 2 * HOUR_MS;
/** A forecast that leaves some hours out. */
const FORECAST_BRIDGED_MS = 3 * HOUR_MS;

/** What a load may be. */
export const LOAD: Wanted = {
  quantities: ['POWER'],
  usual: ['load_kw'],
  sound: soundLoads,
  bridgedMs: BRIDGED_MS,
  bridgedBy: 'LAST',
};

/** What measured PV may be. */
export const PV: Wanted = {
  quantities: ['POWER'],
  usual: ['pv_kw'],
  sound: soundPv,
  bridgedMs: BRIDGED_MS,
  bridgedBy: 'LAST',
};

/**
 * What a PV forecast may be.
 *
 * @param peakKw the most that was measured; `null` = unknown
 */
export function pvForecastUpTo(peakKw: number | null): Wanted {
  return {
    quantities: ['POWER', 'RELATIVE_POWER'],
    usual: ['forecast_pv_kw', 'pv_forecast_kw'],
    sound: (readings, column) => soundPv(readings, column, peakKw),
    bridgedMs: FORECAST_BRIDGED_MS,
    bridgedBy: 'LINE',
  };
}

/** What a market's price may be. */
export const PRICE: Wanted = {
  quantities: ['PRICE'],
  usual: ['price_eur_per_kwh'],
  sound: soundPrices,
  bridgedMs: 0,
  bridgedBy: 'LAST',
};
