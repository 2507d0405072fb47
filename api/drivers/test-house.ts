import {
  HOUR_MS,
  type Instant,
  type LoadpointView,
  type PlanSlot,
  SLOT_MS,
  type Snapshot,
} from '../house/index.ts';
import { emptyLive } from '../live/test-live.ts';

/** Saturday, 21 November 2026, 13:00 in Berlin. */
export const NOON = Date.UTC(2026, 10, 21, 12);

const EMPTY = emptyLive().snapshot();

/** A car that is plugged in and has what it needs. */
export const ZOE: LoadpointView = {
  id: 'my_garage',
  title: 'Garage',
  mode: 'pv',
  connected: true,
  charging: false,
  powerKw: 0,
  vehicleName: 'db:7',
  vehicleTitle: 'Zoë_<b>',
  vehicleSocPercent: 70,
  capacityKwh: 50,
  targetSocPercent: 70,
  targetEnergyKwh: null,
  departure: null,
  departureSource: 'DEFAULT',
  neededKwh: 0,
  expectedSocPercent: 70,
  isHeating: false,
  override: null,
};

/** A house with one car at its only loadpoint. */
export function house(
  at: Instant,
  car: Partial<LoadpointView> = {},
  change: Partial<Snapshot> = {},
): Snapshot {
  return { ...EMPTY, publishedAt: at, loadpoints: [{ ...ZOE, ...car }], ...change };
}

/** A plan that knows prices of a day from an instant on, ct/kWh for each hour; the last holds on. */
export function pricedPlan(from: Instant, cents: readonly number[]): NonNullable<Snapshot['plan']> {
  const slots = Array.from({ length: 96 }, (_, index): PlanSlot => {
    const hour = Math.floor((index * SLOT_MS) / HOUR_MS);
    return {
      start: from + index * SLOT_MS,
      end: from + (index + 1) * SLOT_MS,
      importPricePerKwh: (cents[Math.min(hour, cents.length - 1)] ?? 0) / 100,
      feedInPricePerKwh: 0.08,
      priceSource: 'PUBLISHED',
      pvKw: 0,
      loadKw: 0.3,
      importLimitKw: null,
      exportLimitKw: null,
      importKw: 0.3,
      exportKw: 0,
      curtailedKw: 0,
      batteries: [],
      cars: [],
      cost: 0,
      marginalPricePerKwh: null,
      reason: { de: '', en: '' },
    };
  });
  return {
    status: 'OPTIMAL',
    fallbackReason: null,
    computedAt: from,
    slots,
    cost: 0,
    selfConsumptionCost: 0,
    gap: null,
    solveMs: 0,
    pricesKnownUntil: null,
    shortfalls: [],
    uncertainty: null,
  };
}
