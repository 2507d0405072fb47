import { z } from 'zod';
import { errorText } from '../control/index.ts';
import type { EvccClient } from '../evcc/index.ts';
import {
  forecastLoad,
  forecastPv,
  integrateSolar,
  type LoadModel,
  learnLoad,
  learnPv,
  type PvModel,
  type PvPair,
  plausibleLoad,
  thirtyDayMean,
} from '../forecast/index.ts';
import { readOrNull, type Store } from '../history/index.ts';
import {
  type Clock,
  DAY_MS,
  type EnergySample,
  HOUR_MS,
  holidaysOf,
  type Instant,
  type Moment,
  moment,
  type PowerForecast,
  type QuarterHour,
  type Rate,
  type Settings,
  SLOT_MS,
  type Slot,
  slotStart,
} from '../house/index.ts';
import { stopwatch } from './reading.ts';
import type { Sources } from './sources.ts';
import { loadSummary } from './summaries.ts';
import { createTemperatures } from './temperatures.ts';

/** The load is learned from this many days. */
const HISTORY_DAYS = 35;
/** Learned anew this often; between that only the last hour bends the forecast. */
const LEARN_INTERVAL_MS = 6 * HOUR_MS;
const PAIRS_KEPT = 30 * 96;
/** How far ahead the PV forecast is remembered, to be compared with what then came. */
const REMEMBERED_MS = HOUR_MS;

/** What is expected of load and sun. */
export interface Expectation {
  load: PowerForecast[];
  pv: PowerForecast[];
  /** 0..1; 0 without a PV forecast. */
  pvConfidence: number;
  /** Share of the next 24 hours that the PV forecast covers, 0..1. */
  pvCoverage: number;
  /** The mean of the last 30 days at each slot's time of day, kW: what the load forecast is measured against. */
  naiveLoadKw: number[];
}

/** Load and PV forecasts that learn from what was measured. */
export interface Forecasts {
  /** Learns the load anew when it is time for it. */
  refresh(): Promise<void>;
  /** Learns the load anew, however short ago that was. */
  refreshNow(): Promise<void>;
  /** Takes finished quarters of an hour. */
  learn(quarters: readonly QuarterHour[]): void;
  expect(slots: readonly Slot[], solar: readonly Rate[] | null): Expectation;
}

const storedPairs = z.array(
  z.object({ start: z.number(), end: z.number(), forecastKw: z.number(), measuredKw: z.number() }),
);

