import { type Devices, fullPowerKw, sessionCar, sessionCharger } from '../demo/index.ts';
import { DAY_MS, fromLocalTime, HOUR_MS, type Instant, localTime, SLOT_MS } from '../house/index.ts';
import { type PriceFormula, parseFormula } from './expression.ts';
import { InputError } from './input-error.ts';
import { type Column, columnOf, type Series, toSeries, type Wanted } from './series.ts';
import { readSessions, type Session, sessionsBetween } from './sessions.ts';
import { readTable } from './table.ts';

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
}

/** Reads a file as text; throws what the file system throws. */
export type ReadFile = (file: string) => string;

const LARGEST_KW = 100;
/** A logger that was away for a moment: the house went on. */
const BRIDGED_MS = 2 * HOUR_MS;
/** A forecast that leaves some hours out. */
const FORECAST_BRIDGED_MS = 3 * HOUR_MS;
/** What a load may be. */
export const LOAD: Wanted = {
  quantities: ['POWER'],
  usual: ['load_kw'],
  min: 0,
  max: LARGEST_KW,
  bridgedMs: BRIDGED_MS,
  bridgedBy: 'LAST',
};
const PV: Wanted = {
  quantities: ['POWER'],
  usual: ['pv_kw'],
  min: 0,
  max: LARGEST_KW,
  bridgedMs: BRIDGED_MS,
  bridgedBy: 'LAST',
};
const PV_FORECAST: Wanted = {
  quantities: ['POWER', 'RELATIVE_POWER'],
  usual: ['forecast_pv_kw', 'pv_forecast_kw'],
  min: 0,
  max: LARGEST_KW,
  bridgedMs: FORECAST_BRIDGED_MS,
  bridgedBy: 'LINE',
};
const PRICE: Wanted = {
  quantities: ['PRICE'],
  usual: ['price_eur_per_kwh'],
  min: -10,
  max: 10,
  bridgedMs: 0,
  bridgedBy: 'LAST',
};

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
  const forecast = options.pvForecast.map((spec) => readColumn(spec, PV_FORECAST, readFile));
  const scenario: Scenario = {
    from,
    to,
    timeZone,
    devices,
    load: readSeries('--load', options.load, LOAD, readFile),
    pv: readSeries('--pv', options.pv, PV, readFile),
    price: priced(readSeries('--price', options.price, PRICE, readFile), formula),
    pvForecast:
      forecast.length === 0
        ? null
        : {
            series: toSeries(forecast, PV_FORECAST),
            relative: forecast[0]?.unit.quantity === 'RELATIVE_POWER',
          },
    feedInPricePerKwh: options.feedIn,
    sessions: options.ev.map((spec) => {
      const { file, content, part } = open(spec, readFile);
      return sessionsBetween(readSessions(file, content, part), from, to, chargerKw);
    }),
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
  if (!year || !month || !day)
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
  const { from, to, timeZone } = scenario;
  const date = (at: Instant) => {
    const { year, month, day } = localTime(at, timeZone);
    return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  };
  for (const part of ['load', 'pv', 'price'] as const) {
    const { start, end } = scenario[part];
    let known = 0;
    for (let at = from; at < to; at += SLOT_MS) if (scenario[part].at(at) !== null) known += 1;
    if (known === 0)
      throw new InputError(`--${part} ${options[part].join(' ')}`, {
        de: `In ${options.from} bis ${options.to} ist nichts davon bekannt; da ist ${date(start)} bis ${date(Math.max(start, end - DAY_MS))}.`,
        en: `Nothing of it is known in ${options.from} to ${options.to}; there is ${date(start)} to ${date(Math.max(start, end - DAY_MS))}.`,
      });
  }
}
