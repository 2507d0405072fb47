import { forecastLoad, learnLoad } from '../../api/forecast/index.ts';
import {
  DAY_MS,
  type EnergySample,
  fromLocalTime,
  HOUR_MS,
  holidayRegionOf,
  holidaysOf,
  type Instant,
  localMidnight,
  localTime,
  type PowerForecast,
  SLOT_MS,
} from '../../api/house/index.ts';
import { energiesOf, type MeasuredSeries } from './measured-series.ts';
import { createScore, type Score } from './score.ts';

/** A household whose load was measured. */
export interface LoadHome {
  series: MeasuredSeries;
  timeZone: string;
}

/** Squared errors of ours and of evcc's rule over the same steps. */
export interface Duel {
  ours: Score;
  evcc: Score;
}

/** How well the load of one home was forecast. */
export interface LoadJudgement {
  /** Issued at 13:00 local time for the whole next local day. */
  dayAhead: Duel;
  /** The same by local month. */
  months: Map<string, Duel>;
  /** Issued at 0, 6, 12 and 18 o'clock for the next 24 hours. */
  next24h: Duel;
  /** Of these the steps that start 1, 2, … 6 hours ahead; evcc's rule with its blend of the last quarter. */
  byLeadHour: Duel[];
  learnMsMax: number;
  forecastMsMax: number;
}

/** What is known of the past when a forecast is issued. */
const KNOWN_DAYS = 60;
/** evcc's rule: the mean of so many days by time of day, the first quarters blended with the last measured one. */
const EVCC_DAYS = 30;
const EVCC_BLEND = [0.8, 0.6, 0.4, 0.2];
/** Judged from the second day on, the band after two weeks. */
const FIRST_DAY = 2;
const FIRST_BAND_DAY = 14;
const SLOTS_AHEAD = 192;
const LEAD_HOURS = [1, 2, 3, 4, 5, 6];

