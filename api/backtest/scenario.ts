import { type Devices, fullPowerKw, sessionCar, sessionCharger } from '../demo/index.ts';
import { DAY_MS, fromLocalTime, type Instant, localTime, SLOT_MS } from '../house/index.ts';
import { type Column, columnOf } from './column.ts';
import { type PriceFormula, parseFormula } from './expression.ts';
import { InputError } from './input-error.ts';
import { type Series, toSeries, type Wanted } from './series.ts';
import { type CarInput, readSessions, type Session, sessionsBetween } from './sessions.ts';
import { readTable } from './table.ts';
import { LOAD, PRICE, PV, pvForecastUpTo } from './wanted.ts';

/** What a backtest is asked for: files as `FILE` or `FILE:column`, dates local and inclusive. Plain JSON. */
export interface BacktestOptions {
  load: readonly string[];
  pv: readonly string[];
  /** Empty = the quarter of an hour is expected as it was on the last day that had it (persistence). */
  pvForecast: readonly string[];
  price: readonly string[];
  /** `FILE` or `FILE:ev_id`, one for each car. */
  ev: readonly string[];
  batteryKwh: number;
  batteryKw: number;
  /** Of charging and of discharging, (0, 1]. */
  batteryEfficiency: number;
  /** `2024-10-01`. */
  from: string;
  to: string;
  /** The household's price from the file's `p`, currency/kWh. */
  tariff: string;
  /** Currency/kWh. */
  feedIn: number;
  timeZone: string;
}

/** A house with everything that happened to it. */
export interface Scenario {
  from: Instant;
  to: Instant;
  timeZone: string;
  devices: Devices;
  /** kW. */
  load: Series;
  /** kW. */
  pv: Series;
  /** Import price, currency/kWh. */
  price: Series;
  /** What was forecast of the PV; `null` = persistence. */
  pvForecast: { series: Series; relative: boolean } | null;
  feedInPricePerKwh: number;
  /** For each car. */
  sessions: Session[][];
  /** The same with what of the files could not be used. */
  cars: CarInput[];
}

/** Reads a file as text; throws what the file system throws. */
export type ReadFile = (file: string) => string;

/**
 * Reads all series and puts them beside each other.
 *
 * @throws {InputError} naming the file or option, what is there and what is needed
 */
export function readScenario(options: BacktestOptions, readFile: ReadFile): Scenario {
  const { timeZone } = options;
  const from = localDay('--from', options.from, timeZone, 0);
  const to = localDay('--to', options.to, timeZone, 1);
  if (to <= from)
    throw new InputError('--to', {
      de: `${options.to} liegt vor --from ${options.from}.`,
      en: `${options.to} is before --from ${options.from}.`,
    });
  const formula = parseFormula('--tariff', options.tariff);
  const names = options.ev.map((_, index) => `car-${index + 1}`);
  const devices = devicesOf(options, names);
  const chargerKw = fullPowerKw(sessionCar('car'), sessionCharger('car'));
  const pv = readSeries('--pv', options.pv, PV, readFile);
  const pvForecast = pvForecastUpTo(peakOf(pv));
  const forecast = options.pvForecast.map((spec) => readColumn(spec, pvForecast, readFile));
  const cars = options.ev.map((spec) => {
    const { file, content, part } = open(spec, readFile);
    return sessionsBetween(readSessions(file, content, part), from, to, chargerKw);
  });
  const scenario: Scenario = {
    from,
    to,
    timeZone,
    devices,
    load: readSeries('--load', options.load, LOAD, readFile),
    pv,
    price: priced(readSeries('--price', options.price, PRICE, readFile), formula),
    pvForecast:
      forecast.length === 0
        ? null
        : {
            series: toSeries(forecast, pvForecast),
            relative: forecast[0]?.unit.quantity === 'RELATIVE_POWER',
          },
    feedInPricePerKwh: options.feedIn,
    sessions: cars.map(({ sessions }) => sessions),
    cars,
  };
  checkOverlap(scenario, options);
  return scenario;
}

