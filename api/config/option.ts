import { z } from 'zod';
import type { FindingSeverity, Text } from '../house/index.ts';

/** Limits of a number: `min` and `max` belong to it, `above` does not. */
export interface Range {
  min?: number;
  above?: number;
  max?: number;
  integer?: boolean;
}

/** What kind of value an option takes, for whoever generates forms and schemas. */
export type OptionKind =
  | ({ type: 'number' } & Range)
  | { type: 'hour' }
  | { type: 'boolean' }
  | { type: 'text' }
  | { type: 'url' }
  | { type: 'timeZone' }
  | { type: 'headers' }
  | { type: 'list' }
  | { type: 'choice'; words: readonly string[] };

/** All that is said about an option besides its validation. */
export interface OptionDoc {
  kind: OptionKind;
  description: Text;
  /** Shown behind the number; `''` where it has none. */
  unit: string;
  /** What values are allowed, in words. */
  allowed: Text;
  /** The value when nothing is set; `null` = nothing, and `unset` says what then counts. */
  defaultValue: unknown;
  unset: Text | null;
  /** Never shown, logged or answered. */
  secret: boolean;
  /** Whether it is among the options of the Home Assistant add-on. */
  addon: boolean;
  /** How much an unusable value matters: with `CRITICAL` nothing runs, with `WARNING` a safe one is used. */
  invalid: FindingSeverity;
  /** What is used instead of an unusable value. */
  fallback: unknown;
  /** What an unusable value probably meant, as it should be written; `null` = no idea. */
  guess: (value: unknown) => string | null;
}

/** What is said about each option of the schema. */
export const optionDocs = z.registry<OptionDoc>();

type Description = Pick<OptionDoc, 'description'> &
  Partial<Pick<OptionDoc, 'unit' | 'unset' | 'secret' | 'addon' | 'invalid' | 'fallback' | 'guess'>>;

/**
 * An option from how a value is read and what is said about it. A value that is not set is `undefined` and
 * reads as the default.
 */
export function option<Value, Default extends Value | null>(
  kind: OptionKind,
  reader: z.ZodType<Value>,
  allowed: Text,
  defaultValue: Default,
  description: Description,
): z.ZodType<Value | Default> {
  const schema: z.ZodType<Value | Default> = reader.optional().transform((value) => value ?? defaultValue);
  optionDocs.add(schema, {
    kind,
    allowed,
    defaultValue,
    unit: '',
    unset: null,
    secret: false,
    addon: true,
    invalid: 'WARNING',
    fallback: defaultValue,
    guess: () => null,
    ...description,
  });
  return schema;
}

/** A number; also one written as text, as old files have it. */
export function number<Default extends number | null>(
  defaultValue: Default,
  range: Range,
  description: Description,
): z.ZodType<number | Default> {
  const { unit = '' } = description;
  const allowed = rangeText(range, unit);
  const guess = (value: unknown) => meantPercent(value, unit);
  return option({ type: 'number', ...range }, numberReader(range, unit), allowed, defaultValue, {
    guess,
    ...description,
  });
}

/** An hour of the local day, or `none`, which reads as -1. */
export function hourOrNone(defaultValue: number, description: Description): z.ZodType<number> {
  const reader = z.union([z.literal('none').transform(() => NO_HOUR), numberReader(HOURS)]);
  const allowed = { de: `${rangeText(HOURS, '').de} oder none`, en: `${rangeText(HOURS, '').en} or none` };
  return option({ type: 'hour' }, reader, allowed, defaultValue, description);
}

/** What `none` for an hour reads as. */
export const NO_HOUR = -1;
/** The hours of a local day. */
export const HOURS: Range = { min: 0, max: 23, integer: true };

/** Yes or no; also written as text. */
export function boolean(defaultValue: boolean, description: Description): z.ZodType<boolean> {
  const reader = z.union([z.boolean(), z.stringbool(), z.literal([0, 1]).transform((bit) => bit === 1)]);
  return option({ type: 'boolean' }, reader, { de: 'true oder false', en: 'true or false' }, defaultValue, {
    ...description,
  });
}

/** A text; a number counts as the text it was written as. */
export function text<Default extends string | null>(
  defaultValue: Default,
  description: Description,
): z.ZodType<string | Default> {
  return option({ type: 'text' }, textReader, { de: 'ein Text', en: 'a text' }, defaultValue, description);
}

export const textReader: z.ZodType<string> = z.union([
  z.string().transform((value) => value.trim()),
  z.number().transform(String),
]);

/** A number within a range, also written as text. A share of one is no number of per cent. */
export function numberReader(range: Range, unit = ''): z.ZodType<number> {
  const { min = -Infinity, max = Infinity, above = -Infinity, integer = false } = range;
  const finite = z
    .number()
    .refine((value) => value >= min && value <= max && value > above && (!integer || Number.isInteger(value)))
    .refine((value) => meantPercent(value, unit) === null);
  return z.preprocess(
    (value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value),
    finite,
  );
}

/** What a share of one, such as 0.8, was probably meant to be where per cent are asked for; `null` = it is none. */
export function meantPercent(value: unknown, unit: string): string | null {
  const share = typeof value === 'string' ? Number(value) : value;
  if (unit !== '%' || typeof share !== 'number' || !(share > 0 && share < 1)) return null;
  return `${Number((share * 100).toFixed(3))}`;
}

/** A range in words, with its unit. */
export function rangeText(range: Range, unit: string): Text {
  const tail = unit && ` ${unit}`;
  const { min, above, max } = range;
  const kind = range.integer ? { de: 'ganze Zahl ', en: 'whole number ' } : { de: '', en: '' };
  if (min !== undefined && max !== undefined) {
    return { de: `${kind.de}${min} bis ${max}${tail}`, en: `${kind.en}${min} to ${max}${tail}` };
  }
  if (above !== undefined && max !== undefined) {
    return {
      de: `größer als ${above}, höchstens ${max}${tail}`,
      en: `more than ${above}, at most ${max}${tail}`,
    };
  }
  if (above !== undefined) return { de: `größer als ${above}${tail}`, en: `more than ${above}${tail}` };
  if (min !== undefined) return { de: `${min}${tail} oder mehr`, en: `${min}${tail} or more` };
  return { de: 'eine Zahl', en: 'a number' };
}
