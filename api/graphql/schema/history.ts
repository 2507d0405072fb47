import { DAY_MS, type Instant, type QuarterHour } from '../../house/index.ts';
import { builder } from '../builder.ts';
import { configurationRejected, InvalidValue } from '../refusals.ts';

/** A year and a month: enough to compare a month with the same one of the year before. */
const MAX_RANGE_DAYS = 400;

interface History {
  from: Instant;
  to: Instant;
  quarterHours: QuarterHour[];
}

const QuarterHourType = builder.objectRef<QuarterHour>('QuarterHour').implement({
  description: 'What one quarter of an hour really brought, as measured. `null` where nothing was measured.',
  fields: (t) => ({
    start: t.expose('start', { type: 'DateTime', description: 'Beginning, inclusive.' }),
    end: t.expose('end', { type: 'DateTime', description: 'End, exclusive.' }),
    importKwh: t.exposeFloat('importKwh', { nullable: true, description: 'Imported energy in kWh, ≥ 0.' }),
    exportKwh: t.exposeFloat('exportKwh', { nullable: true, description: 'Exported energy in kWh, ≥ 0.' }),
    pvKwh: t.exposeFloat('pvKwh', { nullable: true, description: 'PV energy in kWh, ≥ 0.' }),
    loadKwh: t.exposeFloat('loadKwh', {
      nullable: true,
      description: 'Energy of the household without cars in kWh, ≥ 0.',
    }),
    batteryChargeKwh: t.exposeFloat('batteryChargeKwh', {
      nullable: true,
      description: 'Charged into the home battery in kWh, ≥ 0.',
    }),
    batteryDischargeKwh: t.exposeFloat('batteryDischargeKwh', {
      nullable: true,
      description: 'Discharged from the home battery in kWh, ≥ 0.',
    }),
    carsKwh: t.exposeFloat('carsKwh', { nullable: true, description: 'Charged into cars in kWh, ≥ 0.' }),
    socPercent: t.exposeFloat('socPercent', {
      nullable: true,
      description: 'SoC of the home battery at the end, in %.',
    }),
    importPricePerKwh: t.exposeFloat('importPricePerKwh', {
      nullable: true,
      description: 'Price of imported energy, currency/kWh.',
    }),
    feedInPricePerKwh: t.exposeFloat('feedInPricePerKwh', {
      nullable: true,
      description: 'Paid for exported energy, currency/kWh.',
    }),
    cost: t.exposeFloat('cost', {
      nullable: true,
      description:
        'import · price − export · feed-in in currency: + cost, − earnings; `null` where a part is unknown.',
    }),
    plannedCost: t.exposeFloat('plannedCost', {
      nullable: true,
      description: 'What the plan in force at its start expected for it, in currency.',
    }),
  }),
});

const HistoryType = builder.objectRef<History>('History').implement({
  description: 'What was measured in a span of time.',
  fields: (t) => ({
    from: t.expose('from', { type: 'DateTime', description: 'Beginning, inclusive, as asked for.' }),
    to: t.expose('to', { type: 'DateTime', description: 'End, exclusive, as asked for.' }),
    quarterHours: t.expose('quarterHours', {
      type: [QuarterHourType],
      description: 'The quarters of an hour that were recorded, oldest first.',
    }),
  }),
});

builder.queryField('history', (t) =>
  t.field({
    type: HistoryType,
    description: `What was measured from \`from\` up to \`to\`, at most ${MAX_RANGE_DAYS} days.`,
    errors: {},
    args: {
      from: t.arg({ type: 'DateTime', required: true, description: 'Beginning, inclusive.' }),
      to: t.arg({ type: 'DateTime', required: true, description: 'End, exclusive; after `from`.' }),
    },
    resolve: async (_root, { from, to }, { history }) => {
      if (!history) throw configurationRejected();
      checkRange(from, to);
      return { from, to, quarterHours: await history(from, to) };
    },
  }),
);

function checkRange(from: Instant, to: Instant): void {
  if (to <= from)
    throw new InvalidValue({
      code: 'INVALID_VALUE',
      field: 'to',
      message: { de: '„to“ muss nach „from“ liegen.', en: '`to` must be after `from`.' },
    });
  if (to - from > MAX_RANGE_DAYS * DAY_MS)
    throw new InvalidValue({
      code: 'INVALID_VALUE',
      field: 'from',
      message: {
        de: `Höchstens ${MAX_RANGE_DAYS} Tage auf einmal. Bitte den Zeitraum teilen.`,
        en: `At most ${MAX_RANGE_DAYS} days at once. Please split the range.`,
      },
    });
}