function devicesOf({ batteryKwh, batteryKw, batteryEfficiency }: BacktestOptions, names: string[]): Devices {
  return {
    battery: {
      capacityKwh: batteryKwh,
      maxChargeKw: batteryKw,
      maxDischargeKw: batteryKw,
      chargeEfficiency: batteryEfficiency,
      dischargeEfficiency: batteryEfficiency,
      minSocPercent: 0,
      maxSocPercent: 100,
    },
    cars: names.map(sessionCar),
    chargers: names.map(sessionCharger),
  };
}

function localDay(option: string, text: string, timeZone: string, plusDays: number): Instant {
  const [year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.slice(1).map(Number) ?? [];
  const isDay = year && month && day && new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
  if (!isDay || month > 12)
    throw new InputError(option, {
      de: `„${text}“ ist kein Tag wie 2024-10-01.`,
      en: `"${text}" is no day like 2024-10-01.`,
    });
  return fromLocalTime({ year, month, day: day + plusDays, hour: 0 }, timeZone);
}

/** A file, and what stands after its last colon unless that is part of its name. */
function open(spec: string, readFile: ReadFile): { file: string; content: string; part: string | null } {
  const colon = spec.lastIndexOf(':');
  const candidates =
    colon > 1
      ? [
          { file: spec, part: null },
          { file: spec.slice(0, colon), part: spec.slice(colon + 1) },
        ]
      : [{ file: spec, part: null }];
  let cause: unknown;
  for (const candidate of candidates) {
    try {
      return { ...candidate, content: readFile(candidate.file) };
    } catch (error) {
      cause = error;
    }
  }
  const why = cause instanceof Error ? cause.message : String(cause);
  throw new InputError(spec, {
    de: `Die Datei kann nicht gelesen werden: ${why}.`,
    en: `The file cannot be read: ${why}.`,
  });
}

export function readColumn(spec: string, wanted: Wanted, readFile: ReadFile): Column {
  const { file, content, part } = open(spec, readFile);
  return columnOf(readTable(file, content), part, wanted);
}

function readSeries(option: string, specs: readonly string[], wanted: Wanted, readFile: ReadFile): Series {
  if (specs.length === 0)
    throw new InputError(option, { de: 'Diese Angabe fehlt.', en: 'This option is missing.' });
  return toSeries(
    specs.map((spec) => readColumn(spec, wanted, readFile)),
    wanted,
  );
}

/** The highest that is known; `null` = nothing is. */
function peakOf({ start, end, at }: Series): number | null {
  let peak: number | null = null;
  for (let quarter = start; quarter < end; quarter += SLOT_MS) {
    const value = at(quarter);
    if (value !== null) peak = Math.max(peak ?? 0, value);
  }
  return peak;
}

function priced(series: Series, formula: PriceFormula): Series {
  return {
    ...series,
    at(start) {
      const p = series.at(start);
      return p === null ? null : formula(p);
    },
  };
}

/** @throws {InputError} where a series has nothing at all in the days that were asked for */
function checkOverlap(scenario: Scenario, options: BacktestOptions): void {
  const { load, pv, price, pvForecast } = scenario;
  checkKnown(`--load ${options.load.join(' ')}`, load, scenario, options);
  checkKnown(`--pv ${options.pv.join(' ')}`, pv, scenario, options);
  checkKnown(`--price ${options.price.join(' ')}`, price, scenario, options);
  if (pvForecast)
    checkKnown(`--pv-forecast ${options.pvForecast.join(' ')}`, pvForecast.series, scenario, options);
}

function checkKnown(
  subject: string,
  { start, end, at }: Series,
  { from, to, timeZone }: Scenario,
  options: BacktestOptions,
): void {
  for (let quarter = from; quarter < to; quarter += SLOT_MS) if (at(quarter) !== null) return;
  const date = (instant: Instant) => {
    const { year, month, day } = localTime(instant, timeZone);
    return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  };
  const last = Math.max(start, end - DAY_MS);
  throw new InputError(
    subject,
    end > start
      ? {
          de: `In ${options.from} bis ${options.to} ist nichts davon bekannt; da ist ${date(start)} bis ${date(last)}.`,
          en: `Nothing of it is known in ${options.from} to ${options.to}; there is ${date(start)} to ${date(last)}.`,
        }
      : {
          de: 'Kein einziger Wert darin ist brauchbar: alle fehlen.',
          en: 'Not a single value in it can be used: all are missing.',
        },
  );
}
