import type { Plan, PlannedLoad, PlanPeak, PlanUncertainty, Shortfall, Slot } from '../../house/index.ts';
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
    MIN_SOC: { description: 'A battery or a car is below its minimum.' },
    LOAD: { description: 'A flexible load does not get its energy within its window.' },
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
      description: 'Battery, loadpoint or flexible load that it is about; `null` for the grid connection.',
    }),
    departure: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Which of a car’s departures; `null` for other goals.',
      resolve: ({ departure }) => departure ?? null,
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
        'By how much `expectedCost` is lower than `expectedCostOfMeanPlan`; 0 where the plan is the same, can be negative where what is gained is a goal such as a departure, a lower peak or less CO₂.',
    }),
    insuranceCost: t.exposeFloat('insuranceCost', {
      description:
        'What this plan costs more if load and PV come as expected on average; below 0 by no more than plans are proven to, but where more than money weighs: a price limit, a peak, CO₂.',
    }),
  }),
});

const PlanPeakType = builder.objectRef<PlanPeak>('PlanPeak').implement({
  description: 'The highest mean import of a period that has a price.',
  fields: (t) => ({
    peakKw: t.exposeFloat('peakKw', {
      description: 'Of the plan and of what was reached before, in kW.',
    }),
    cost: t.exposeFloat('cost', {
      description: 'What it adds to what is paid for anyway, in currency, ≥ 0; not in the plan’s `cost`.',
    }),
  }),
});

const PlannedRunType = builder.objectRef<Slot>('PlannedRun').implement({
  description: 'A time in which something runs without a pause.',
  fields: (t) => ({
    start: t.expose('start', { type: 'DateTime', description: 'Beginning, inclusive.' }),
    end: t.expose('end', { type: 'DateTime', description: 'End, exclusive.' }),
  }),
});

const PlannedLoadType = builder.objectRef<PlannedLoad>('PlannedLoad').implement({
  description: 'When a load of `loads.yaml` is best to run. Smartload does not switch it.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Name and day.' }),
    title: t.exposeString('title', { description: 'Its name.' }),
    runs: t.expose('runs', {
      type: [PlannedRunType],
      description: 'In order; empty where it does not run within the horizon.',
    }),
    energyKwh: t.exposeFloat('energyKwh', { description: 'What it takes in these, in kWh.' }),
    missingKwh: t.exposeFloat('missingKwh', { description: 'What its window has no room for, in kWh, ≥ 0.' }),
  }),
});

const QuietHoursType = builder.objectRef<Slot>('QuietHours').implement({
  description: 'A time in which nobody is asked for anything.',
  fields: (t) => ({
    start: t.expose('start', { type: 'DateTime', description: 'Beginning, inclusive.' }),
    end: t.expose('end', { type: 'DateTime', description: 'End, exclusive.' }),
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
    loads: t.field({
      type: [PlannedLoadType],
      description: 'When each flexible load runs; empty without any.',
      resolve: ({ loads }) => loads ?? [],
    }),
    peaks: t.field({
      type: [PlanPeakType],
      description: 'What the import peaks come to, one for each peak price; empty without any.',
      resolve: ({ peaks }) => peaks ?? [],
    }),
    co2Kg: t.float({
      nullable: true,
      description: 'Emissions of the imported energy in kg of CO₂; `null` where unknown.',
      resolve: ({ co2Kg }) => co2Kg ?? null,
    }),
    gap: t.exposeFloat('gap', {
      nullable: true,
      description: 'How much better a plan could be at most, in currency; `null` for the fallback.',
    }),
    solveMs: t.exposeFloat('solveMs', { description: 'Time that planning took, in ms.' }),
    quietHours: t.field({
      type: [QuietHoursType],
      description: 'When nobody is asked for anything, within the horizon, in order.',
      resolve: ({ quietHours }) => quietHours ?? [],
    }),
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
