import { HOUR_MS, type Instant } from '../house/index.ts';
import { type BacktestOptions, readScenario, type Scenario } from './scenario.ts';

/** Files by name, as a backtest reads them. */
export type Files = Record<string, string>;

/** A CSV file with one row an hour. */
export function hourly(
  column: string,
  from: Instant,
  hours: number,
  valueAt: (hour: number) => number | '',
): string {
  const rows = Array.from({ length: hours }, (_, index) => {
    const at = new Date(from + index * HOUR_MS);
    return `${at.toISOString()},${valueAt(index)}`;
  });
  return [`start_utc,${column}`, ...rows, ''].join('\n');
}

/** Ten kWh without losses in a place without summer time, so that sums can be done in the head. */
export const PLAIN: BacktestOptions = {
  load: ['load.csv'],
  pv: ['pv.csv'],
  pvForecast: [],
  price: ['price.csv'],
  ev: [],
  batteryKwh: 10,
  batteryKw: 5,
  batteryEfficiency: 1,
  from: '2024-06-03',
  to: '2024-06-04',
  tariff: 'p',
  feedIn: 0.08,
  timeZone: 'UTC',
};

/** The scenario of these files. */
export function scenarioOf(files: Files, change: Partial<BacktestOptions> = {}): Scenario {
  return readScenario({ ...PLAIN, ...change }, (file) => {
    const content = files[file];
    if (content === undefined) throw new Error(`no such file: ${file}`);
    return content;
  });
}

const FROM = Date.UTC(2024, 4, 20);
const HOURS = 20 * 24;

/**
 * A home on which every day is the same, from two weeks before to three days after the days of `PLAIN`: 1 kW around
 * the clock, 3 kW of sun from 10 to 14, power for 10 ct until 6 and for 30 ct after that.
 */
export const SAME_DAYS: Files = {
  'load.csv': hourly('load_kw', FROM, HOURS, () => 1),
  'pv.csv': hourly('pv_kw', FROM, HOURS, (hour) => (hour % 24 >= 10 && hour % 24 < 14 ? 3 : 0)),
  'price.csv': hourly('price_eur_per_kwh', FROM, HOURS, (hour) => (hour % 24 < 6 ? 0.1 : 0.3)),
};
