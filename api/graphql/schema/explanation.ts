import type { PlanBinding } from '../../house/index.ts';
import {
  type DecisionAction,
  type ExplainedDecision,
  explainDecisions,
  type Otherwise,
} from '../../plan/index.ts';
import { NOT_IN_PLAN, noCycle, type OtherWayAnswer } from '../../whatif/index.ts';
import { builder } from '../builder.ts';
import { type Context, memoryOf } from '../context.ts';
import { outOfRange } from '../refusals.ts';
import { TextType } from './text.ts';
import { unanswered } from './what-if.ts';

/** Of so many decisions at once it is worked out what the other way would cost. */
const MOST_WORKED_OUT = 8;

const ActionEnum = builder.enumType('DecisionAction', {
  description: 'What a storage does.',
  values: {
    CHARGE: { description: 'It charges.' },
    DISCHARGE: { description: 'It gives energy.' },
    WAIT: { description: 'Neither.' },
  } satisfies Record<DecisionAction, { description: string }>,
});

export const OtherwiseEnum = builder.enumType('DecisionOtherwise', {
  description: 'What a storage could do instead.',
  values: {
    NOT_CHARGE: { description: 'Wait instead of charging.' },
    CHARGE: { description: 'Charge instead of waiting.' },
    NOT_DISCHARGE: { description: 'Keep its energy instead of giving it.' },
    DISCHARGE: { description: 'Give energy instead of waiting.' },
  } satisfies Record<Otherwise, { description: string }>,
});

const BindingEnum = builder.enumType('DecisionBinding', {
  description: 'What keeps a storage from doing more of what it does, or from doing anything.',
  values: {
    ABSENT: { description: 'It is not there.' },
    POWER: { description: 'Full power.' },
    SOC_MAX: { description: 'Full, as far as it may be filled.' },
    SOC_MIN: { description: 'Empty, as far as it may be emptied; a car: below its minimum.' },
    RESERVE: { description: 'What is kept for the house.' },
    DEPARTURE: {
      description: 'Without it the car is not ready when it leaves: there is no other time for it.',
    },
    IMPORT_LIMIT: { description: 'The grid connection gives no more.' },
    EXPORT_LIMIT: { description: 'No more may be fed in.' },
    PEAK: { description: 'The highest import that is paid for.' },
    PRICE_LIMIT: { description: 'Grid energy is above its price limit.' },
    SUN: { description: 'It takes all that the sun leaves.' },
    DEMAND: { description: 'It gives all that is needed.' },
    LOCKED: { description: 'It must not serve the car that charges.' },
    OVERRIDE: { description: 'A person decided it.' },
    QUIET_HOURS: { description: 'It stands at no cable, and nobody is asked to plug it in.' },
    NONE: { description: 'Nothing but prices.' },
  } satisfies Record<PlanBinding, { description: string }>,
});

/** A decision of a recorded cycle; `isOneOfMany` where too many were asked for to plan each of them the other way. */
interface Explained extends ExplainedDecision {
  cycleId: number;
  isOneOfMany: boolean;
}

