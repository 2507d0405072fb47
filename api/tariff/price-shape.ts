import { DAY_MS, type Instant, localTime, MINUTE_MS, type Rate } from '../house/index.ts';

/** From this many days of prices on, working days and weekends are told apart. */
const DAYS_FOR_WEEKENDS = 9;
/** A price counts half as much for each of these that it is older. */
const HALF_LIFE_DAYS = 3;

/** How much of what the last known day was above or below the usual is expected of the days after it. */
const LEVEL_SHARE = 0.5;
/** With less than this known there is no usual to compare a day with. */
const LEAST_FOR_LEVEL_MS = 3 * DAY_MS;
/** Prices of a day that differ by no more than this are one price, currency/kWh. */
const ONE_PRICE_PER_KWH = 1e-4;
/** A day of prices, less the hour that a clock change takes. */
const WHOLE_DAY_MS = DAY_MS - 60 * MINUTE_MS;

type Cell = { weighted: number; weight: number };

const meanOf = (cell: Cell | undefined) => (cell && cell.weight > 0 ? cell.weighted / cell.weight : null);

function isWeekend(weekday: number): boolean {
  return weekday === 0 || weekday === 6;
}

/** What a price is likely to be at some moment, judged by the local hour; `null` where no price is known at all. */
export type PriceShape = (at: Instant) => number | null;

/**
 * Learns the usual price by local hour from known prices, newer ones counting more. Working days and weekends
 * are told apart where there is enough of both; an hour that was never seen gets the mean of all hours. All of it is
 * shifted by half of what the last known day was above or below the usual, within the prices seen: a dear day is rarely
 * alone. A last day of one price is a fixed tariff, whatever was paid before it.
 *
 * @param steps known prices, sorted and without overlaps
 */
export function learnPriceShape(steps: readonly Rate[], timeZone: string): PriceShape {
  const cells = new Map<string, Cell>();
  const first = steps[0]?.start ?? 0;
  const last = steps.at(-1)?.end ?? 0;
  const fixed = fixedPrice(steps.filter(({ end }) => end > last - DAY_MS));
  if (fixed !== null) return () => fixed;
  const splitWeekends = last - first >= DAYS_FOR_WEEKENDS * DAY_MS;

  const keys = (at: Instant) => {
    const { weekday, hour } = localTime(at, timeZone);
    return { all: 'all', hour: `${hour}`, hourOfKind: `${hour}/${splitWeekends && isWeekend(weekday)}` };
  };

  for (const piece of inHalfHours(steps)) {
    const weight = (piece.end - piece.start) * 0.5 ** ((last - piece.end) / (HALF_LIFE_DAYS * DAY_MS));
    for (const key of Object.values(keys(piece.start))) {
      const cell = cells.get(key) ?? { weighted: 0, weight: 0 };
      cell.weighted += piece.value * weight;
      cell.weight += weight;
      cells.set(key, cell);
    }
  }

  const usual: PriceShape = (at) => {
    const { all, hour, hourOfKind } = keys(at);
    return meanOf(cells.get(hourOfKind)) ?? meanOf(cells.get(hour)) ?? meanOf(cells.get(all));
  };
  const lowest = steps.reduce((least, { value }) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const highest = steps.reduce((most, { value }) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const shift =
    last - first >= LEAST_FOR_LEVEL_MS ? LEVEL_SHARE * excessSince(last - DAY_MS, steps, usual) : 0;
  return (at) => {
    const price = usual(at);
    return price === null ? null : Math.min(highest, Math.max(lowest, price + shift));
  };
}

/** The one price of a whole day; `null` where prices differ or less than a day is known. */
function fixedPrice(day: readonly Rate[]): number | null {
  const [first] = day;
  const end = day.at(-1)?.end;
  if (!first || end === undefined || end - first.start < WHOLE_DAY_MS) return null;
  return day.every(({ value }) => Math.abs(value - first.value) <= ONE_PRICE_PER_KWH) ? first.value : null;
}

/** What prices from `from` on were above the usual, on average. */
function excessSince(from: Instant, steps: readonly Rate[], usual: PriceShape): number {
  let excess = 0;
  let durationMs = 0;
  for (const { start, end, value } of inHalfHours(steps.filter((step) => step.end > from))) {
    excess += (value - (usual(start) ?? value)) * (end - start);
    durationMs += end - start;
  }
  return durationMs > 0 ? excess / durationMs : 0;
}

/** Cut at UTC half hours, so that each piece lies in one local hour (zones differ by half hours too). */
function* inHalfHours(steps: readonly Rate[]): Generator<Rate> {
  const cut = 30 * MINUTE_MS;
  for (const { start, end, value } of steps) {
    for (let from = start; from < end; ) {
      const to = Math.min(end, (Math.floor(from / cut) + 1) * cut);
      yield { start: from, end: to, value };
      from = to;
    }
  }
}