/** Issues forecasts all through a home's measurements, each from what was known then, and compares them with what came. */
export function judgeLoad({ series, timeZone }: LoadHome): LoadJudgement {
  const samples = energiesOf(series);
  const isHoliday = holidaysOf(holidayRegionOf(timeZone));
  const first = samples[0]?.start ?? 0;
  const last = samples.at(-1)?.end ?? 0;
  let oldest = 0;
  const result: LoadJudgement = {
    dayAhead: duel(),
    months: new Map(),
    next24h: duel(),
    byLeadHour: LEAD_HOURS.map(duel),
    learnMsMax: 0,
    forecastMsMax: 0,
  };

  function powerAt(start: Instant): number {
    return series.values[Math.round((start - series.start) / series.stepMs)] ?? Number.NaN;
  }

  function issue(now: Instant): Issued {
    while ((samples[oldest]?.start ?? now) < now - (KNOWN_DAYS + 2) * DAY_MS) oldest += 1;
    const known: EnergySample[] = [];
    for (let index = oldest; (samples[index]?.end ?? now + 1) <= now; index += 1) {
      const sample = samples[index];
      if (sample && sample.start >= now - KNOWN_DAYS * DAY_MS) known.push(sample);
    }
    const slots = Array.from({ length: SLOTS_AHEAD }, (_, index) => ({
      start: now + index * SLOT_MS,
      end: now + (index + 1) * SLOT_MS,
    }));
    let begun = performance.now();
    const model = learnLoad(known, timeZone, now, { isHoliday });
    result.learnMsMax = Math.max(result.learnMsMax, performance.now() - begun);
    begun = performance.now();
    const ours = forecastLoad(model, slots, recentKw(now));
    result.forecastMsMax = Math.max(result.forecastMsMax, performance.now() - begun);
    return { ours, evcc: evccRule(known, timeZone, now, powerAt(now - series.stepMs)) };
  }

  function recentKw(now: Instant): number | null {
    let sum = 0;
    for (let start = now - HOUR_MS; start < now; start += series.stepMs) sum += powerAt(start);
    const mean = (sum * series.stepMs) / HOUR_MS;
    return Number.isNaN(mean) ? null : mean;
  }

  function compare(
    issued: Issued,
    now: Instant,
    from: Instant,
    until: Instant,
    duels: (lead: number) => Duel[],
  ) {
    const withBand = now >= first + FIRST_BAND_DAY * DAY_MS;
    for (let start = from; start < until; start += series.stepMs) {
      const measured = powerAt(start);
      if (Number.isNaN(measured)) continue;
      const index = (start - now) / SLOT_MS;
      const slots = issued.ours.slice(index, index + series.stepMs / SLOT_MS);
      const mean = meanOf(slots, ({ meanKw }) => meanKw);
      const band = withBand
        ? { low: meanOf(slots, ({ p10Kw }) => p10Kw), high: meanOf(slots, ({ p90Kw }) => p90Kw) }
        : null;
      const rule = issued.evcc(start, duels === byLead);
      // Before anything was measured there is no rule to compare with.
      if (Number.isNaN(rule)) continue;
      for (const { ours, evcc } of duels(start - now)) {
        ours.add(mean, measured, band);
        evcc.add(rule, measured, null);
      }
    }
  }

  const byLead = (leadMs: number) =>
    result.byLeadHour
      .slice(leadMs / HOUR_MS - 1, leadMs / HOUR_MS)
      .filter(() => leadMs >= HOUR_MS && leadMs % HOUR_MS === 0);

  for (let day = localMidnight(first + FIRST_DAY * DAY_MS, timeZone); day < last; ) {
    const local = localTime(day + HOUR_MS, timeZone);
    const at = (hour: number, plusDays = 0) =>
      fromLocalTime({ ...local, day: local.day + plusDays, hour, minute: 0 }, timeZone);
    const [tomorrow, dayAfter] = [at(0, 1), at(0, 2)];
    const month = `${local.year}-${String(local.month).padStart(2, '0')}`;
    if (at(13) <= last) {
      const ofMonth = result.months.get(month) ?? duel();
      result.months.set(month, ofMonth);
      const duels = [result.dayAhead, ofMonth];
      compare(issue(at(13)), at(13), tomorrow, dayAfter, () => duels);
    }
    for (const hour of [0, 6, 12, 18]) {
      const now = at(hour);
      if (now > last) break;
      const issued = issue(now);
      compare(issued, now, now, now + DAY_MS, () => [result.next24h]);
      compare(issued, now, now + HOUR_MS, now + 7 * HOUR_MS, byLead);
    }
    day = tomorrow;
  }
  return result;
}

interface Issued {
  ours: PowerForecast[];
  evcc: (start: Instant, blended: boolean) => number;
}

function duel(): Duel {
  return { ours: createScore(), evcc: createScore() };
}

function meanOf(slots: readonly PowerForecast[], of: (slot: PowerForecast) => number): number {
  return slots.reduce((sum, slot) => sum + of(slot), 0) / slots.length;
}

/** Mean of the last 30 days by local time of day; blended, the last measured step bends the first hour. */
function evccRule(
  known: readonly { start: Instant; end: Instant; energyKwh: number }[],
  timeZone: string,
  now: Instant,
  lastKw: number,
) {
  const timeOf = (at: Instant) => {
    const { hour, minute } = localTime(at, timeZone);
    return hour * 4 + Math.floor(minute / 15);
  };
  const sums = new Float64Array(96);
  const counts = new Float64Array(96);
  let all = 0;
  let count = 0;
  for (const { start, end, energyKwh } of known) {
    if (start < now - EVCC_DAYS * DAY_MS) continue;
    const powerKw = (energyKwh * HOUR_MS) / (end - start);
    const quarter = timeOf(start);
    sums[quarter] = (sums[quarter] ?? 0) + powerKw;
    counts[quarter] = (counts[quarter] ?? 0) + 1;
    all += powerKw;
    count += 1;
  }
  return (start: Instant, blended: boolean) => {
    const quarter = timeOf(start);
    const seen = counts[quarter] ?? 0;
    const usual = seen > 0 ? (sums[quarter] ?? 0) / seen : all / count;
    const weight = blended && !Number.isNaN(lastKw) ? (EVCC_BLEND[(start - now) / SLOT_MS] ?? 0) : 0;
    return usual * (1 - weight) + lastKw * weight;
  };
}