const ExplanationType = builder.objectRef<Explained>('Explanation').implement({
  description: 'Why a battery or a car does in one slot what it does, from the plan’s own margins.',
  fields: (t) => ({
    start: t.expose('start', { type: 'DateTime', description: 'Beginning of the slot.' }),
    end: t.expose('end', { type: 'DateTime', description: 'End of the slot.' }),
    subject: t.exposeID('subject', { description: 'The battery, or the loadpoint of the car.' }),
    action: t.expose('action', { type: ActionEnum, description: 'What it does.' }),
    pricePerKwh: t.exposeFloat('pricePerKwh', { description: 'Import price of the slot, currency/kWh.' }),
    priceRank: t.exposeInt('priceRank', {
      description: 'Place among the coming prices up to the departure or for 24 hours, 1 = cheapest.',
    }),
    pricesCompared: t.exposeInt('pricesCompared', { description: 'How many prices that are.' }),
    storedValuePerKwh: t.exposeFloat('storedValuePerKwh', {
      nullable: true,
      description: 'Worth of one more stored kWh after the slot, currency/kWh; `null` where unknown.',
    }),
    otherwise: t.expose('otherwise', {
      type: OtherwiseEnum,
      nullable: true,
      description: 'What it could do instead; `null` where it has no choice.',
    }),
    otherwiseCost: t.float({
      nullable: true,
      description: `What that would cost (+) or save (−) over the horizon, in currency, worked out by planning both ways as \`otherWay\` does, which takes up to some seconds; \`null\` where there is no choice, where something would have to be given up for it, where too many questions wait, or where more than ${MOST_WORKED_OUT} decisions are asked for at once.`,
      resolve: async (decision, _args, context) => (await workedOut(decision, context))?.cost ?? null,
    }),
    otherwiseReason: t.field({
      type: TextType,
      nullable: true,
      description: 'The same in words, also where money is not what counts.',
      resolve: async (decision, _args, context) => (await workedOut(decision, context))?.message ?? null,
    }),
    otherwiseEnergyKwh: t.exposeFloat('otherwiseEnergyKwh', {
      nullable: true,
      description: 'Energy that would move to other slots, in kWh.',
    }),
    binding: t.expose('binding', { type: BindingEnum, description: 'Which limit binds.' }),
    reason: t.expose('reason', { type: TextType, description: 'All of it in words.' }),
  }),
});

async function workedOut(
  { cycleId, start, subject, otherwise, isOneOfMany }: Explained,
  context: Context,
): Promise<OtherWayAnswer | null> {
  if (otherwise === null || isOneOfMany) return null;
  const result = await memoryOf(context).otherWay({ cycleId, at: start, subject });
  return result.ok ? result.answer : null;
}

const ExplanationsType = builder
  .objectRef<{ cycleId: number; decisions: Explained[] }>('Explanations')
  .implement({
    description: 'Decisions of a plan with their reasons.',
    fields: (t) => ({
      cycleId: t.exposeInt('cycleId', { description: 'The cycle that planned them.' }),
      decisions: t.expose('decisions', {
        type: [ExplanationType],
        description: 'By slot, in each the batteries before the cars.',
      }),
    }),
  });

/** So many are explained at once. */
const MOST_SLOTS = 192;

builder.queryField('explanations', (t) =>
  t.field({
    type: ExplanationsType,
    description:
      'Why each battery and car does what it does, in the slots of a recorded cycle’s plan from `slot` on.',
    errors: {},
    args: {
      cycle: t.arg.int({ description: 'A recorded cycle; the last one where nothing is said.' }),
      slot: t.arg.int({
        required: true,
        defaultValue: 0,
        description: 'First slot, 0 = the running one; as many as the plan has.',
      }),
      at: t.arg({ type: 'DateTime', description: 'Or the slot that this instant lies in.' }),
      count: t.arg.int({ required: true, defaultValue: 1, description: 'How many slots, 1 to 192.' }),
    },
    resolve: async (_root, { cycle, slot, at, count }, context) => {
      const memory = memoryOf(context);
      if (count < 1 || count > MOST_SLOTS) throw outOfRange('count', count, 1, MOST_SLOTS);
      if (slot < 0) throw outOfRange('slot', slot, 0, MOST_SLOTS - 1);
      const cycleId = cycle ?? context.snapshot?.cycleId ?? 0;
      const recorded = await memory.cycle(cycleId);
      if (!recorded) throw unanswered(noCycle(cycle ?? null));
      const { input, plan } = recorded;
      if (at == null && slot >= plan.slots.length) throw outOfRange('slot', slot, 0, plan.slots.length - 1);
      const first = at == null ? slot : plan.slots.findIndex(({ start, end }) => at >= start && at < end);
      if (first < 0) throw unanswered(NOT_IN_PLAN);
      const slots = Array.from({ length: count }, (_, index) => first + index);
      const found = slots.flatMap((index) => explainDecisions(input, plan, index));
      const isOneOfMany = found.length > MOST_WORKED_OUT;
      return { cycleId, decisions: found.map((decision) => ({ ...decision, cycleId, isOneOfMany })) };
    },
  }),
);
