import type { Instant, PlanBattery, PlanCar, PlanInput, PlanSlotInput, TaperPoint } from '../house/index.ts';
import { HOUR_MS } from '../house/index.ts';

/** Length of a slot in hours. */
export function slotHours(slot: { start: Instant; end: Instant }): number {
  return (slot.end - slot.start) / HOUR_MS;
}

/** What a kWh from the grid costs with the price of its CO₂, currency/kWh. */
export function importPriceWithCo2(
  { co2PricePerTonne = 0 }: Pick<PlanInput, 'co2PricePerTonne'>,
  { importPricePerKwh, co2GramsPerKwh }: PlanSlotInput,
): number {
  return importPricePerKwh + ((co2GramsPerKwh ?? 0) * co2PricePerTonne) / GRAMS_PER_TONNE;
}

const GRAMS_PER_TONNE = 1e6;

/** PV beyond the household load (without cars), kW; negative where the load is larger. */
export function surplusKw(slot: PlanSlotInput): number {
  return slot.pvKw - slot.loadKw;
}

/** Whether what the battery gives may go into the household alone, neither into cars nor into the grid. */
export function servesHouseholdOnly(battery: PlanBattery): boolean {
  return !battery.canServeCars && !battery.canFeedGrid;
}

/** What a car can and should take, AC side. */
export interface CarEnergy {
  /** Until its target, kWh. */
  needKwh: number;
  /** Until its limit, kWh, ≥ need. */
  roomKwh: number;
}

/** Energy up to a car's target and limit; by energy alone where its SoC or capacity is unknown. */
export function carEnergy(car: PlanCar): CarEnergy {
  if (car.socPercent === null || car.capacityKwh === null) {
    const needKwh = car.targetEnergyKwh ?? 0;
    return { needKwh, roomKwh: car.targetEnergyKwh ?? (car.capacityKwh ?? 0) / car.chargeEfficiency };
  }
  const soc = car.socPercent;
  const kwhPerPercent = car.capacityKwh / 100 / car.chargeEfficiency;
  const roomKwh = Math.max(0, (car.limitSocPercent ?? 100) - soc) * kwhPerPercent;
  const wishedKwh =
    car.targetSocPercent === null
      ? (car.targetEnergyKwh ?? 0)
      : Math.max(0, car.targetSocPercent - soc) * kwhPerPercent;
  return { needKwh: Math.min(wishedKwh, roomKwh), roomKwh };
}

/**
 * The least mean power over `hours` in which the car charges, kW. It lies a little below the car's own minimum where only
 * so a whole number of slots of that length fills it exactly (the car stops within the last one), and where its taper is
 * below it.
 */
export function leastPowerKw(
  car: Pick<PlanCar, 'minPowerKw' | 'maxPowerKw' | 'taper'>,
  hours: number,
  { needKwh, roomKwh }: CarEnergy,
): number {
  if (car.minPowerKw <= 0) return 0;
  const minKwh = car.minPowerKw * hours;
  const fillKwh = roomKwh - needKwh < minKwh ? roomKwh : needKwh;
  const exactKw =
    roomKwh - needKwh < minKwh || roomKwh < minKwh
      ? fillKwh / hours / Math.max(1, Math.ceil(fillKwh / (car.maxPowerKw * hours) - 1e-9))
      : Number.POSITIVE_INFINITY;
  const taperKw = car.taper.at(-1)?.powerKw ?? Number.POSITIVE_INFINITY;
  return Math.max(0, Math.min(car.minPowerKw, exactKw, taperKw));
}

/** Whether grid energy is dearer than this storage's limit, be its price published or guessed. */
export function isDear(
  { maxGridPricePerKwh }: Pick<PlanCar, 'maxGridPricePerKwh'>,
  slot: PlanSlotInput,
): boolean {
  return maxGridPricePerKwh !== null && slot.importPricePerKwh > maxGridPricePerKwh;
}

/** Whether this storage may take no grid energy in the slot because its published price is above the limit. */
export function isAbovePriceLimit(
  storage: Pick<PlanCar, 'maxGridPricePerKwh'>,
  slot: PlanSlotInput,
): boolean {
  return slot.priceSource === 'PUBLISHED' && isDear(storage, slot);
}

/** Whether the battery may charge only what the sun leaves over in this slot. */
export function isSunOnly(battery: PlanBattery, slot: PlanSlotInput): boolean {
  return !battery.canGridCharge || isAbovePriceLimit(battery, slot);
}

/** Energy in a battery at `socPercent`, kWh. */
export function storedKwh(battery: PlanBattery, socPercent: number): number {
  return (battery.capacityKwh * socPercent) / 100;
}

/** A line above which power may not be: power ≤ `atZeroKw` − `slopeKwPerPercent` · SoC. */
export interface TaperLine {
  atZeroKw: number;
  slopeKwPerPercent: number;
}

/** The smallest concave bound above a taper's steps, as the lines a linear programme can hold. */
export function taperLines(taper: readonly TaperPoint[]): TaperLine[] {
  const last = taper.at(-1);
  if (!last) return [];
  const hull: TaperPoint[] = [];
  for (const point of last.socPercent < 100 ? [...taper, { ...last, socPercent: 100 }] : taper) {
    for (
      let end = hull.at(-1), before = hull.at(-2);
      end && before;
      end = hull.at(-1), before = hull.at(-2)
    ) {
      if (slope(before, end) > slope(end, point)) break;
      hull.pop();
    }
    hull.push(point);
  }
  return hull.slice(1).map((point, index) => {
    const slopeKwPerPercent = -slope(hull[index] ?? point, point);
    return { slopeKwPerPercent, atZeroKw: point.powerKw + slopeKwPerPercent * point.socPercent };
  });
}

function slope(from: TaperPoint, to: TaperPoint): number {
  return (to.powerKw - from.powerKw) / Math.max(1e-9, to.socPercent - from.socPercent);
}

/**
 * The most a tapered storage takes on average in a slot that begins at `socPercent`, when each kW raises the SoC by
 * `percentPerKw` until the slot's end, kW. The taper counts at the end of the slot.
 */
export function taperedPowerKw(
  taper: readonly TaperPoint[],
  socPercent: number,
  percentPerKw: number,
): number {
  let limitKw = taper[0]?.powerKw ?? Number.POSITIVE_INFINITY;
  for (const { atZeroKw, slopeKwPerPercent } of taperLines(taper)) {
    limitKw = Math.min(
      limitKw,
      (atZeroKw - slopeKwPerPercent * socPercent) / (1 + slopeKwPerPercent * percentPerKw),
    );
  }
  return Math.max(0, limitKw);
}
