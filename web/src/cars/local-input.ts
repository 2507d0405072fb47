import { fromLocalTime, type Instant, localTime } from '../../../api/house/index.ts';

/** An instant as a `datetime-local` field holds it, on the clock of the house. */
export function toLocalInput(at: Instant, timeZone: string): string {
  const { year, month, day, hour, minute } = localTime(at, timeZone);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/**
 * What a `datetime-local` field says, read on the clock of the house.
 *
 * @returns `null` where it is not a date with a time, `skipped` where a clock change leaves that time out
 */
export function fromLocalInput(text: string, timeZone: string): Instant | 'skipped' | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  const at = fromLocalTime({ year, month, day, hour, minute }, timeZone);
  return toLocalInput(at, timeZone) === match[0] ? at : 'skipped';
}
