import {
  type ComparedDay,
  type DayCost,
  type DayRun,
  type DaySummary,
  type Difference,
  type ObservedOutlook,
  observedOutlook,
  type Policy,
  type SavingsReport,
  type Step,
} from '../../savings/index.ts';
import { builder } from '../builder.ts';
import { configurationRejected, InvalidValue } from '../refusals.ts';
import { CapabilityEnum } from './rollout.ts';
import { TextType } from './text.ts';

const PolicyType = builder.enumType('SavingsPolicy', {
  description: 'What a measured day is compared with.',
  values: {
    NO_BATTERY: { description: 'Cars charge as soon as they are plugged in, and there is no battery.' },
    SELF_CONSUMPTION: {
      description: 'The battery follows the house, cars charge as soon as they are plugged in.',
    },
    EVCC: {
      description:
        'The battery follows the house; cars charge on the sun and, for what is left, in the cheapest quarters of their stay.',
    },
    SMARTLOAD: {
      description:
        'What the plan wanted of the battery, carried out whether or not it was live; cars as measured.',
    },
  } satisfies Record<Policy, { description: string }>,
});

const energy = (description: string) => ({ description: `${description} in kWh.` });
const money = (description: string) => ({ description: `${description}, in the site's currency.` });

const DayCostType = builder.objectRef<DayCost>('SavingsCost').implement({
  description: 'One way through a day with its money; cost +, earnings −.',
  fields: (t) => ({
    importKwh: t.exposeFloat('importKwh', energy('Imported')),
    exportKwh: t.exposeFloat('exportKwh', energy('Exported')),
    dischargeKwh: t.exposeFloat('dischargeKwh', energy('Given by the battery')),
    storedStartKwh: t.exposeFloat('storedStartKwh', energy('In the battery at the start')),
    storedEndKwh: t.exposeFloat('storedEndKwh', energy('In the battery at the end')),
    carsAheadStartKwh: t.exposeFloat(
      'carsAheadStartKwh',
      energy('Into cars up to the start beyond what was really charged'),
    ),
    carsAheadEndKwh: t.exposeFloat(
      'carsAheadEndKwh',
      energy('Into cars up to the end beyond what was really charged'),
    ),
    meterCost: t.exposeFloat('meterCost', money('Σ import · price − export · feed-in')),
    gain: t.exposeFloat(
      'gain',
      money(
        'What battery and cars hold more at the end than at the start, at the worth of energy at those moments',
      ),
    ),
    cost: t.exposeFloat('cost', money('meterCost − gain')),
  }),
});

const PolicyCostType = builder.objectRef<{ policy: Policy; cost: DayCost }>('SavingsPolicyCost').implement({
  description: 'What a day would have cost under a policy.',
  fields: (t) => ({
    policy: t.expose('policy', { type: PolicyType, description: 'The policy.' }),
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
      description: 'As it would have been; empty for a day with gaps.',
    }),
    modelError: t.exposeFloat('modelError', money("What the battery's model misses of this day")),
  }),
});

const DifferenceType = builder.objectRef<Difference>('SavingsDifference').implement({
  description: 'What was paid beside what a policy would have paid over the same days.',
  fields: (t) => ({
    policy: t.expose('policy', { type: PolicyType, description: 'The policy.' }),
    cost: t.exposeFloat('cost', money('What it would have paid')),
    difference: t.exposeFloat(
      'difference',
      money('Its cost − the measured one: + where the real way was cheaper'),
    ),
    uncertainty: t.exposeFloat(
      'uncertainty',
      money("The difference lies within ± this in four of five cases, from what the battery's model misses"),
    ),
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
      ...money('It lies within ± this in four of five cases; `null` with it'),
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
  }),
});

