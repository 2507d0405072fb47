import type { Instant } from '../../../api/house/index.ts';
import type { PlanPartsFragment, PlanSlotPartsFragment } from '../gql/graphql.ts';

export type Plan = PlanPartsFragment;

/** A slot of the plan with times that can be reckoned with. */
export interface Slot extends Omit<PlanSlotPartsFragment, 'start' | 'end'> {
  start: Instant;
  end: Instant;
}

/** The slots of a plan, in order and without gaps. */
export function slotsOf(plan: Plan): Slot[] {
  return plan.slots.map((slot) => ({ ...slot, start: Date.parse(slot.start), end: Date.parse(slot.end) }));
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
