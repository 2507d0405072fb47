import { z } from 'zod';
import type { Instant } from '../house/index.ts';

/**
 * The shapes of single values on evcc's wire. Each takes anything: what is absent or not of its kind
 * becomes `null`, never 0, so that one odd field of a new version does not cost the whole reading.
 */

/** A finite number as it is. */
export const number = z.number().nullable().catch(null);

/** A number that cannot be negative; measuring noise below 0 is 0. */
const atLeastZero = number.transform((value) => (value === null ? null : Math.max(0, value)));

/** Rounded to evcc's own three decimals, a milliwatt; the sum makes 0 of the −0 of an idle battery. */
const toKilo = (value: number | null) => (value === null ? null : Math.round(value * 1000) / 1e6 + 0);

/** W to kW, or Wh to kWh, with its sign. */
export const kilo = number.transform(toKilo);

/** W to kW, or Wh to kWh, of something that cannot be negative. */
export const kiloAtLeastZero = atLeastZero.transform(toKilo);

/** A number of which evcc gives 0 where it means "none" or "not read". */
export const numberOrNone = number.transform((value) => (value !== null && value > 0 ? value : null));

/** As `numberOrNone`, W to kW. */
export const kiloOrNone = numberOrNone.transform(toKilo);

/** A flag; absent is off. */
export const flag = z.boolean().catch(false);

/** A flag that may be unknown. */
export const maybeFlag = z.boolean().nullable().catch(null);

/** Text with something in it. */
export const text = z.string().trim().min(1).nullable().catch(null);

/** A time as RFC 3339; Go's zero time means none. */
export const time = z
  .string()
  .nullable()
  .catch(null)
  .transform((value) => (value === null ? null : parseTime(value)));

/** An array in which elements that are no objects are kept as `null`, so that positions stay what they are. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.array(item.nullable().catch(null)).nullable().catch(null);

/** An object used as a map, in which elements that are no objects are `null`. */
export const mapOf = <T extends z.ZodType>(item: T) =>
  z.record(z.string(), item.nullable().catch(null)).nullable().catch(null);

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** RFC 3339 to an instant; `null` for anything else and for times before 1970, which evcc uses for "none". */
export function parseTime(value: string): Instant | null {
  if (!RFC3339.test(value)) return null;
  const instant = Date.parse(value);
  return instant > 0 ? instant : null;
}

/** An instant as evcc takes it in a path: RFC 3339, UTC, whole seconds. */
export function formatTime(at: Instant): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? 'invalid' : date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** Whether something is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Answers of evcc before 0.207 come inside `{"result": …}`. */
export function unwrap(body: unknown): unknown {
  return isRecord(body) && 'result' in body ? body.result : body;
}
