import { z } from 'zod';
import { type EnergySample, type Instant, type Rate, SECOND_MS } from '../house/index.ts';
import { notEvcc } from './error.ts';
import { isRecord, parseTime, unwrap } from './wire.ts';

/** evcc's tariffs that we read, as its routes name them. */
export type TariffName = 'grid' | 'feedin' | 'solar' | 'co2' | 'temperature';

const instant = z
  .union([z.number().transform((seconds) => seconds * SECOND_MS), z.string().transform(parseTime)])
  .nullable()
  .catch(null);

const value = z.number().catch(Number.NaN);

const row = z.union([
  z.tuple([instant, instant, value]).transform(([start, end, found]) => ({ start, end, value: found })),
  z
    .object({ start: instant, end: instant, price: z.number() })
    .transform(({ start, end, price }) => ({ start, end, value: price })),
  z.object({ start: instant, end: instant, value }),
]);

/**
 * The rates of `/api/tariff/<name>`, or a bare list of them, in every form that evcc has had, sorted by time; a gap stays
 * a gap. A row that is told twice is one. Each row that cannot be used (no number, no time, no length, begins before the
 * one before it ends) stays as one whose value is `NaN`, so that whoever judges the values can count it; without a
 * time it stands at the end, at `NaN`.
 *
 * @param tariff of `solar` the values are W and become kW, with their sign; all others keep their unit
 * @throws EvccError `NOT_EVCC` for anything that holds no list of rates
 */
export function decodeRates(body: unknown, tariff: TariffName = 'grid'): Rate[] {
  const answer = unwrap(body);
  const rows = isRecord(answer) && 'rates' in answer ? (answer.rates ?? []) : answer;
  if (!Array.isArray(rows)) {
    throw notEvcc({ de: 'Die Antwort enthält keine Tarifwerte', en: 'the answer holds no rates' });
  }
  const perUnit = tariff === 'solar' ? 1000 : 1;
  return inOrder(rows.map(decodeRow)).map((rate) => ({ ...rate, value: rate.value / perUnit }));
}

function decodeRow(raw: unknown): Rate {
  const { data } = row.safeParse(raw);
  return placed(data?.start, data?.end, data?.value);
}

const UNREADABLE: Rate = { start: Number.NaN, end: Number.NaN, value: Number.NaN };

function placed(
  start: Instant | null | undefined,
  end: Instant | null | undefined,
  found = Number.NaN,
): Rate {
  return typeof start === 'number' && typeof end === 'number' && end > start
    ? { start, end, value: found }
    : UNREADABLE;
}

function inOrder(rows: readonly Rate[]): Rate[] {
  const sorted = rows
    .filter((rate) => rate !== UNREADABLE)
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const unreadable = rows.filter((rate) => rate === UNREADABLE);
  let last: Rate = { start: 0, end: 0, value: Number.NaN };
  const inTime = sorted.flatMap((rate): Rate[] => {
    if (rate.start === last.start && rate.end === last.end && rate.value === last.value) return [];
    if (rate.start < last.end) return [{ ...rate, value: Number.NaN }];
    if (!Number.isNaN(rate.value)) last = rate;
    return [rate];
  });
  return [...inTime, ...unreadable];
}

const historyShape = z.array(
  z.object({
    group: z.string().optional(),
    data: z.array(z.object({ start: instant, end: instant, energy: value }).nullable().catch(null)),
  }),
);

/**
 * The household's energy from `/api/history/energy`, oldest first, what cannot be true among it; rows that cannot be used
 * stay as `decodeRates` leaves them.
 *
 * @throws EvccError `NOT_EVCC` for anything else
 */
export function decodeLoadHistory(body: unknown): EnergySample[] {
  const { data: series } = historyShape.safeParse(unwrap(body) ?? []);
  if (!series) {
    throw notEvcc({ de: 'Die Antwort ist kein Energieverlauf', en: 'the answer is no energy history' });
  }
  const home = series.find(({ group }) => group === undefined || group === 'home');
  const rows = (home?.data ?? []).map((one) => placed(one?.start, one?.end, one?.energy));
  return inOrder(rows).map(({ start, end, value: energyKwh }) => ({ start, end, energyKwh }));
}