const StepType = builder.objectRef<Step>('SavingsStep').implement({
  description: 'One quarter of an hour of a way through a day.',
  fields: (t) => ({
    start: t.expose('start', { type: 'DateTime', description: 'Beginning.' }),
    demandKwh: t.exposeFloat(
      'demandKwh',
      energy('What the house took without cars and battery; negative where the sun gave more,'),
    ),
    carsKwh: t.exposeFloat('carsKwh', energy('Into cars')),
    chargeKwh: t.exposeFloat('chargeKwh', energy('Into the battery, AC side,')),
    dischargeKwh: t.exposeFloat('dischargeKwh', energy('Out of the battery, AC side,')),
    storedKwh: t.exposeFloat('storedKwh', energy('In the battery at the end')),
    importKwh: t.exposeFloat('importKwh', energy('Imported')),
    exportKwh: t.exposeFloat('exportKwh', energy('Exported')),
    importPricePerKwh: t.exposeFloat('importPricePerKwh', { description: 'Price of import, currency/kWh.' }),
    feedInPricePerKwh: t.exposeFloat('feedInPricePerKwh', { description: 'Paid for export, currency/kWh.' }),
    cost: t.exposeFloat('cost', money('import · price − export · feed-in')),
  }),
});

const DayRunType = builder.objectRef<DayRun>('SavingsRun').implement({
  description: 'A way through a day, step by step.',
  fields: (t) => ({
    policy: t.field({
      type: PolicyType,
      nullable: true,
      description: 'The policy; `null` = as it was measured.',
      resolve: ({ policy }) => (policy === 'MEASURED' ? null : policy),
    }),
    cost: t.expose('cost', { type: DayCostType, description: 'Its sums.' }),
    steps: t.field({
      type: [StepType],
      description: 'Each quarter of an hour, oldest first.',
      resolve: (run) => run.steps(),
    }),
  }),
});

const ExplainedDayType = builder.objectRef<ComparedDay>('SavingsExplanation').implement({
  description: 'A complete day with every step, so that anyone can add it up again.',
  fields: (t) => ({
    date: t.string({ description: 'Local day, `YYYY-MM-DD`.', resolve: ({ day }) => day.date }),
    storedWorthAtStart: t.float({
      ...money('Worth of a kWh in the battery at the start'),
      resolve: ({ battery, worthAtStart }) =>
        (battery?.dischargeEfficiency ?? 0) * worthAtStart.replacedPerKwh,
    }),
    storedWorthAtEnd: t.float({
      ...money('Worth of a kWh in the battery at the end'),
      resolve: ({ battery, worthAtEnd }) => (battery?.dischargeEfficiency ?? 0) * worthAtEnd.replacedPerKwh,
    }),
    carWorthAtStart: t.float({
      ...money('Worth of a kWh charged ahead into a car at the start'),
      resolve: ({ worthAtStart }) => worthAtStart.boughtPerKwh,
    }),
    carWorthAtEnd: t.float({
      ...money('Worth of a kWh charged ahead into a car at the end'),
      resolve: ({ worthAtEnd }) => worthAtEnd.boughtPerKwh,
    }),
    chargeEfficiency: t.float({
      nullable: true,
      description: 'As identified from the days before; `null` without a battery.',
      resolve: ({ battery }) => battery?.chargeEfficiency ?? null,
    }),
    dischargeEfficiency: t.float({
      nullable: true,
      description: 'As identified from the days before; `null` without a battery.',
      resolve: ({ battery }) => battery?.dischargeEfficiency ?? null,
    }),
    modelErrorKwh: t.exposeFloat(
      'modelErrorKwh',
      energy("What the battery's model misses of the day's change"),
    ),
    runs: t.field({
      type: [DayRunType],
      description: 'As it was measured, then each policy.',
      resolve: ({ measured, policies }) => [measured, ...policies],
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

builder.queryField('savingsDay', (t) =>
  t.field({
    type: ExplainedDayType,
    nullable: true,
    description: 'Every step of one day; `null` for one that is not over or has gaps.',
    errors: {},
    args: { date: t.arg.string({ required: true, description: 'Local day, `YYYY-MM-DD`.' }) },
    resolve: (_root, { date }, { savings }) => {
      if (!savings) throw configurationRejected();
      checkDate('date', date);
      return savings.day(date);
    },
  }),
);

function checkDate(field: string, text: string): void {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return;
  throw new InvalidValue({
    code: 'INVALID_VALUE',
    field,
    message: {
      de: `„${text.slice(0, 20)}“ ist kein Tag; gebraucht wird etwas wie 2026-05-01.`,
      en: `“${text.slice(0, 20)}” is no day; something like 2026-05-01 is needed.`,
    },
  });
}
