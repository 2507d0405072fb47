import { DAY_MS, type Instant, type Rate, SLOT_MS } from '../../house/index.ts';
import { localInstant, type World, wallClock } from '../plant/index.ts';
import { expectedPvKw } from './solar-forecast.ts';

export const TARIFFS = ['grid', 'feedin', 'solar', 'planner'] as const;
export type TariffName = (typeof TARIFFS)[number];

/** What can be wrong with tariffs. */
export interface TariffFaults {
  /** Not configured at all. */
  missingTariffs: readonly TariffName[];
  /** The hour from 17 to 18 local time is missing from the prices. */
  tariffGap: boolean;
  /** Tomorrow is never published. */
  tariffEndsAtMidnight: boolean;
  /** One price at all hours of all days ahead. */
  flatPrice: boolean;
}

/** Local hour at which the prices of tomorrow are published. */
const PUBLICATION_HOUR = 13;
const GAP_HOUR = 17;
const FLAT_PRICE_PER_KWH = 0.3;

/** Rates as evcc has them: prices in currency/kWh, `solar` in W at the start of each slot. */
export interface Tariffs {
  /** `null` where the tariff is not configured. */
  rates(name: TariffName, now: Instant): Rate[] | null;
}

/** The tariffs of the virtual house, all in quarters of an hour, beginning with the local day of `now`. */
export function createTariffs(world: World, faults: TariffFaults): Tariffs {
  const cache = new Map<string, Rate[]>();

  function build(name: TariffName, now: Instant): Rate[] {
    const { day, hour } = wallClock(now);
    if (name === 'feedin') return slots(day, day + 7, () => world.feedInPricePerKwh);
    if (name === 'solar') return slots(day, day + 3, (at) => watts(expectedPvKw(world.seed, at, now)));
    if (faults.flatPrice) return slots(day, day + 3, () => FLAT_PRICE_PER_KWH);
    const published = hour >= PUBLICATION_HOUR && !faults.tariffEndsAtMidnight;
    const rates = slots(day, day + (published ? 2 : 1), world.importPricePerKwh);
    return faults.tariffGap
      ? rates.filter(({ start }) => Math.floor(wallClock(start).hour) !== GAP_HOUR)
      : rates;
  }

  return {
    rates(name, now) {
      if (faults.missingTariffs.includes(name)) return null;
      const quarter = Math.floor(now / SLOT_MS);
      const kind = name === 'planner' ? 'grid' : name;
      const key = `${kind} ${quarter} ${faults.tariffGap} ${faults.tariffEndsAtMidnight} ${faults.flatPrice}`;
      let found = cache.get(key);
      if (!found) {
        if (cache.size > 12) cache.clear();
        found = build(kind, now);
        cache.set(key, found);
      }
      return found;
    },
  };
}

/** Quarters of an hour from local midnight of `firstDay` to that of `endDay`: 92 or 100 on days of a clock change. */
function slots(firstDay: number, endDay: number, valueAt: (start: Instant) => number): Rate[] {
  const result: Rate[] = [];
  const end = localInstant(endDay);
  for (let start = localInstant(firstDay); start < end; start += SLOT_MS) {
    result.push({ start, end: start + SLOT_MS, value: valueAt(start) });
  }
  return result;
}

/** The rate in force at `at`; `null` where there is none. */
export function rateAt(rates: readonly Rate[] | null, at: Instant): number | null {
  const first = rates?.[0];
  if (!rates || !first) return null;
  const guess = rates[Math.floor((at - first.start) / SLOT_MS)];
  const found =
    guess && at >= guess.start && at < guess.end ? guess : rates.find((r) => at >= r.start && at < r.end);
  return found?.value ?? null;
}

/** Expected energy of a local day in Wh by the trapezoid rule, `day` counted from today. */
export function solarEnergyWh(rates: readonly Rate[], now: Instant, day: number): number {
  const today = wallClock(now).day;
  const from = localInstant(today + day);
  const to = localInstant(today + day + 1);
  let energyWh = 0;
  for (const [index, rate] of rates.entries()) {
    if (rate.start < from || rate.start >= to) continue;
    const next = rates[index + 1]?.value ?? rate.value;
    energyWh += (((rate.value + next) / 2) * (rate.end - rate.start) * 24) / DAY_MS;
  }
  return energyWh;
}

function watts(powerKw: number): number {
  return Math.round(powerKw * 1e6) / 1e3;
}
