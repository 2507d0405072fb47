import { z } from 'zod';
import { confidenceOf, NO_OUTCOMES, scoreOf, type Tally, withOutcome } from '../forecast/index.ts';
import type { Store } from '../history/index.ts';
import {
  DAY_MS,
  FORECAST_LEADS,
  FORECAST_SUBJECTS,
  type ForecastLead,
  type ForecastSkill,
  type ForecastSubject,
  HOUR_MS,
  type Instant,
  localMidnight,
  type PlanSlotInput,
  type QuarterHour,
  type Rate,
  type Settings,
  SLOT_MS,
} from '../house/index.ts';
import type { Expectation } from './forecasts.ts';

/** Forecasts of load and sun are kept as they were issued so long before. */
const LEAD_MS = { HOURS: 3 * HOUR_MS, DAY: DAY_MS } as const;
/** A cycle may be late by this without leaving a hole in the record. */
const REACH_MS = HOUR_MS;
const WEEK_DAYS = 7;
const MONTH_DAYS = 30;
/** Below this it is dark: whoever forecasts no sun at night has no merit in it. */
const DARK_KW = 0.02;

/** What is judged, in the order in which it is told. */
const KINDS = [
  { subject: 'LOAD', lead: 'HOURS' },
  { subject: 'LOAD', lead: 'DAY' },
  { subject: 'SOLAR', lead: 'HOURS' },
  { subject: 'SOLAR', lead: 'DAY' },
  { subject: 'PRICE', lead: 'UNPUBLISHED' },
] as const satisfies { subject: ForecastSubject; lead: ForecastLead }[];

/** A forecast that waits for what comes; `naive` is `null` where it is read from what was a day before. */
interface Promised {
  expected: number;
  p10: number | null;
  p90: number | null;
  naive: number | null;
}

/** Forecasts as they were issued, and how they did. */
export interface SkillRecord {
  /** Keeps what a cycle expects; prices that are published by now are compared with what was thought of them. */
  issue(
    at: Instant,
    expectation: Pick<Expectation, 'load' | 'pv' | 'naiveLoadKw'>,
    slots: readonly PlanSlotInput[],
    published: readonly Rate[],
  ): void;
  /** Takes finished quarters of an hour. */
  take(quarters: readonly QuarterHour[]): void;
  /** How far the PV forecast may be relied on, from what the model makes of it itself and how much it covers. */
  solarConfidence(modelSkill: number, coverage: number): number;
  skills(): ForecastSkill[];
}

const quantity = z.number().nullable();
const storedRecord = z.object({
  waiting: z.array(
    z.object({
      subject: z.enum(FORECAST_SUBJECTS),
      lead: z.enum(FORECAST_LEADS),
      forecasts: z.array(z.tuple([z.number(), z.number(), quantity, quantity, quantity])),
    }),
  ),
  tallies: z.array(
    z.object({
      subject: z.enum(FORECAST_SUBJECTS),
      lead: z.enum(FORECAST_LEADS),
      day: z.number(),
      tally: z.object(
        Object.fromEntries(Object.keys(NO_OUTCOMES).map((key) => [key, z.number()])) as {
          [K in keyof Tally]: z.ZodNumber;
        },
      ),
    }),
  ),
});

