import type { ComparedDay, DayRun, Step } from '../../savings/index.ts';
import { builder } from '../builder.ts';
import { configurationRejected } from '../refusals.ts';
import { checkDate, DayCostType, energy, money, SavingsPolicyEnum } from './savings-cost.ts';
import { TextType } from './text.ts';

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
      type: SavingsPolicyEnum,
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
      description:
        'As it was measured, then each policy; as measured alone while fewer than three days of the house are complete.',
      resolve: ({ measured, policies }) => [measured, ...policies],
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
        'Why its costs may still change, and until when: the battery is still being identified; `null` once they stay what they are.',
    }),
  }),
});

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
