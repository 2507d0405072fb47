import { type HistorySpan, type Resolution, type Span, spansBetween } from '../history/index.ts';
import { DAY_MS, type Instant } from '../house/index.ts';
import type { Page, Side } from './connection.ts';
import { InvalidValue } from './refusals.ts';

/** Sums quarters up by spans; those without any are left out. */
export type ReadSums = (spans: readonly Span[]) => HistorySpan[] | Promise<HistorySpan[]>;

/** A year and a month, to compare a month with the same one of the year before; days and months go back further. */
const MAX_DAYS: Record<Resolution, number> = { QUARTER_HOUR: 400, HOUR: 400, DAY: 3700, MONTH: 3700 };

/** So many spans are looked at in one go. */
const CHUNK = 500;

/** The whole spans that overlap with [from, to). @throws {InvalidValue} where that is none or too many */
export function spansOfRange(from: Instant, to: Instant, resolution: Resolution, timeZone: string): Span[] {
  if (to <= from)
    throw new InvalidValue({
      code: 'INVALID_VALUE',
      field: 'to',
      message: { de: '„to“ muss nach „from“ liegen.', en: '`to` must be after `from`.' },
    });
  const days = MAX_DAYS[resolution];
  if (to - from > days * DAY_MS)
    throw new InvalidValue({
      code: 'INVALID_VALUE',
      field: 'from',
      message: {
        de: `In dieser Auflösung höchstens ${days} Tage auf einmal. Bitte den Zeitraum teilen oder gröber auflösen.`,
        en: `At most ${days} days at once with this resolution. Please split the range, or ask for a coarser one.`,
      },
    });
  return spansBetween(from, to, resolution, timeZone);
}

/** What a page of the spans brought, oldest first; one more than the page where there is more. */
export async function readPage(spans: readonly Span[], page: Page, read: ReadSums): Promise<HistorySpan[]> {
  const { limit, isBackward, after, before } = page;
  const within = spans.filter(
    ({ start }) => (after === null || start > after) && (before === null || start < before),
  );
  const found: HistorySpan[] = [];
  const size = Math.min(CHUNK, limit + 1);
  if (isBackward)
    for (let end = within.length; end > 0 && found.length <= limit; end -= size)
      found.unshift(...(await read(within.slice(Math.max(0, end - size), end))));
  else
    for (let at = 0; at < within.length && found.length <= limit; at += size)
      found.push(...(await read(within.slice(at, at + size))));
  return isBackward ? found.slice(-(limit + 1)) : found.slice(0, limit + 1);
}

/** Whether anything was recorded in the span at a cursor, or on one side of it. */
export async function isRecordedBeyond(
  spans: readonly Span[],
  cursor: Instant,
  side: Side,
  read: ReadSums,
): Promise<boolean> {
  const beyond =
    side === 'BEHIND'
      ? spans.filter(({ start }) => start >= cursor)
      : spans.filter(({ start }) => start <= cursor).toReversed();
  // The nearest first: there is something at every cursor that was ever given, unless it is no longer kept.
  for (let at = 0, size = 1; at < beyond.length; at += size, size = CHUNK) {
    const part = beyond.slice(at, at + size).toSorted((a, b) => a.start - b.start);
    if ((await read(part)).length > 0) return true;
  }
  return false;
}
