import { type HistorySpan, type Resolution, sumUp } from '../../history/index.ts';
import type { QuarterHour } from '../../house/index.ts';
import { builder } from '../builder.ts';
import { CURSOR, connectionOf, connectionType, type Edge, pageOf } from '../connection.ts';
import type { Context } from '../context.ts';
import { isRecordedBeyond, type ReadSums, readPage, spansOfRange } from '../history-page.ts';
import { configurationRejected } from '../refusals.ts';

const ResolutionEnum = builder.enumType('HistoryResolution', {
  description: 'How finely history is summed up, by the clock of the house.',
  values: {
    QUARTER_HOUR: { description: 'Each quarter of an hour.' },
    HOUR: { description: 'Each hour; the one that a clock change repeats is two.' },
    DAY: { description: 'Each local day, of 23 to 25 hours.' },
    MONTH: { description: 'Each local month.' },
  } satisfies Record<Resolution, { description: string }>,
});

const energy = (what: string) => ({
  nullable: true as const,
  description: `${what} in kWh, ≥ 0: the sum of what is known; \`null\` where nothing is.`,
});
const price = (what: string) => ({
  nullable: true as const,
  description: `${what}, currency/kWh: the mean over time.`,
});

export const HistorySpanType = builder.objectRef<HistorySpan>('HistorySpan');
HistorySpanType.implement({
  description: 'What a span of time really brought, as measured.',
  fields: (t) => ({
    start: t.expose('start', { type: 'DateTime', description: 'Beginning, inclusive.' }),
    end: t.expose('end', { type: 'DateTime', description: 'End, exclusive.' }),
    importKwh: t.exposeFloat('importKwh', energy('Imported')),
    exportKwh: t.exposeFloat('exportKwh', energy('Exported')),
    pvKwh: t.exposeFloat('pvKwh', energy('From the sun')),
    loadKwh: t.exposeFloat('loadKwh', energy('Household without cars')),
    batteryChargeKwh: t.exposeFloat('batteryChargeKwh', energy('Into the home battery')),
    batteryDischargeKwh: t.exposeFloat('batteryDischargeKwh', energy('Out of the home battery')),
    carsKwh: t.exposeFloat('carsKwh', energy('Into cars')),
    socPercent: t.exposeFloat('socPercent', {
      nullable: true,
      description: 'SoC of the home battery at the end, in %.',
    }),
    importPricePerKwh: t.exposeFloat('importPricePerKwh', price('Price of imported energy')),
    feedInPricePerKwh: t.exposeFloat('feedInPricePerKwh', price('Paid for exported energy')),
    cost: t.exposeFloat('cost', {
      nullable: true,
      description:
        'import · price − export · feed-in in currency: + cost, − earnings. The sum of the quarters of which all is known.',
    }),
    plannedCost: t.exposeFloat('plannedCost', {
      nullable: true,
      description: 'What the plans in force expected for it, in currency.',
    }),
    quarters: t.exposeInt('quarters', { description: 'Quarters of an hour that were recorded.' }),
    knownShare: t.exposeFloat('knownShare', {
      description: 'Share [0, 1] of its quarters of an hour whose import was measured.',
    }),
  }),
});

const HistoryEdgeType = builder.objectRef<Edge<HistorySpan>>('HistoryEdge');
HistoryEdgeType.implement({
  description: 'A span with its cursor.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', CURSOR),
    node: t.expose('node', { type: HistorySpanType, description: 'The span.' }),
  }),
});

const HistoryConnectionType = connectionType(
  'History',
  'What was measured, oldest first. Spans of which nothing was recorded are left out.',
  HistoryEdgeType,
);

/** The database sums up where there is one in this process. @throws {NotReady} while the configuration is rejected */
export function readSums({ memory, history }: Pick<Context, 'memory' | 'history'>): ReadSums {
  if (memory) return memory.sums;
  if (!history) throw configurationRejected();
  return async (spans) => {
    const [first] = spans;
    const last = spans.at(-1);
    const quarters: QuarterHour[] = first && last ? await history(first.start, last.end) : [];
    return sumUp(quarters, spans);
  };
}

builder.queryField('history', (t) =>
  t.field({
    type: HistoryConnectionType,
    description:
      'What was measured in the spans that overlap with `from` up to `to`, whole. At most 400 days by quarters or hours, ten years by days or months.',
    errors: {},
    args: {
      from: t.arg({ type: 'DateTime', required: true, description: 'Beginning, inclusive.' }),
      to: t.arg({ type: 'DateTime', required: true, description: 'End, exclusive; after `from`.' }),
      resolution: t.arg({
        type: ResolutionEnum,
        required: true,
        defaultValue: 'QUARTER_HOUR',
        description: 'How finely.',
      }),
      first: t.arg.int({ description: 'So many from the beginning, 1 to 1000; 100 where nothing is said.' }),
      after: t.arg.string({ description: 'Only those behind this cursor.' }),
      last: t.arg.int({ description: 'So many from the end instead.' }),
      before: t.arg.string({ description: 'Only those before this cursor.' }),
    },
    resolve: async (_root, { from, to, resolution, ...request }, context) => {
      const read = readSums(context);
      if (!context.snapshot) throw configurationRejected();
      const page = pageOf('history', request);
      const spans = spansOfRange(from, to, resolution, context.snapshot.timeZone);
      return connectionOf(
        page,
        await readPage(spans, page, read),
        ({ start }) => start,
        (cursor, side) => isRecordedBeyond(spans, cursor, side, read),
      );
    },
  }),
);
