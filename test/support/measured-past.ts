import type { Store } from '../../api/history/index.ts';
import { type Instant, localTime, type QuarterHour, SLOT_MS } from '../../api/house/index.ts';
import { type BatteryRule, simulateQuarter } from '../../api/savings/simulate.ts';

const BATTERY = {
  capacityKwh: 10,
  minSocPercent: 10,
  maxSocPercent: 90,
  chargeEfficiency: 0.95,
  dischargeEfficiency: 0.95,
  maxChargeKw: 5,
  maxDischargeKw: 5,
};
const FEED_IN_PER_KWH = 0.08;
const KWH = SLOT_MS / 3_600_000;

/**
 * Records what a house with sun, battery and two cars measured from `from` up to `to`: sunny and dull days in turn,
 * dear evenings, cars that charge in cheap nights. A page that tells of weeks has something to tell at once.
 *
 * @param gaps local days of the month of which an hour is missing
 */
export function recordPast(
  store: Pick<Store, 'transaction' | 'recordQuarterHour'>,
  span: {
    from: Instant;
    to: Instant;
    timeZone: string;
    loadpoints: readonly string[];
    gaps: readonly number[];
  },
): void {
  let storedKwh = 4;
  store.transaction(() => {
    for (let start = span.from; start < span.to; start += SLOT_MS) {
      const { day, hour } = localTime(start, span.timeZone);
      const quarter = quarterOf(start, span, storedKwh);
      storedKwh = ((quarter.socPercent ?? 0) / 100) * BATTERY.capacityKwh;
      if (!(span.gaps.includes(day) && hour === 13)) store.recordQuarterHour(quarter);
    }
  });
}

function quarterOf(
  start: Instant,
  { timeZone, loadpoints }: { timeZone: string; loadpoints: readonly string[] },
  storedKwh: number,
): QuarterHour {
  const { day, hour, minute } = localTime(start, timeZone);
  const time = hour + minute / 60;
  const sunny = 0.12 + 0.88 * Math.abs(Math.sin(day * 2.3));
  const pvKw = Math.max(0, Math.sin(((time - 6.5) / 13) * Math.PI)) * 4.5 * sunny;
  const loadKw = 0.45 + 1.1 * bump(time, 7.2, 1) + 2.2 * bump(time, 19, 1.8) + 0.3 * bump(time, 12.5, 1);
  const price =
    0.3 + 0.14 * bump(time, 19.2, 2) + 0.05 * bump(time, 8, 1.5) - 0.13 * bump(time, 3, 2) - 0.03 * sunny;
  const isCheapNight = time >= 2 && time < 4.5;
  const carKw = isCheapNight && day % 3 === 0 ? 7.4 : 0;
  const rule: BatteryRule = isCheapNight && sunny < 0.5 ? 'CHARGE' : carKw > 0 ? 'HOLD' : 'FOLLOW';
  const flow = simulateQuarter(BATTERY, storedKwh, (loadKw - pvKw + carKw) * KWH, SLOT_MS, rule);
  return {
    start,
    end: start + SLOT_MS,
    importKwh: flow.importKwh,
    exportKwh: flow.exportKwh,
    pvKwh: pvKw * KWH,
    loadKwh: loadKw * KWH,
    batteryChargeKwh: flow.chargeKwh,
    batteryDischargeKwh: flow.dischargeKwh,
    carsKwh: carKw * KWH,
    socPercent: (100 * flow.storedKwh) / BATTERY.capacityKwh,
    importPricePerKwh: price,
    feedInPricePerKwh: FEED_IN_PER_KWH,
    cost: flow.importKwh * price - flow.exportKwh * FEED_IN_PER_KWH,
    plannedCost: flow.importKwh * price * 1.05 - flow.exportKwh * FEED_IN_PER_KWH,
    loadpoints: loadpoints.map((id, index) => ({
      id,
      energyKwh: index === 0 ? carKw * KWH : 0,
      connected: index === 0 && (hour >= 18 || hour < 7),
      maxPowerKw: 11,
    })),
    wantedBattery: rule === 'FOLLOW' ? 'RELEASE' : rule,
  };
}

/** A hill of height 1 around an hour of the day. */
function bump(time: number, middle: number, width: number): number {
  return Math.exp(-(((time - middle) / width) ** 2));
}
