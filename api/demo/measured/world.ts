import { type Instant, SLOT_MS, slotStart } from '../../house/index.ts';
import type { CarSpec, ChargerSpec, Devices, World } from '../plant/index.ts';

/** Mean powers and prices of quarters of an hour, as the world of a measured house needs them. */
export interface MeasuredQuarters {
  /** Mean PV power in the quarter that starts then, kW ≥ 0. */
  pvKw(start: Instant): number;
  /** Mean household load without cars, kW ≥ 0. */
  loadKw(start: Instant): number;
  /** Currency/kWh. */
  importPricePerKwh(start: Instant): number;
  /** Currency/kWh. */
  feedInPricePerKwh: number;
}

/** A world in which happens what was measured, constant within each quarter of an hour. Cars come and go by hand. */
export function measuredWorld(quarters: MeasuredQuarters, devices: Devices): World {
  return {
    seed: 0,
    devices,
    pvKw: (from, to) => mean(quarters.pvKw, from, to),
    loadKw: (from, to) => mean(quarters.loadKw, from, to),
    importPricePerKwh: (at) => quarters.importPricePerKwh(slotStart(at)),
    feedInPricePerKwh: quarters.feedInPricePerKwh,
    trips: [],
  };
}

function mean(valueAt: (start: Instant) => number, from: Instant, to: Instant): number {
  const first = slotStart(from);
  if (to <= first + SLOT_MS) return valueAt(first);
  let sum = 0;
  for (let start = first; start < to; start += SLOT_MS)
    sum += valueAt(start) * (Math.min(to, start + SLOT_MS) - Math.max(from, start));
  return sum / (to - from);
}

/** A battery that is never nearer to full than what its session lacks; larger than any car's. */
const SESSION_CAR_KWH = 1000;

/**
 * A car of which only sessions are known: nobody knows its SoC, and it takes at full power what its session brought,
 * counted at the wall box.
 */
export function sessionCar(name: string): CarSpec {
  return {
    name,
    title: name,
    capacityKwh: SESSION_CAR_KWH,
    maxCurrentA: 16,
    phases: 3,
    chargeEfficiency: 1,
    wantedSocPercent: 100,
    tapers: false,
  };
}

/** A wall box of 11 kW that can switch phases. */
export function sessionCharger(name: string): ChargerSpec {
  return { name, title: name, maxCurrentA: 16, phaseSwitching: true };
}