export function createForecasts(dependencies: {
  settings: Settings;
  clock: Clock;
  evcc: Pick<EvccClient, 'readLoadHistory'> & Partial<Pick<EvccClient, 'readTemperatures'>>;
  store: Pick<Store, 'get' | 'set' | 'loadSamples' | 'strictly'>;
  sources: Pick<Sources, 'read' | 'absent' | 'failed'>;
  /** Earlier loads from a file: they count where neither we nor evcc know better. */
  earlier?: readonly EnergySample[];
}): Forecasts {
  const { settings, clock, evcc, store, sources } = dependencies;
  /** Newest last. */
  let pairs: PvPair[] = store.get('pvPairs', (value) => storedPairs.parse(value)) ?? [];
  let pvModel: PvModel | null = null;
  let loadModel: LoadModel | null = null;
  let learned: Moment | null = null;
  /** What we measured ourselves, as of when it could last be read. */
  let own: EnergySample[] = [];
  let evccHistory: EnergySample[] = [];
  let temperature: Rate[] = [];
  const temperatures = createTemperatures(evcc, store);
  let lastQuarters: QuarterHour[] = [];
  /** Uncorrected PV forecast of the quarters to come, by start. */
  const promised = new Map<Instant, number>();

  async function readHistory(now: Instant): Promise<void> {
    const elapsedMs = stopwatch();
    try {
      const found = await evcc.readLoadHistory(now - HISTORY_DAYS * DAY_MS, now);
      const durationMs = elapsedMs();
      if (!found) sources.absent('loadHistory', durationMs);
      const { values, finding } = plausibleLoad(found ?? [], 'loadHistory');
      if (found)
        sources.read('loadHistory', {
          summary: loadSummary(values.length),
          durationMs,
          findings: finding ? [finding] : [],
        });
      evccHistory = values;
      temperature = await temperatures.read(now);
    } catch (error) {
      sources.failed('loadHistory', errorText(error), elapsedMs());
    }
  }

  async function refreshNow(): Promise<void> {
    const now = clock.now();
    await readHistory(now);
    own = readOrNull(store, () => store.loadSamples(now - HISTORY_DAYS * DAY_MS, now)) ?? own;
    const samples = firstOfEach([own, evccHistory, dependencies.earlier ?? []]);
    loadModel = learnLoad(samples, settings.timeZone, now, {
      isHoliday: holidaysOf(settings.holidayRegion),
      ...(temperature.length > 0 ? { temperature } : {}),
    });
    pvModel = learnPv(pairs, now);
    learned = moment(clock, now);
  }

  return {
    async refresh() {
      if (learned === null || learned.ageMs() >= LEARN_INTERVAL_MS) await refreshNow();
    },
    refreshNow,

    learn(quarters) {
      lastQuarters = [...lastQuarters, ...quarters].slice(-4);
      const found = quarters.flatMap(({ start, end, pvKwh }): PvPair[] => {
        const forecastKw = promised.get(start);
        promised.delete(start);
        if (pvKwh === null || forecastKw === undefined) return [];
        return [{ start, end, forecastKw, measuredKw: pvKwh / ((end - start) / HOUR_MS) }];
      });
      if (found.length === 0) return;
      pairs = [...pairs, ...found].slice(-PAIRS_KEPT);
      store.set('pvPairs', pairs);
    },

    expect(slots, solar) {
      const now = clock.now();
      const model = loadModel ?? learnLoad([], settings.timeZone, now);
      const pv = forecastPv({
        solar,
        slots,
        correction: pvModel,
        recentKw: lastMeanKw(lastQuarters, now, SLOT_MS, (quarter) => quarter.pvKwh),
      });
      remember(promised, slots, solar, now);
      return {
        load: forecastLoad(
          model,
          slots,
          lastMeanKw(lastQuarters, now, HOUR_MS, (quarter) => quarter.loadKwh),
        ),
        pv: pv.slots,
        pvConfidence: pv.confidence,
        pvCoverage: pv.coverage,
        naiveLoadKw: thirtyDayMean(model, slots),
      };
    },
  };
}

/** Samples of several histories; of a quarter of an hour that more than one knows the first one counts. */
function firstOfEach(histories: readonly (readonly EnergySample[])[]): EnergySample[] {
  const known = new Map<Instant, EnergySample>();
  for (const history of histories)
    for (const sample of history) if (!known.has(sample.start)) known.set(sample.start, sample);
  return [...known.values()];
}

/** Mean power over the last `spanMs` of finished quarters; `null` where one of them is missing or unknown. */
function lastMeanKw(
  quarters: readonly QuarterHour[],
  now: Instant,
  spanMs: number,
  energyKwh: (quarter: QuarterHour) => number | null,
): number | null {
  const until = slotStart(now);
  const within = quarters.filter((quarter) => quarter.start >= until - spanMs && quarter.end <= until);
  const energies = within.map(energyKwh).filter((energy) => energy !== null);
  if (energies.length * SLOT_MS < spanMs) return null;
  return energies.reduce((sum, energy) => sum + energy, 0) / (spanMs / HOUR_MS);
}

/** Keeps what is promised for the next quarters; each is overwritten until it begins. */
function remember(
  promised: Map<Instant, number>,
  slots: readonly Slot[],
  solar: readonly Rate[] | null,
  now: Instant,
): void {
  for (const start of promised.keys()) if (start < now - DAY_MS) promised.delete(start);
  const near = slots.filter((slot) => slot.start <= now + REMEMBERED_MS && slot.end - slot.start === SLOT_MS);
  const powers = integrateSolar(solar, near) ?? [];
  for (const [index, slot] of near.entries()) {
    const power = powers[index];
    if (power !== null && power !== undefined) promised.set(slot.start, power);
  }
}
