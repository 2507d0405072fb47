import { HOUR_MS, type Instant, SLOT_MS } from '../house/index.ts';
import type { KnownQuarter } from './measured.ts';

/** Energy into all cars for each quarter, kWh. */
export type CarProfile = number[];

/** How cars would have been charged: at full power from plugging in, or on the sun and then in the cheapest quarters. */
export type CarRule = 'AT_ONCE' | 'SUN_THEN_CHEAPEST';

/** A car plugged in at one loadpoint, by positions in the quarters: `to` is the first after it. */
interface Stay {
  from: number;
  to: number;
  energyKwh: number;
  maxKwh: number;
  /**
   * Of the energy, what was charged while evcc's plan had a time for it, by that time: it had to be there by then, also
   * where evcc forgets the plan once the target is reached.
   */
  due: Map<Instant, number>;
}

/**
 * Gives each car the same energy within the same stay at the cable, at other times. Where it was not kept who was
 * plugged in, cars stay as measured. `SUN_THEN_CHEAPEST` is evcc with a charge plan that knows the sun, charges at any
 * power, and buys in the cheapest quarters: what was charged for a plan's time until then, all else until the car left.
 * That is better than evcc can do, so that the comparison does not flatter us.
 */
export function carProfile(quarters: readonly KnownQuarter[], rule: CarRule): CarProfile {
  const profile = quarters.map((quarter) => quarter.carsKwh - plannableKwh(quarter));
  const surplusKwh = quarters.map((quarter) => Math.max(0, -demandKwh(quarter)));
  for (const id of new Set(quarters.flatMap((quarter) => quarter.loadpoints?.map((at) => at.id) ?? []))) {
    for (const stay of staysAt(quarters, id)) {
      if (rule === 'AT_ONCE') chargeAtOnce(stay, profile);
      else chargeOnSunThenCheapest(stay, quarters, surplusKwh, profile);
    }
  }
  return profile;
}

/**
 * What the house would have taken without cars and battery, kWh; negative where the sun gave more. From the meter, so
 * that with the measured cars and battery exactly the measured import and export come out.
 */
export function demandKwh(quarter: KnownQuarter): number {
  const { importKwh, exportKwh, batteryChargeKwh, batteryDischargeKwh, carsKwh } = quarter;
  return importKwh - exportKwh + batteryDischargeKwh - batteryChargeKwh - carsKwh;
}

/** What is known to belong to a stay. */
function plannableKwh(quarter: KnownQuarter): number {
  const stays = quarter.loadpoints?.filter((loadpoint) => loadpoint.connected) ?? [];
  return stays.reduce((sum, loadpoint) => sum + (loadpoint.energyKwh ?? 0), 0);
}

function staysAt(quarters: readonly KnownQuarter[], id: string): Stay[] {
  const stays: Stay[] = [];
  let open: Stay | null = null;
  quarters.forEach((quarter, at) => {
    const loadpoint = quarter.loadpoints?.find((other) => other.id === id);
    const follows = at > 0 && quarters[at - 1]?.end === quarter.start;
    if (!loadpoint?.connected) open = null;
    else {
      if (!open || !follows) {
        open = { from: at, to: at, energyKwh: 0, maxKwh: 0, due: new Map() };
        stays.push(open);
      }
      const energyKwh = loadpoint.energyKwh ?? 0;
      open.to = at + 1;
      const { readyAt } = loadpoint;
      if (readyAt && readyAt >= quarter.end) open.due.set(readyAt, (open.due.get(readyAt) ?? 0) + energyKwh);
      open.energyKwh += energyKwh;
      open.maxKwh = Math.max(open.maxKwh, energyKwh, ((loadpoint.maxPowerKw ?? 0) * SLOT_MS) / HOUR_MS);
    }
  });
  return stays;
}

function chargeAtOnce(stay: Stay, profile: CarProfile): void {
  let leftKwh = stay.energyKwh;
  for (let at = stay.from; at < stay.to && leftKwh > 0; at += 1)
    leftKwh -= charge(at, stay.maxKwh, leftKwh, profile);
}

function chargeOnSunThenCheapest(
  stay: Stay,
  quarters: readonly KnownQuarter[],
  surplusKwh: number[],
  profile: CarProfile,
): void {
  const roomKwh = new Map<number, number>();
  for (let at = stay.from; at < stay.to; at += 1) roomKwh.set(at, stay.maxKwh);
  let leftKwh = stay.energyKwh;
  const chargeIn = (at: number, mostKwh: number, wantedKwh: number) => {
    const room = roomKwh.get(at) ?? 0;
    const chargedKwh = charge(at, Math.min(room, mostKwh), wantedKwh, profile);
    roomKwh.set(at, room - chargedKwh);
    surplusKwh[at] = Math.max(0, (surplusKwh[at] ?? 0) - chargedKwh);
    return chargedKwh;
  };
  const chargeUntil = (end: Instant, wantedKwh: number) => {
    const slots = [...roomKwh.keys()].filter((at) => (quarters[at]?.end ?? 0) <= end);
    const price = (at: number) => quarters[at]?.importPricePerKwh ?? Number.POSITIVE_INFINITY;
    let missingKwh = wantedKwh;
    for (const at of slots) missingKwh -= chargeIn(at, surplusKwh[at] ?? 0, missingKwh);
    for (const at of slots.sort((a, b) => price(a) - price(b) || a - b))
      missingKwh -= chargeIn(at, Number.POSITIVE_INFINITY, missingKwh);
    leftKwh -= wantedKwh - missingKwh;
  };
  for (const [readyAt, dueKwh] of [...stay.due].sort(([a], [b]) => a - b)) chargeUntil(readyAt, dueKwh);
  chargeUntil(Number.POSITIVE_INFINITY, leftKwh);
}

function charge(at: number, mostKwh: number, leftKwh: number, profile: CarProfile): number {
  const energyKwh = Math.max(0, Math.min(mostKwh, leftKwh));
  profile[at] = (profile[at] ?? 0) + energyKwh;
  return energyKwh;
}
