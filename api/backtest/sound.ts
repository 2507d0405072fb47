import { ABSURD_LOAD_KW, ABSURD_PV_KW, loadScale, NIGHT_DRAW_KW, solarScale } from '../forecast/index.ts';
import { formatNumber } from '../house/index.ts';
import { plausiblePrices } from '../tariff/index.ts';
import type { Column, Reading } from './column.ts';
import { InputError } from './input-error.ts';

/*
 * The judgement of the running program on what a file holds. What the program puts right by itself is refused here: a file
 * can be corrected, and its columns say their unit.
 */

/** So many readings that never fall are those of a meter. */
const LEAST_METER_READINGS = 48;
/** Errors of a meter, not of a unit. */
const FEW_SHARE = 0.1;
/** A market's price in cents is seldom higher, one for a MWh seldom lower. */
const CENTS_BELOW = 20;

/**
 * Loads that can be, kW.
 *
 * @throws {InputError} where the column must be in another unit
 */
export function soundLoads(readings: readonly Reading[], column: Column): Reading[] {
  refuseMeter(readings, column);
  const powers = readings.map(({ value }) => value);
  if (loadScale(powers) !== 1) throw otherPower(powers, column, ABSURD_LOAD_KW, 'large');
  return mostOf(
    readings,
    readings.filter(({ value }) => value >= 0 && value <= ABSURD_LOAD_KW),
    column,
    ABSURD_LOAD_KW,
  );
}

/**
 * PV powers that can be, kW or kW/kWp; what the inverter draws at night is no sun.
 *
 * @param peakKw the most that was measured; `null` = unknown
 * @throws {InputError} where the column must be in another unit
 */
export function soundPv(
  readings: readonly Reading[],
  column: Column,
  peakKw: number | null = null,
): Reading[] {
  refuseMeter(readings, column);
  const powers = readings.map(({ value }) => value);
  const isRelative = column.unit.quantity === 'RELATIVE_POWER';
  const scale = solarScale(powers, isRelative ? null : peakKw);
  if (scale !== 1) throw otherPower(powers, column, ABSURD_PV_KW, scale < 1 ? 'large' : 'small');
  const kept = readings.flatMap((reading) =>
    reading.value >= -NIGHT_DRAW_KW && reading.value <= ABSURD_PV_KW
      ? [{ ...reading, value: Math.max(0, reading.value) }]
      : [],
  );
  return mostOf(readings, kept, column, ABSURD_PV_KW);
}

/**
 * Prices that can be, currency/kWh.
 *
 * @throws {InputError} where the column must be in another unit
 */
export function soundPrices(readings: readonly Reading[], column: Column): Reading[] {
  const currency = currencyOf(column);
  const { rates } = plausiblePrices(readings, currency, column.name);
  if (rates === null) throw otherPrice(readings, column, currency);
  const kept = new Set(rates);
  return readings.filter((reading) => kept.has(reading));
}

/** Of `price_sek_per_kwh` it is SEK; where none is named, EUR. */
function currencyOf({ name }: Column): string {
  return /(?:^|_)([a-z]{3})_per_/i.exec(name)?.[1]?.toUpperCase() ?? 'EUR';
}

/** @throws {InputError} where an energy of each row is expected and the count of a meter found */
function refuseMeter(readings: readonly Reading[], { table, name }: Column): void {
  if (!/wh$/i.test(name) || readings.length < LEAST_METER_READINGS) return;
  const energies = readings.map(({ start, end, value }) => value * (end - start));
  const [first = 0, last = 0] = [energies[0], energies.at(-1)];
  const falls = energies.some((energy, index) => energy < (energies[index - 1] ?? energy) - 1e-6);
  if (falls || last <= first) return;
  throw new InputError(table.file, {
    de: `Spalte „${name}“: die Werte fallen nie, wahrscheinlich ist es ein Zählerstand. Erwartet wird die Energie jeder Zeile, also der Unterschied zur nächsten.`,
    en: `Column "${name}": the values never fall, probably it is a meter's reading. The energy of each row is expected, which is the difference to the next.`,
  });
}

