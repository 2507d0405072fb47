/** What a column holds, told by the end of its name. */
export type Quantity =
  /** Mean power. */
  | 'POWER'
  /** Power of each kW installed: to be brought to the size of the home. */
  | 'RELATIVE_POWER'
  /** Currency/kWh. */
  | 'PRICE';

export interface Unit {
  quantity: Quantity;
  /** Into kW, kW/kWp or currency/kWh; `hours` is the length of the row's interval. */
  convert(value: number, hours: number): number;
}

const times = (factor: number) => (value: number) => value * factor;

/** By the end of a column's name, longer ones first. */
const UNITS: readonly [suffix: string, unit: Unit][] = [
  ['_kw_per_kwp', { quantity: 'RELATIVE_POWER', convert: times(1) }],
  ['_per_mwh', { quantity: 'PRICE', convert: times(0.001) }],
  ['_ct_per_kwh', { quantity: 'PRICE', convert: times(0.01) }],
  ['_per_kwh', { quantity: 'PRICE', convert: times(1) }],
  ['_kwh', { quantity: 'POWER', convert: (value, hours) => value / hours }],
  ['_wh', { quantity: 'POWER', convert: (value, hours) => value / hours / 1000 }],
  ['_kw', { quantity: 'POWER', convert: times(1) }],
  ['_w', { quantity: 'POWER', convert: times(0.001) }],
];

/** The unit that a column's name tells; `null` where it tells none. */
export function unitOf(column: string): Unit | null {
  const name = column.toLowerCase();
  return UNITS.find(([suffix]) => name.endsWith(suffix))?.[1] ?? null;
}

/** The endings that are understood, for messages. */
export const UNIT_SUFFIXES = UNITS.map(([suffix]) => suffix);
