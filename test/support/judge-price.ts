import {
  DAY_MS,
  fromLocalTime,
  HOUR_MS,
  type Instant,
  localMidnight,
  localTime,
  type Rate,
} from '../../api/house/index.ts';
import { alignPrices } from '../../api/tariff/index.ts';
import type { MeasuredSeries } from './measured-series.ts';
import { createScore, type Score } from './score.ts';

/** How well prices beyond the published ones were estimated. */
export interface PriceJudgement {
  ours: Score;
  /** The same time on the last known day. */
  sameAsYesterday: Score;
}

const KNOWN_DAYS = 28;
const FIRST_DAY = 7;

/** Estimates each local day from all that was published up to its beginning, as a plan does at 13:00 on the day before the last. */
export function judgePrices({ start, stepMs, values }: MeasuredSeries, timeZone: string): PriceJudgement {
  const result: PriceJudgement = { ours: createScore(), sameAsYesterday: createScore() };
  const last = start + values.length * stepMs;
  const priceAt = (at: Instant) => values[Math.round((at - start) / stepMs)] ?? Number.NaN;
  for (let day = localMidnight(start + FIRST_DAY * DAY_MS, timeZone); day < last; ) {
    const local = localTime(day + HOUR_MS, timeZone);
    const next = fromLocalTime({ ...local, day: local.day + 1, hour: 0, minute: 0 }, timeZone);
    const history: Rate[] = [];
    for (let at = Math.max(start, day - KNOWN_DAYS * DAY_MS); at < day; at += stepMs)
      if (!Number.isNaN(priceAt(at))) history.push({ start: at, end: at + stepMs, value: priceAt(at) });
    const slots: { start: Instant; end: Instant }[] = [];
    for (let at = day; at < next; at += stepMs) slots.push({ start: at, end: at + stepMs });
    const { slots: estimates } = alignPrices({
      grid: [],
      history,
      feedIn: null,
      feedInFallbackPerKwh: null,
      slots,
      timeZone,
    });
    for (const [index, slot] of slots.entries()) {
      const [price, before] = [priceAt(slot.start), priceAt(slot.start - DAY_MS)];
      if (Number.isNaN(price + before)) continue;
      result.ours.add(estimates[index]?.importPricePerKwh ?? Number.NaN, price, null);
      result.sameAsYesterday.add(before, price, null);
    }
    day = next;
  }
  return result;
}