/** What a column of the first ending holds where its values are a thousand times too large, and of the second too small. */
const CONFUSED = [
  ['_kw', '_w', 'W', 'kW'],
  ['_kwh', '_wh', 'Wh', 'kWh'],
] as const;

function otherPower(
  powers: readonly number[],
  { table, name }: Column,
  mostKw: number,
  size: 'large' | 'small',
): InputError {
  const isLarge = size === 'large';
  const usual = middleOf(powers.filter((kw) => kw > 0));
  const digits = usual < 1 ? 4 : 0;
  const pair = CONFUSED.find(([kilo, plain]) => name.toLowerCase().endsWith(isLarge ? kilo : plain));
  const [ending, unit] = pair ? (isLarge ? [pair[1], pair[2]] : [pair[0], pair[3]]) : [null, null];
  return new InputError(table.file, {
    de: `Spalte „${name}“: Werte um ${formatNumber(usual, 'de', digits)} kW sind tausendmal zu ${isLarge ? 'groß' : 'klein'}, erwartet werden 0 bis ${mostKw} kW. Wahrscheinlich ${ending ? `sind es ${unit}: dann muss ihr Name auf ${ending} enden` : 'ist die Einheit eine andere'}.`,
    en: `Column "${name}": values around ${formatNumber(usual, 'en', digits)} kW are a thousand times too ${size}, 0 to ${mostKw} kW are expected. Probably ${ending ? `they are ${unit}: then its name must end in ${ending}` : 'the unit is another'}.`,
  });
}

function otherPrice(readings: readonly Reading[], { table, name }: Column, currency: string): InputError {
  const usual = middleOf(readings.map(({ value }) => Math.abs(value)));
  const cents = 'ct/kWh (_ct_per_kwh)';
  const mwh = `${currency}/MWh (_${currency.toLowerCase()}_per_mwh)`;
  const [likely, other] = usual < CENTS_BELOW ? [cents, mwh] : [mwh, cents];
  return new InputError(table.file, {
    de: `Spalte „${name}“: ein Preis um ${formatNumber(usual, 'de', 2)} ${currency} je kWh kann nicht stimmen, erwartet wird höchstens 2. Wahrscheinlich sind es ${likely}, sonst ${other}: der Name muss es sagen.`,
    en: `Column "${name}": a price around ${formatNumber(usual, 'en', 2)} ${currency} per kWh cannot be true, 2 at most is expected. Probably it is ${likely}, else ${other}: the name must say so.`,
  });
}

/** @throws {InputError} where more was refused than is left, apart from zeros */
function mostOf(
  all: readonly Reading[],
  kept: Reading[],
  { table, name }: Column,
  mostKw: number,
): Reading[] {
  const refused = all.length - kept.length;
  const isFew = refused <= FEW_SHARE * all.length;
  if (isFew || refused <= kept.filter(({ value }) => value > 0).length) return kept;
  const known = new Set(kept.map(({ line }) => line));
  const [example] = all.filter(({ line }) => !known.has(line));
  const found = example?.value ?? 0;
  throw new InputError(table.file, {
    de: `Spalte „${name}“: ${refused} von ${all.length} Werten können nicht stimmen, etwa ${formatNumber(found, 'de', 2)} kW in Zeile ${example?.line}. Erwartet werden 0 bis ${mostKw} kW. ${found < 0 ? 'Wahrscheinlich ist das Vorzeichen umgekehrt.' : 'Wahrscheinlich ist die Einheit eine andere.'}`,
    en: `Column "${name}": ${refused} of ${all.length} values cannot be true, such as ${formatNumber(found, 'en', 2)} kW in line ${example?.line}. 0 to ${mostKw} kW are expected. ${found < 0 ? 'Probably the sign is reversed.' : 'Probably the unit is another.'}`,
  });
}

function middleOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
