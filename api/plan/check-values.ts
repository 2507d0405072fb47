import type { Text } from '../house/index.ts';

/** Says what is wrong with a field. */
export type Report = (field: string, found: unknown, message: Text) => void;

/** No house has more than this, kW. */
export const LARGEST_POWER_KW = 1000;
/** No energy costs more than this, currency/kWh. */
export const LARGEST_PRICE = 1000;

/** What a value may be, both ends included. */
export interface Range {
  min: number;
  max: number;
}

export const POWER: Range = { min: 0, max: LARGEST_POWER_KW };
export const PRICE: Range = { min: -LARGEST_PRICE, max: LARGEST_PRICE };
export const PERCENT: Range = { min: 0, max: 100 };
export const ENERGY: Range = { min: 0, max: 10_000 };
export const CAPACITY: Range = { min: 0.001, max: 10_000 };
export const EFFICIENCY: Range = { min: 0.05, max: 1 };
export const INSTANT: Range = { min: 0, max: 8.64e15 };

/** The same for a value that may be `null`. */
export function checkOptional(report: Report, field: string, found: number | null, range: Range): void {
  if (found !== null) checkNumber(report, field, found, range);
}

/** Reports a value that is no number or out of its range. */
export function checkNumber(report: Report, field: string, found: number, { min, max }: Range): void {
  if (typeof found === 'number' && found >= min && found <= max) return;
  report(field, found, {
    de: `${field} ist ${found}; erlaubt ist ${min} bis ${max}.`,
    en: `${field} is ${found}; allowed is ${min} to ${max}.`,
  });
}

/** Reports a lower value that is above its upper one. */
export function checkOrder(report: Report, lower: string, low: number, upper: string, high: number): void {
  if (!(low > high)) return;
  report(lower, low, {
    de: `${lower} (${low}) liegt über ${upper} (${high}).`,
    en: `${lower} (${low}) is above ${upper} (${high}).`,
  });
}

/** Reports a value that is neither true nor false. */
export function checkFlag(report: Report, field: string, found: boolean): void {
  if (typeof found === 'boolean') return;
  report(field, found, {
    de: `${field} ist ${found}; erlaubt ist true oder false.`,
    en: `${field} is ${found}; allowed is true or false.`,
  });
}

/** Reports a value that is none of those there are. */
export function checkOneOf<T>(report: Report, field: string, found: T, allowed: readonly T[]): void {
  if (allowed.includes(found)) return;
  report(field, found, {
    de: `${field} ist ${found}; erlaubt ist ${allowed.join(', ')}.`,
    en: `${field} is ${found}; allowed is ${allowed.join(', ')}.`,
  });
}

/** Reports a value that is no text. */
export function checkText(report: Report, field: string, found: string): void {
  if (typeof found === 'string') return;
  report(field, found, {
    de: `${field} ist ${found}; erlaubt ist ein Text.`,
    en: `${field} is ${found}; allowed is a text.`,
  });
}
