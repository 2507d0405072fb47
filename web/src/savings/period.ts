import { DAY_MS, type Instant, localTime } from '../../../api/house/index.ts';

export const UNITS = ['day', 'month', 'year'] as const;
export type Unit = (typeof UNITS)[number];

/** A span of local days, named `2026-04-12`, `2026-04` or `2026`. */
export interface Period {
  unit: Unit;
  name: string;
  /** First and last local day, `YYYY-MM-DD`. */
  from: string;
  to: string;
}

const NAME = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** The period of that name; `null` where there is none such. */
export function periodOf(name: string): Period | null {
  const match = NAME.exec(name);
  if (!match) return null;
  const [, year = '', month, day] = match;
  if (month === undefined) return { unit: 'year', name, from: `${year}-01-01`, to: `${year}-12-31` };
  if (day === undefined) {
    const last = dateOf(Date.UTC(Number(year), Number(month), 0));
    return last.startsWith(name) ? { unit: 'month', name, from: `${name}-01`, to: last } : null;
  }
  return dateOf(utc(name)) === name ? { unit: 'day', name, from: name, to: name } : null;
}

/** The local day of an instant, `YYYY-MM-DD`. */
export function localDay(at: Instant, timeZone: string): string {
  const { year, month, day } = localTime(at, timeZone);
  return dateOf(Date.UTC(year, month - 1, day));
}

/** The same place in a period of another length: the month of a day, or the last day of a month up to `today`. */
export function inUnit({ from, to }: Period, unit: Unit, today: string): string {
  const last = to > today && from <= today ? today : to;
  return last.slice(0, { day: 10, month: 7, year: 4 }[unit]);
}

/** Name of the period so many further on. */
export function shifted({ unit, from }: Period, count: number): string {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
  if (unit === 'day') return dateOf(Date.UTC(year, month - 1, day + count));
  if (unit === 'month') return dateOf(Date.UTC(year, month - 1 + count, 1)).slice(0, 7);
  return String(year + count);
}

/** How finely a period's table is resolved. */
const RESOLUTION = { day: 'QUARTER_HOUR', month: 'DAY', year: 'MONTH' } as const satisfies Record<
  Unit,
  string
>;

/** Where what was measured in a period is found as a table, beside the page. */
export function tableOf(period: Period, language: string): string {
  const next = periodOf(shifted(period, 1));
  const query = new URLSearchParams({
    from: period.from,
    to: next?.from ?? period.to,
    resolution: RESOLUTION[period.unit],
    language,
  });
  return `history.csv?${query}`;
}

/** All days of a period, `YYYY-MM-DD`. */
export function daysOf({ from, to }: Period): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = dateOf(utc(day) + DAY_MS)) days.push(day);
  return days;
}

/** Days before a day in its week, which begins on Monday. */
export function weekday(day: string): number {
  return (new Date(utc(day)).getUTCDay() + 6) % 7;
}

/** A local day as an instant that says the same in UTC. */
export function utc(day: string): Instant {
  return Date.parse(`${day}T00:00:00Z`);
}

function dateOf(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}