/** The record that the store holds, carried on. */
export function createSkillRecord(dependencies: {
  settings: Pick<Settings, 'timeZone'>;
  store: Pick<Store, 'get' | 'set' | 'quarterHours'>;
  now: () => Instant;
}): SkillRecord {
  const { settings, store, now } = dependencies;
  const stored = store.get('forecastSkill', (value) => storedRecord.parse(value));
  const records = KINDS.map((kind) => {
    const isOwn = (other: { subject: string; lead: string }) =>
      other.subject === kind.subject && other.lead === kind.lead;
    const forecasts = stored?.waiting.find(isOwn)?.forecasts ?? [];
    return {
      ...kind,
      /** By the start of their quarter. */
      waiting: new Map<Instant, Promised>(
        forecasts.map(([start, expected, p10, p90, naive]) => [start, { expected, p10, p90, naive }]),
      ),
      /** By the local midnight that begins their day. */
      tallies: new Map<Instant, Tally>(
        (stored?.tallies ?? []).filter(isOwn).map(({ day, tally }) => [day, tally]),
      ),
    };
  });
  type Kept = (typeof records)[number];
  /** What the sun's forecast came to at the last cycle. */
  let confidence: number | null = null;

  function save(): void {
    const oldest = now() - (MONTH_DAYS + 1) * DAY_MS;
    for (const { waiting, tallies } of records) {
      for (const start of waiting.keys()) if (start < now() - DAY_MS) waiting.delete(start);
      for (const day of tallies.keys()) if (day < oldest) tallies.delete(day);
    }
    store.set('forecastSkill', {
      waiting: records.map(({ subject, lead, waiting }) => ({
        subject,
        lead,
        forecasts: [...waiting].map(([start, { expected, p10, p90, naive }]) => [
          start,
          ...[expected, p10, p90, naive].map(short),
        ]),
      })),
      tallies: records.flatMap(({ subject, lead, tallies }) =>
        [...tallies].map(([day, tally]) => ({ subject, lead, day, tally })),
      ),
    });
  }

  /** Compares what waits for a quarter with what came. */
  function settle(record: Kept, start: Instant, measured: number | null, dayBefore: number | null): void {
    const promised = record.waiting.get(start);
    record.waiting.delete(start);
    const naive = promised?.naive ?? dayBefore;
    if (!promised || measured === null || naive === null) return;
    if (record.subject === 'SOLAR' && Math.max(promised.expected, measured) < DARK_KW) return;
    const day = localMidnight(start, settings.timeZone);
    const before = record.tallies.get(day) ?? NO_OUTCOMES;
    record.tallies.set(day, withOutcome(before, { ...promised, start, naive, measured }));
  }

  function score(record: Kept, days: number) {
    const from = localMidnight(now() - (days - 1) * DAY_MS, settings.timeZone);
    const tallies = [...record.tallies].filter(([day]) => day >= from).map(([, tally]) => tally);
    return scoreOf(tallies, days, record.subject !== 'PRICE');
  }

  return {
    issue(at, { load, pv, naiveLoadKw }, slots, published) {
      for (const record of records) {
        if (record.lead === 'UNPUBLISHED') continue;
        const from = at + LEAD_MS[record.lead];
        const forecasts = record.subject === 'LOAD' ? load : pv;
        for (const [index, { start, end, meanKw, p10Kw, p90Kw }] of forecasts.entries()) {
          if (start < from || start >= from + REACH_MS || end - start !== SLOT_MS) continue;
          const naive = record.subject === 'LOAD' ? (naiveLoadKw[index] ?? null) : null;
          record.waiting.set(start, { expected: meanKw, p10: p10Kw, p90: p90Kw, naive });
        }
      }
      const prices = records.find(({ subject }) => subject === 'PRICE');
      for (const { start, end, importPricePerKwh: expected, priceSource } of slots) {
        if (!prices || end - start !== SLOT_MS) continue;
        if (priceSource === 'ESTIMATED') {
          prices.waiting.set(start, { expected, p10: null, p90: null, naive: null });
        } else if (priceSource === 'PUBLISHED' && prices.waiting.has(start)) {
          settle(prices, start, expected, valueAt(published, start - DAY_MS));
        }
      }
      save();
    },

    take(quarters) {
      if (quarters.length === 0) return;
      for (const quarter of quarters) {
        const { start, end, loadKwh, pvKwh } = quarter;
        const before = store.quarterHours(start - DAY_MS, start - DAY_MS + 1)[0] ?? null;
        for (const record of records) {
          if (record.subject === 'PRICE') continue;
          const isLoad = record.subject === 'LOAD';
          const dayBefore = before && powerKw(isLoad ? before.loadKwh : before.pvKwh, before);
          settle(record, start, powerKw(isLoad ? loadKwh : pvKwh, { start, end }), dayBefore);
        }
      }
      save();
    },

    solarConfidence(modelSkill, coverage) {
      const record = records.find(({ subject, lead }) => subject === 'SOLAR' && lead === 'HOURS');
      confidence = record ? confidenceOf(score(record, MONTH_DAYS), modelSkill, coverage) : null;
      return confidence ?? modelSkill * coverage;
    },

    skills: () =>
      records.map((record) => ({
        subject: record.subject,
        lead: record.lead,
        week: score(record, WEEK_DAYS),
        month: score(record, MONTH_DAYS),
        confidence: record.subject === 'SOLAR' ? confidence : null,
      })),
  };
}

function powerKw(energyKwh: number | null, { start, end }: { start: Instant; end: Instant }): number | null {
  return energyKwh === null ? null : energyKwh / ((end - start) / HOUR_MS);
}

/** The value that holds at an instant; `null` where none does. */
function valueAt(rates: readonly Rate[], at: Instant): number | null {
  return rates.find(({ start, end }) => start <= at && at < end)?.value ?? null;
}

/** Enough digits for watts and hundredths of a cent. */
function short(value: number | null): number | null {
  return value === null ? null : Number(value.toFixed(5));
}
