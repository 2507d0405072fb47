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

const row = z.union([
  z.tuple([instant, instant, z.number()]).transform(([start, end, value]) => ({ start, end, value })),
  z.object({ start: instant, end: instant, value: z.number() }),
  z
    .object({ start: instant, end: instant, price: z.number() })
    .transform(({ start, end, price }) => ({ start, end, value: price })),
]);

/**
 * The rates of `/api/tariff/<name>`, or a bare list of them, in every form that evcc has had. Rows that are
 * broken, without length, or begin before the one before them ends are left out; a gap stays a gap.
 *
 * @param tariff of `solar` the values are W and become kW; all others keep their unit
 * @throws EvccError `NOT_EVCC` for anything that holds no list of rates
 */
export function decodeRates(body: unknown, tariff: TariffName = 'grid'): Rate[] {
  const answer = unwrap(body);
  const rows = isRecord(answer) && 'rates' in answer ? (answer.rates ?? []) : answer;
  if (!Array.isArray(rows)) {
    throw notEvcc({ de: 'Die Antwort enthält keine Tarifwerte', en: 'the answer holds no rates' });
  }
  const toUnit = tariff === 'solar' ? (watts: number) => Math.max(0, watts) / 1000 : (value: number) => value;
  return inOrder(rows.map(decodeRow)).map((rate) => ({ ...rate, value: toUnit(rate.value) }));
}

function decodeRow(raw: unknown): Rate | null {
  const { data } = row.safeParse(raw);
  return data && data.start !== null && data.end !== null && data.end > data.start
    ? { start: data.start, end: data.end, value: data.value }
    : null;
}

function inOrder(rows: (Rate | null)[]): Rate[] {
  let upTo: Instant = Number.NEGATIVE_INFINITY;
  return rows.filter((rate): rate is Rate => {
    if (rate === null || rate.start < upTo) return false;
    upTo = rate.end;
    return true;
  });
}

const historyShape = z.array(
  z.object({
    group: z.string().optional(),
    data: z.array(z.object({ start: instant, end: instant, energy: z.number() }).nullable().catch(null)),
  }),
);

/**
 * The household's energy from `/api/history/energy`, oldest first as evcc gives it, what cannot be true among it; broken
 * rows are left out.
 *
 * @throws EvccError `NOT_EVCC` for anything else
 */
export function decodeLoadHistory(body: unknown): EnergySample[] {
  const { data: series } = historyShape.safeParse(unwrap(body) ?? []);
  if (!series) {
    throw notEvcc({ de: 'Die Antwort ist kein Energieverlauf', en: 'the answer is no energy history' });
  }
  const home = series.find(({ group }) => group === undefined || group === 'home');
  const rows = (home?.data ?? []).map((one) =>
    one && one.start !== null && one.end !== null && one.end > one.start
      ? { start: one.start, end: one.end, value: one.energy }
      : null,
  );
  return inOrder(rows).map(({ start, end, value }) => ({ start, end, energyKwh: value }));
}
