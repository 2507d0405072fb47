import type { Plan, PlanForced, PlanInput, PlanSlot } from '../house/index.ts';
import { carOtherwise } from './car-otherwise.ts';
import { actionOf, batteryInstead } from './explain-decisions.ts';
import { batteryOtherwise, type Otherwise } from './explain-otherwise.ts';
import { slotHours, storedKwh } from './physics.ts';

/** What a battery or a car does in a slot and what it could do instead, to be planned both ways. */
export interface OtherWay {
  otherwise: Otherwise;
  /** AC side, what is done otherwise, kWh > 0. */
  energyKwh: number;
  /** The same hours, for the mean, with the decision as it was planned. */
  asPlanned: PlanInput;
  /** The same with the decision the other way. */
  instead: PlanInput;
}

/**
 * The other way for a decision of a plan. Doubts are left out: both ways are for what is expected, so that the difference is
 * the decision's alone.
 *
 * @returns `null` where there is no such slot or device, or nothing that it could do instead
 */
export function otherWay(input: PlanInput, plan: Plan, at: number, subject: string): OtherWay | null {
  const slot = plan.slots[at];
  const found =
    slot && (batteryWay(input, plan, slot, at, subject) ?? carWay(input, plan, slot, at, subject));
  if (!found) return null;
  const { otherwise, planned, instead } = found;
  const force = (flows: Flows): PlanInput => ({
    ...input,
    scenarios: [],
    spread: [],
    forced: [{ id: subject, start: slot.start, ...flows }],
  });
  return {
    otherwise,
    energyKwh: Math.abs(netKw(instead) - netKw(planned)) * slotHours(slot),
    asPlanned: force(planned),
    instead: force(instead),
  };
}

type Flows = Pick<PlanForced, 'chargeKw' | 'dischargeKw'>;

interface Way {
  otherwise: Otherwise;
  planned: Flows;
  instead: Flows;
}

function batteryWay(input: PlanInput, plan: Plan, slot: PlanSlot, at: number, subject: string): Way | null {
  const index = input.batteries.findIndex(({ id }) => id === subject);
  const flow = slot.batteries[index];
  if (!flow) return null;
  const otherwise = batteryInstead(slot, actionOf(flow));
  const { chargeKw, dischargeKw } = flow;
  const planned = { chargeKw, dischargeKw };
  // Who does not charge may still give, or the other way round, if that is better than to rest.
  if (otherwise === 'NOT_CHARGE') return { otherwise, planned, instead: { chargeKw: 0, dischargeKw: null } };
  if (otherwise === 'NOT_DISCHARGE')
    return { otherwise, planned, instead: { chargeKw: null, dischargeKw: 0 } };
  const cost = batteryOtherwise(input, plan, at, index, otherwise);
  if (!cost) return null;
  const kw = cost.energyKwh / slotHours(slot);
  const instead =
    otherwise === 'CHARGE' ? { chargeKw: kw, dischargeKw: 0 } : { chargeKw: 0, dischargeKw: kw };
  return { otherwise, planned, instead };
}

function carWay(input: PlanInput, plan: Plan, slot: PlanSlot, at: number, subject: string): Way | null {
  const index = input.cars.findIndex(({ id }) => id === subject);
  const car = input.cars[index];
  const flow = slot.cars[index];
  if (!car || !flow) return null;
  const charging = (chargeKw: number): Flows => ({ chargeKw, dischargeKw: null });
  const planned = charging(flow.chargeKw);
  if (actionOf(flow) === 'CHARGE') return { otherwise: 'NOT_CHARGE', planned, instead: charging(0) };
  const cost = carOtherwise(input, plan, at, index, 'CHARGE');
  if (!cost) return null;
  const instead = charging(Math.max(car.minPowerKw, cost.energyKwh / slotHours(slot)));
  return { otherwise: 'CHARGE', planned, instead };
}

function netKw({ chargeKw, dischargeKw }: Flows): number {
  return (chargeKw ?? 0) - (dischargeKw ?? 0);
}

/**
 * What a plan costs for energy, wear and peaks, less the worth of what batteries and cars hold at its end, in
 * currency.
 */
export function paidFor(input: PlanInput, plan: Plan): number {
  const end = plan.slots.at(-1);
  const peaks = (plan.peaks ?? []).reduce((sum, { cost }) => sum + cost, 0);
  const batteries = input.batteries.reduce((sum, battery, at) => {
    const givenKwh = plan.slots.reduce(
      (kwh, slot) => kwh + (slot.batteries[at]?.dischargeKw ?? 0) * slotHours(slot),
      0,
    );
    const leftKwh = storedKwh(battery, end?.batteries[at]?.socPercent ?? battery.socPercent);
    return sum + givenKwh * battery.wearCostPerKwh - leftKwh * battery.endValuePerKwh;
  }, 0);
  const cars = input.cars.reduce(
    (sum, car, at) => sum - (end?.cars[at]?.energyKwh ?? 0) * car.chargeEfficiency * car.endValuePerKwh,
    0,
  );
  return plan.cost + peaks + batteries + cars;
}
