import {
  type DayCost,
  type DaySummary,
  type Difference,
  type ObservedOutlook,
  observedOutlook,
  type Policy,
  type SavingsReport,
} from '../../savings/index.ts';
import { builder } from '../builder.ts';
import { configurationRejected } from '../refusals.ts';
import { CapabilityEnum } from './rollout.ts';
import { checkDate, DayCostType, money, SavingsPolicyEnum } from './savings-cost.ts';
import { TextType } from './text.ts';

const PolicyCostType = builder.objectRef<{ policy: Policy; cost: DayCost }>('SavingsPolicyCost').implement({
  description: 'What a day would have cost under a policy.',
  fields: (t) => ({
    policy: t.expose('policy', { type: SavingsPolicyEnum, description: 'The policy.' }),
    cost: t.expose('cost', { type: DayCostType, description: 'Its way through the day.' }),
  }),
});

const DaySummaryType = builder.objectRef<DaySummary>('SavingsDay').implement({
  description: 'One finished local day, costed as it was and as other policies would have gone through it.',
  fields: (t) => ({
    date: t.exposeString('date', { description: 'Local day, `YYYY-MM-DD`.' }),
    start: t.expose('start', { type: 'DateTime', description: 'Its first moment.' }),
    end: t.expose('end', { type: 'DateTime', description: 'The first moment after it.' }),
    missingQuarters: t.exposeInt('missingQuarters', {
      description:
        'Quarters of an hour that are missing or of which something is unknown; with any, the day is left out.',
    }),
    measured: t.expose('measured', {
      type: DayCostType,
      nullable: true,
      description: 'As it was; `null` for a day with gaps.',
    }),
    policies: t.expose('policies', {
      type: [PolicyCostType],
      description:
        'As it would have been; empty for a day with gaps, and while fewer than three days of the house are complete.',
    }),
    modelError: t.exposeFloat('modelError', money("What the battery's model misses of this day")),
  }),
});

const DifferenceType = builder.objectRef<Difference>('SavingsDifference').implement({
  description: 'What was paid beside what a policy would have paid over the same days.',
  fields: (t) => ({
    policy: t.expose('policy', { type: SavingsPolicyEnum, description: 'The policy.' }),
    cost: t.exposeFloat('cost', money('What it would have paid')),
    difference: t.exposeFloat(
      'difference',
      money('Its cost − the measured one: + where the real way was cheaper'),
    ),
    uncertainty: t.exposeFloat(
      'uncertainty',
      money(
        "The difference lies within ± this in four of five cases, from what the battery's model misses. How the cars would have charged under a policy is assumed and is in no band",
      ),
    ),
    covers: t.expose('covers', {
      type: TextType,
      description: 'What `uncertainty` holds for this policy, and what it does not, in words.',
    }),
  }),
});

const ObservedOutlookType = builder.objectRef<ObservedOutlook>('ObservedOutlook').implement({
  description: 'What a capability that only observes would have brought, as far as that can be reckoned.',
  fields: (t) => ({
    capability: t.expose('capability', { type: CapabilityEnum, description: 'Which one.' }),
    wouldHaveBrought: t.exposeFloat('wouldHaveBrought', {
      nullable: true,
      ...money(
        'What was paid − what the plan would have come to over the complete days: + where it would have been less; `null` with fewer than three, and where it is not reckoned',
      ),
    }),
    uncertainty: t.exposeFloat('uncertainty', {
      nullable: true,
      ...money(
        "It lies within ± this in four of five cases, from what the battery's model misses and nothing else; `null` with it",
      ),
    }),
    message: t.expose('message', { type: TextType, description: 'The same in words.' }),
  }),
});

const ReportType = builder.objectRef<SavingsReport>('SavingsReport').implement({
  description: 'Measured days with what they cost, and what they would have cost otherwise.',
  fields: (t) => ({
    days: t.expose('days', {
      type: [DaySummaryType],
      description: 'All finished days asked for, oldest first.',
    }),
    completeDays: t.exposeInt('completeDays', { description: 'Days that count.' }),
    leftOutDays: t.exposeInt('leftOutDays', { description: 'Days with gaps, which do not.' }),
    cost: t.exposeFloat('cost', { nullable: true, ...money('Of the complete days; `null` without any') }),
    differences: t.expose('differences', {
      type: [DifferenceType],
      description: 'Over the complete days; empty while these are fewer than three.',
    }),
    observing: t.field({
      type: [ObservedOutlookType],
      description:
        'Capabilities that only observe, and what they would have brought; empty once all are live.',
      resolve: (report, _args, { snapshot }) => {
        const rollouts = snapshot?.rollouts.filter(({ mode }) => mode === 'OBSERVATION') ?? [];
        const observing = rollouts.map(({ capability }) => capability);
        return observedOutlook(report, observing, snapshot?.currency ?? 'EUR');
      },
    }),
    waiting: t.expose('waiting', {
      type: TextType,
      nullable: true,
      description: 'Why there is no comparison yet; `null` where there is one.',
    }),
    unsettled: t.expose('unsettled', {
      type: TextType,
      nullable: true,
      description:
        'Why these costs may still change, and until when: the battery is still being identified; `null` once they stay what they are.',
    }),
  }),
});

builder.queryField('savings', (t) =>
  t.field({
    type: ReportType,
    description: 'What finished days cost, and what they would have cost under other policies.',
    errors: {},
    args: {
      from: t.arg.string({ required: true, description: 'First local day, `YYYY-MM-DD`.' }),
      to: t.arg.string({ required: true, description: 'Last local day, inclusive.' }),
    },
    resolve: (_root, { from, to }, { savings }) => {
      if (!savings) throw configurationRejected();
      checkDate('from', from);
      checkDate('to', to);
      return savings.report(from, to);
    },
  }),
);
