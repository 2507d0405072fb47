import type { Plan, PlanUncertainty, Shortfall } from '../../house/index.ts';
import { builder } from '../builder.ts';
import { PlanSlotType } from './plan-slot.ts';
import { TextType } from './text.ts';

export const PlanStatusEnum = builder.enumType('PlanStatus', {
  description: 'How good a plan is known to be.',
  values: {
    OPTIMAL: { description: 'Proven to be the best within the gap.' },
    FEASIBLE: { description: 'Correct, but not proven in time; `gap` says how much better it could be.' },
    FALLBACK: { description: 'Made by simple rules, because the solver could not.' },
  } as const,
});

const ShortfallKindEnum = builder.enumType('ShortfallKind', {
  description: 'Which goal could not be met.',
  values: {
    DEPARTURE: { description: 'A car will not reach its target in time.' },
    MIN_SOC: { description: 'The battery falls below its minimum.' },
    RESERVE: { description: 'The battery falls below the reserve kept for the house.' },
    IMPORT_LIMIT: { description: 'More is imported than the connection allows.' },
    EXPORT_LIMIT: { description: 'More is exported than the connection allows.' },
  } as const,
});

const ShortfallType = builder.objectRef<Shortfall>('Shortfall').implement({
  description: 'A goal that the plan could not meet.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ShortfallKindEnum, description: 'Which goal.' }),
    subject: t.exposeString('id', {
      nullable: true,
      description: 'Battery or loadpoint that it is about; `null` for the grid connection.',
    }),
    energyKwh: t.exposeFloat('energyKwh', { description: 'By how much, in kWh, ≥ 0.' }),
    message: t.expose('message', { type: TextType, description: 'The same in words.' }),
  }),
});

const PlanUncertaintyType = builder.objectRef<PlanUncertainty>('PlanUncertainty').implement({
  description:
    'What planning for all likely courses of load and PV changed, in currency. Costs are what is paid for energy and wear less the worth of what is left in batteries and cars, expected over these courses, if what follows the first hour is the best for what is known by then.',
  fields: (t) => ({
    scenarios: t.exposeInt('scenarios', {
      description: 'How many ways for load and PV to come were looked at.',
    }),
    expectedCost: t.exposeFloat('expectedCost', { description: 'With the first hour of this plan.' }),
    expectedCostOfMeanPlan: t.exposeFloat('expectedCostOfMeanPlan', {
      description: 'With the first hour that is best if load and PV come as expected on average.',
    }),
    gain: t.exposeFloat('gain', {
      description:
        'By how much `expectedCost` is lower than `expectedCostOfMeanPlan`; 0 where the plan is the same, can be negative where what is gained is a departure.',
    }),
    insuranceCost: t.exposeFloat('insuranceCost', {
      description: 'What this plan costs more if load and PV come as expected on average.',
    }),
  }),
});

export const PlanType = builder.objectRef<Plan>('Plan').implement({
  description: 'What is to happen over the horizon, slot by slot.',
  fields: (t) => ({
    computedAt: t.expose('computedAt', { type: 'DateTime', description: 'When it was made.' }),
    status: t.expose('status', { type: PlanStatusEnum, description: 'How good it is known to be.' }),
    fallbackReason: t.expose('fallbackReason', {
      type: TextType,
      nullable: true,
      description: 'Why the fallback was used; `null` otherwise.',
    }),
    slots: t.expose('slots', {
      type: [PlanSlotType],
      description: 'The slots of the horizon in order, without a gap.',
    }),
    cost: t.exposeFloat('cost', {
      description:
        'Sum of the slots’ costs in currency: + cost, − earnings; without wear, penalties or end values.',
    }),
    selfConsumptionCost: t.exposeFloat('selfConsumptionCost', {
      description:
        'What the same hours would cost if nobody planned, in currency: battery in self-consumption, cars at once. What the plan has more or less in battery and cars at its end counts at its end value.',
    }),
    gap: t.exposeFloat('gap', {
      nullable: true,
      description: 'How much better a plan could be at most, in currency; `null` for the fallback.',
    }),
    solveMs: t.exposeFloat('solveMs', { description: 'Time that planning took, in ms.' }),
    pricesKnownUntil: t.expose('pricesKnownUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'Up to here prices are published; `null` where none is.',
    }),
    shortfalls: t.expose('shortfalls', {
      type: [ShortfallType],
      description: 'Goals that the plan could not meet; empty where all are.',
    }),
    uncertainty: t.expose('uncertainty', {
      type: PlanUncertaintyType,
      nullable: true,
      description:
        'What planning for all likely courses of load and PV changed; `null` where only the expected load and PV were planned for (`plan_uncertainty` is off, or there was no doubt or no time).',
    }),
  }),
});
