import type { Store } from '../history/index.ts';
import { DAY_MS, HOUR_MS, type Instant, localMidnight, SLOT_MS } from '../house/index.ts';
import { type BatteryPlant, identifyBattery, localDate, measuredDays } from '../savings/index.ts';

/** The battery is identified from so many days. */
const IDENTIFY_DAYS = 60;

/** The battery that policies are costed with on a local day. */
export type ShadowPlant = (named: BatteryPlant, at: Instant, timeZone: string) => BatteryPlant;

/** Identifies the battery from what was measured in the days before; once a day, so that a day has one. */
export function createShadowPlant(store: Pick<Store, 'quarterHours'>): ShadowPlant {
  let last: { of: string; plant: BatteryPlant } | null = null;
  return (named, at, timeZone) => {
    const of = `${localDate(at, timeZone)} ${JSON.stringify(named)}`;
    if (last?.of === of) return last.plant;
    const midnight = localMidnight(at, timeZone);
    const quarters = store.quarterHours(midnight - IDENTIFY_DAYS * DAY_MS, midnight);
    const complete = measuredDays(quarters, midnight, timeZone, true).filter(({ missing }) => missing === 0);
    const plant = identifyBattery(
      named,
      complete.map((day) => day.quarters),
    );
    last = { of, plant };
    return plant;
  };
}

/** How many quarters of an hour a local day has. */
export function quartersOfDay(at: Instant, timeZone: string): number {
  const start = localMidnight(at, timeZone);
  // 26 hours on is the next day, whatever the clocks did.
  return (localMidnight(start + 26 * HOUR_MS, timeZone) - start) / SLOT_MS;
}
