import type { Plan, PlanInput, PlanSlot, PlanUncertainty } from '../../house/index.ts';
import type { Highs } from '../highs.ts';
import { withFixedLoads } from '../loads.ts';
import type { Solved } from '../solve.ts';
import { firstHourSlots, ordersOf } from './first-hour.ts';
import { givenUpBy } from './goals-given-up.ts';
import { hedge, planFrom } from './hedge.ts';
import { bestModes, type ModeChoice } from './mode-policy.ts';
import { costLessWorth, isAllMoney, worthOfCars } from './money.ts';
import { REGIMES } from './regimes.ts';

/**
 * The plan for an uncertain day, made from the one for the mean: what cars are told in the first hour is tried out in
 * the scenarios, and then the battery gets the modes that are best for all that may come.
 *
 * @param mean the plan for the mean as it was solved
 * @param leftMs how long it may still take; without time the plan for the mean stays as it is
 */
export function planInDoubt(
  highs: Highs,
  input: PlanInput,
  mean: { solved: Solved; plan: Plan },
  leftMs: () => number,
): Plan {
  const { plan, solved } = mean;
  if (!input.loads?.length) return weighDoubts(highs, input, mean, leftMs);
  // When the flexible loads run stays as it is for the mean: from here on they are as certain as the household.
  const flexibleKw = plan.slots.map(({ loads = [] }) => loads.map(({ powerKw }) => powerKw));
  const fixed = withFixedLoads(input, flexibleKw);
  const sumKw = (index: number) => (flexibleKw[index] ?? []).reduce((sum, power) => sum + power, 0);
  const slots = plan.slots.map(({ loads: _, ...slot }, index) => ({
    ...slot,
    loadKw: slot.loadKw + sumKw(index),
  }));
  const weighed = weighDoubts(highs, fixed, { solved, plan: { ...plan, slots } }, leftMs);
  return {
    ...weighed,
    shortfalls: plan.shortfalls
      .filter(({ kind }) => kind === 'LOAD')
      .concat(weighed.shortfalls.filter(({ kind }) => kind !== 'LOAD')),
    slots: weighed.slots.map((slot, index) => ({
      ...slot,
      loadKw: input.slots[index]?.loadKw ?? slot.loadKw,
      loads: plan.slots[index]?.loads ?? [],
    })),
  };
}

function weighDoubts(
  highs: Highs,
  input: PlanInput,
  mean: { solved: Solved; plan: Plan },
  leftMs: () => number,
): Plan {
  const before = hedge(highs, input, mean, leftMs);
  const count = firstHourSlots(input);
  const carKw = before.slots.map(({ cars }) => cars.reduce((sum, { chargeKw }) => sum + chargeKw, 0));
  // The modes are weighed by what energy costs alone.
  const choices = leftMs() > 0 && isAllMoney(input) ? bestModes(input, carKw, count) : null;
  const [first] = choices ?? [];
  if (!choices || !first) return before;
  const orders = ordersOf(input, before.slots.map(asDecision), count);
  const meanMode = orders[0]?.batteries[0]?.mode ?? 'NORMAL';
  const isSame = orders.every(({ batteries }, index) => batteries[0]?.mode === choices[index]?.mode);
  const maxChargeKw = input.batteries[0]?.maxChargeKw ?? 0;
  const wanted = orders.map((order, index) => {
    const mode = choices[index]?.mode ?? 'NORMAL';
    const [told] = order.batteries;
    const chargeKw = mode === told?.mode ? told.chargeKw : mode === 'CHARGE' ? maxChargeKw : 0;
    return { ...order, batteries: [{ mode, chargeKw }] };
  });
  const allowed = givenUpBy(mean.solved.model, mean.solved.values);
  const other = isSame ? before : planFrom(highs, input, wanted, { allowed, before }, leftMs());
  if (!other) return before;
  return {
    ...withModes(other, choices),
    uncertainty: joined(before.uncertainty, {
      scenarios: REGIMES,
      expectedCost: first.costs[first.mode] - worthOfCars(input, other),
      expectedCostOfMeanPlan: first.costs[meanMode] - worthOfCars(input, other),
      gain: first.costs[meanMode] - first.costs[first.mode],
      insuranceCost: costLessWorth(input, other) - costLessWorth(input, before),
    }),
  };
}

function asDecision(slot: PlanSlot) {
  return { ...slot, carKw: slot.cars.map(({ chargeKw }) => chargeKw) };
}

function withModes(plan: Plan, choices: readonly ModeChoice[]): Plan {
  const slots = plan.slots.map((slot, index): PlanSlot => {
    const mode = choices[index]?.mode;
    return mode ? { ...slot, batteries: slot.batteries.map((battery) => ({ ...battery, mode })) } : slot;
  });
  return { ...plan, slots };
}

/** What the cars' first hour brought, and what the battery's brings then. */
function joined(cars: PlanUncertainty | null, battery: PlanUncertainty): PlanUncertainty {
  if (!cars) return battery;
  return {
    scenarios: cars.scenarios,
    expectedCost: cars.expectedCost - battery.gain,
    expectedCostOfMeanPlan: cars.expectedCostOfMeanPlan,
    gain: cars.gain + battery.gain,
    insuranceCost: cars.insuranceCost + battery.insuranceCost,
  };
}
