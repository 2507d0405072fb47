import { type Instant, localMidnight, localTime, type QuarterHour, SLOT_MS } from '../house/index.ts';

/** A quarter of an hour of which everything is known that money depends on. Energies in kWh, ≥ 0. */
export interface KnownQuarter extends QuarterHour {
  importKwh: number;
  exportKwh: number;
  batteryChargeKwh: number;
  batteryDischargeKwh: number;
  carsKwh: number;
  importPricePerKwh: number;
  feedInPricePerKwh: number;
}

/** A local day with what was measured of it. */
export interface MeasuredDay {
  /** `YYYY-MM-DD` in the zone of the house. */
  date: string;
  start: Instant;
  end: Instant;
  /** The known quarters, oldest first. */
  quarters: KnownQuarter[];
  /** Quarters that are missing or of which something is unknown. */
  missing: number;
}

/**
 * Everything that money depends on, or `null`. A house without a battery or without loadpoints moves nothing there;
 * a feed-in price is only needed where something was fed in.
 */
export function knownQuarter(quarter: QuarterHour, hasBattery: boolean): KnownQuarter | null {
  const { importKwh, exportKwh, importPricePerKwh } = quarter;
  const carsKwh = quarter.carsKwh ?? (quarter.loadpoints?.length === 0 ? 0 : null);
  const batteryChargeKwh = hasBattery ? quarter.batteryChargeKwh : 0;
  const batteryDischargeKwh = hasBattery ? quarter.batteryDischargeKwh : 0;
  if (importKwh === null || exportKwh === null || importPricePerKwh === null) return null;
  if (batteryChargeKwh === null || batteryDischargeKwh === null || carsKwh === null) return null;
  if (hasBattery && quarter.socPercent === null) return null;
  return {
    ...quarter,
    importKwh,
    exportKwh,
    batteryChargeKwh,
    batteryDischargeKwh,
    carsKwh,
    importPricePerKwh,
    feedInPricePerKwh: quarter.feedInPricePerKwh ?? 0,
  };
}

/** The finished local days from the first quarter to `until`, also those of which little was measured, oldest first. */
export function measuredDays(
  quarters: readonly QuarterHour[],
  until: Instant,
  timeZone: string,
  hasBattery: boolean,
): MeasuredDay[] {
  const sorted = quarters.toSorted((a, b) => a.start - b.start);
  const first = sorted[0];
  if (!first) return [];
  const days: MeasuredDay[] = [];
  let at = 0;
  for (let start = localMidnight(first.start, timeZone); ; ) {
    // 26 hours on is the next day, whatever the clocks did.
    const end = localMidnight(start + 26 * 4 * SLOT_MS, timeZone);
    if (end > until) return days;
    const known: KnownQuarter[] = [];
    for (; at < sorted.length; at += 1) {
      const quarter = sorted[at];
      if (!quarter || quarter.start >= end) break;
      const complete = knownQuarter(quarter, hasBattery);
      if (complete) known.push(complete);
    }
    const missing = (end - start) / SLOT_MS - known.length;
    days.push({ date: localDate(start, timeZone), start, end, quarters: known, missing });
    start = end;
  }
}

/** `YYYY-MM-DD` of an instant in a zone. */
export function localDate(at: Instant, timeZone: string): string {
  const { year, month, day } = localTime(at, timeZone);
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
}
