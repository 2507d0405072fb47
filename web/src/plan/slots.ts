import type { Instant } from '../../../api/house/index.ts';
import type { PlanPartsFragment, PlanSlotPartsFragment } from '../gql/graphql.ts';

export type Plan = PlanPartsFragment;

/** A slot of the plan with times that can be reckoned with. */
export interface Slot extends Omit<PlanSlotPartsFragment, 'start' | 'end'> {
  start: Instant;
  end: Instant;
  /** Within which PV and load lie in four of five cases, kW; absent where that was not asked for or is unknown. */
  pvBand?: Range;
  loadBand?: Range;
}

export type Range = readonly [low: number, high: number];

/** What `PlanBands` tells of a slot, by its end, which stays the same while the slot runs. */
export type Bands = ReadonlyMap<Instant, Pick<Slot, 'pvBand' | 'loadBand'>>;

/** The slots of a plan, in order and without gaps. */
export function slotsOf(plan: Plan, bands: Bands = new Map()): Slot[] {
  return plan.slots.map((slot) => {
    const end = Date.parse(slot.end);
    return { ...slot, start: Date.parse(slot.start), end, ...bands.get(end) };
  });
}

/** Power into all home batteries, kW ≥ 0. */
export function chargeKw({ batteries }: Slot): number {
  return batteries.reduce((sum, battery) => sum + battery.chargeKw, 0);
}

/** Power out of all home batteries, kW ≥ 0. */
export function dischargeKw({ batteries }: Slot): number {
  return batteries.reduce((sum, battery) => sum + battery.dischargeKw, 0);
}

/** Charging power of one car, kW ≥ 0; 0 where the slot does not know it. */
export function carKw({ cars }: Slot, id: string): number {
  return cars.find((car) => car.id === id)?.chargeKw ?? 0;
}

/** State of charge of one car at the end of a slot, %; `undefined` where it is unknown. */
export function carSoc({ cars }: Slot, id: string): number | undefined {
  return cars.find((car) => car.id === id)?.socPercent ?? undefined;
}
