import {
  SHADOW_POLICIES,
  type ShadowAction,
  type ShadowCost,
  type ShadowDay,
  type ShadowPolicy,
  type ShadowSum,
  type ShadowView,
} from '../../house/index.ts';
import { builder } from '../builder.ts';
import { TextType } from './text.ts';

const PolicyEnum = builder.enumType('ShadowPolicy', {
  description: 'Who decides beside the plan in force.',
  values: {
    PLAN: { description: 'The plan itself, in the same simulated battery as the others.' },
    PLAN_FOR_MEAN: { description: 'The plan without regard to uncertainty.' },
    EVCC: { description: 'evcc alone: the battery follows the house.' },
    STATIC_LIMITS: { description: 'The battery charges from the grid below a fixed price.' },
    LEARNED: { description: 'The plan with a few settings that are learned from outcomes.' },
  } satisfies Record<ShadowPolicy, { description: string }>,
});

const ActionEnum = builder.enumType('ShadowAction', {
  description: 'What a policy wants of the battery.',
  values: {
    FOLLOW: { description: 'Follow the house.' },
    HOLD_CHARGE: { description: 'Give, but take no surplus.' },
    HOLD: { description: 'Give nothing.' },
    CHARGE: { description: 'Charge at full rate.' },
  } satisfies Record<ShadowAction, { description: string }>,
});

const ShadowCostType = builder.objectRef<ShadowCost>('ShadowCost').implement({
  description: 'What a policy has cost in the simulated battery.',
  fields: (t) => ({
    policy: t.expose('policy', { type: PolicyEnum, description: 'Which policy.' }),
    days: t.exposeInt('days', { description: 'Complete days side by side.' }),
    cost: t.exposeFloat('cost', { description: 'Over these days, in currency: cost +, earnings −.' }),
    advantage: t.exposeFloat('advantage', {
      description: 'Cost of the plan − its own, in currency: + where it was cheaper.',
    }),
    verdict: t.expose('verdict', { type: TextType, description: 'What that amounts to.' }),
  }),
});

const costsOf = ({ costs }: Pick<ShadowDay, 'costs'>) =>
  SHADOW_POLICIES.map((policy) => ({ policy, cost: costs[policy] }));

const DayCostType = builder.objectRef<{ policy: ShadowPolicy; cost: number }>('ShadowDayCost').implement({
  description: 'What a policy paid on a day, or on several.',
  fields: (t) => ({
    policy: t.expose('policy', { type: PolicyEnum, description: 'Which policy.' }),
    cost: t.exposeFloat('cost', {
      description:
        'Import · price − export · feed-in and wear, less the worth of what its battery holds more than in the morning; currency.',
    }),
  }),
});

const ShadowDayType = builder.objectRef<ShadowDay>('ShadowDay').implement({
  description: 'What each policy paid on one complete day.',
  fields: (t) => ({
    date: t.exposeString('date', { description: 'Local day, `YYYY-MM-DD`.' }),
    costs: t.field({ type: [DayCostType], description: 'Of each policy.', resolve: costsOf }),
  }),
});

const ShadowSumType = builder.objectRef<ShadowSum>('ShadowSum').implement({
  description: 'What each policy paid on several days together.',
  fields: (t) => ({
    days: t.exposeInt('days', { description: 'How many, all complete.' }),
    costs: t.field({ type: [DayCostType], description: 'Of each policy.', resolve: costsOf }),
  }),
});

export const ShadowType = builder.objectRef<ShadowView>('Shadow').implement({
  description: 'Policies that decide beside the plan, on the same inputs, and write nothing.',
  fields: (t) => ({
    lpAction: t.expose('lpAction', {
      type: ActionEnum,
      nullable: true,
      description:
        'What the plan in force wants in its first slot. What is costed is what it would want in its simulated battery.',
    }),
    rlAction: t.expose('rlAction', {
      type: ActionEnum,
      nullable: true,
      description:
        'What the learned policy wants from the battery as it is, decided once a quarter of an hour; costed in a simulated battery like the others.',
    }),
    expectedDifference: t.exposeFloat('expectedDifference', {
      nullable: true,
      description:
        'By how much a day under the learned policy’s present settings is expected to be cheaper (+) or dearer (−), in currency; `null` where these were never tried on such a day.',
    }),
    advises: t.boolean({
      description:
        'Its advantage is proven, so that one may go by it. It never writes. Taken back when the advantage is gone, which shows within days or weeks where it was large and takes months where it was small.',
      resolve: ({ state }) => state === 'ADVISES',
    }),
    trying: t.expose('trying', { type: TextType, description: 'What the learned policy does differently.' }),
    policies: t.expose('policies', { type: [ShadowCostType], description: 'All of them side by side.' }),
    lately: t.expose('lately', {
      type: [ShadowDayType],
      description: 'The last complete days, oldest first, at most 31.',
    }),
    earlier: t.expose('earlier', {
      type: ShadowSumType,
      nullable: true,
      description:
        'What came before them: with them these are all days that count. `null` where nothing did.',
    }),
  }),
});
