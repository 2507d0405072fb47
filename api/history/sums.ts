import { z } from 'zod';
import { SLOT_MS } from '../house/index.ts';
import type { Records } from './records.ts';
import { AVERAGED, type HistorySpan, type Span, SUMMED, sumUp } from './spans.ts';
import { quarterHours } from './tables.ts';

/** So many spans are asked for at once; databases take a bounded number of values. */
const AT_ONCE = 500;

const number = z.number().nullable();

/** PostgreSQL counts in whole numbers that come as text. */
const count = z.coerce.number();

const sumRow = z.object({
  start: z.number(),
  end: z.number(),
  importKwh: number,
  exportKwh: number,
  pvKwh: number,
  loadKwh: number,
  batteryChargeKwh: number,
  batteryDischargeKwh: number,
  carsKwh: number,
  cost: number,
  plannedCost: number,
  importPricePerKwh: number,
  feedInPricePerKwh: number,
  socPercent: number,
  quarters: count,
  measured: count,
});

const FIGURES = [
  ...SUMMED.map((name) => `sum(q."${name}") AS "${name}"`),
  ...AVERAGED.map((name) => `avg(q."${name}") AS "${name}"`),
].join(', ');

/**
 * Sums of many spans, worked out by the database: a year by days takes it some milliseconds. While something waits to be
 * written it is summed up here instead, since a write holds at once for every read.
 */
export function sumsOf(records: Records, spans: readonly Span[]): HistorySpan[] {
  const [first] = spans;
  const last = spans.at(-1);
  if (!first || !last) return [];
  if (records.waiting() > 0)
    return sumUp(records.range(quarterHours, first.start, last.end, Number.MAX_SAFE_INTEGER), spans);
  const sums: HistorySpan[] = [];
  for (let at = 0; at < spans.length; at += AT_ONCE)
    sums.push(...sumsBySql(records, spans.slice(at, at + AT_ONCE)));
  return sums;
}

function sumsBySql(records: Records, spans: readonly Span[]): HistorySpan[] {
  const places = spans.map(() => '(CAST(? AS DOUBLE PRECISION), CAST(? AS DOUBLE PRECISION))').join(', ');
  const sql = `WITH "spans" ("from", "to") AS (VALUES ${places})
    SELECT s."from" AS "start", s."to" AS "end", count(*) AS "quarters", count(q."importKwh") AS "measured", ${FIGURES},
      (SELECT l."socPercent" FROM "quarterHours" l
        WHERE l."start" >= s."from" AND l."start" < s."to" AND l."socPercent" IS NOT NULL
        ORDER BY l."start" DESC LIMIT 1) AS "socPercent"
    FROM "spans" s JOIN "quarterHours" q ON q."start" >= s."from" AND q."start" < s."to"
    GROUP BY s."from", s."to" ORDER BY s."from"`;
  const values = spans.flatMap(({ start, end }) => [start, end]);
  return records.read({ sql, values }).map((row) => {
    const { measured, ...span } = sumRow.parse(row);
    return { ...span, knownShare: (measured * SLOT_MS) / (span.end - span.start) };
  });
}
