import { type CycleHead, sumUp } from '../../history/index.ts';
import type { HouseEvent, PlanBattery, PlanCar, PlanInput } from '../../house/index.ts';
import type { LoggedEvent } from '../../live/index.ts';
import { builder } from '../builder.ts';
import { CURSOR, connectionOf, connectionType, type Edge, pageOf } from '../connection.ts';
import { memoryOf } from '../context.ts';
import type { CycleStory, ReadMemory } from '../memory.ts';
import { CommandType } from './command.ts';
import { EventInterface, EventTypeEnum } from './event.ts';
import { HistorySpanType } from './history.ts';
import { IntentType } from './intent.ts';
import { PlanType } from './plan.ts';

/** Above every number of a cycle or an event. */
const NEWEST = Number.MAX_SAFE_INTEGER;

const PlanBatteryType = builder.objectRef<PlanBattery>('PlanInputBattery').implement({
  description: 'A home battery as it was planned with.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The battery.' }),
    capacityKwh: t.exposeFloat('capacityKwh', { description: 'Capacity in kWh.' }),
    socPercent: t.exposeFloat('socPercent', { description: 'SoC in % at the start.' }),
    minSocPercent: t.exposeFloat('minSocPercent', { description: 'Lowest SoC in %.' }),
    maxSocPercent: t.exposeFloat('maxSocPercent', { description: 'Highest SoC in %.' }),
    reserveSocPercent: t.exposeFloat('reserveSocPercent', { description: 'SoC in % kept for the house.' }),
    maxChargeKw: t.exposeFloat('maxChargeKw', { description: 'Charging power at the AC side in kW.' }),
    maxDischargeKw: t.exposeFloat('maxDischargeKw', {
      description: 'Discharging power at the AC side in kW.',
    }),
    endValuePerKwh: t.exposeFloat('endValuePerKwh', {
      description: 'Worth of a stored kWh at the end of the horizon, currency/kWh.',
    }),
  }),
});

const PlanCarType = builder.objectRef<PlanCar>('PlanInputCar').implement({
  description: 'A car as it was planned with.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The loadpoint that it stands at.' }),
    title: t.exposeString('title', { description: 'What people call it.' }),
    socPercent: t.exposeFloat('socPercent', {
      nullable: true,
      description: 'SoC in % at the start; `null` where unknown.',
    }),
    targetSocPercent: t.exposeFloat('targetSocPercent', {
      nullable: true,
      description: 'SoC in % wanted by the departure; `null` where it is planned by energy.',
    }),
    targetEnergyKwh: t.exposeFloat('targetEnergyKwh', {
      nullable: true,
      description: 'Energy in kWh wanted by the departure; `null` where it is planned by SoC.',
    }),
    departure: t.expose('departure', {
      type: 'DateTime',
      nullable: true,
      description: 'When it must be ready; `null` = no hurry.',
    }),
    minPowerKw: t.exposeFloat('minPowerKw', { description: 'Least charging power in kW.' }),
    maxPowerKw: t.exposeFloat('maxPowerKw', { description: 'Highest charging power in kW.' }),
  }),
});

const PlanInputType = builder.objectRef<PlanInput>('PlanInput').implement({
  description: 'All that a plan was made from. What belongs to a slot is in the slots of the plan.',
  fields: (t) => ({
    computedAt: t.expose('computedAt', { type: 'DateTime', description: 'When it was put together.' }),
    batteries: t.expose('batteries', { type: [PlanBatteryType], description: 'Home batteries.' }),
    cars: t.expose('cars', { type: [PlanCarType], description: 'Cars that could charge.' }),
    scenarios: t.int({
      description: 'How many courses of load and PV beside the expected one were looked at.',
      resolve: ({ scenarios }) => scenarios?.length ?? 0,
    }),
    json: t.string({
      description: 'Everything, as JSON, to compute the plan again elsewhere.',
      resolve: (input) => JSON.stringify(input),
    }),
  }),
});

const CycleType = builder.objectRef<CycleStory>('Cycle').implement({
  description: 'A recorded cycle: what it knew, what it planned, what it wrote, and what then happened.',
  fields: (t) => ({
    id: t.exposeInt('cycleId', { description: 'Counts up.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it began.' }),
    durationMs: t.exposeFloat('durationMs', { description: 'How long it took, in ms.' }),
    version: t.string({
      nullable: true,
      description: 'Version of the program that planned; `null` in records of old versions.',
      resolve: ({ version }) => version ?? null,
    }),
    input: t.expose('input', { type: PlanInputType, description: 'What it planned with.' }),
    plan: t.expose('plan', { type: PlanType, description: 'Its plan.' }),
    intents: t.expose('intents', { type: [IntentType], description: 'What it wanted of evcc.' }),
    commands: t.expose('commands', {
      type: [CommandType],
      description: 'Written to evcc until the next cycle, oldest first.',
    }),
    measured: t.field({
      type: [HistorySpanType],
      description:
        'What the quarters of its horizon then really brought, as far as they are over, oldest first.',
      resolve: ({ measured }) => sumUp(measured, measured),
    }),
  }),
});

const CycleHeadType = builder.objectRef<CycleHead>('CycleHead');
CycleHeadType.implement({
  description: 'A recorded cycle, in short.',
  fields: (t) => ({
    id: t.exposeInt('cycleId', { description: 'For `cycle(id)`.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it began.' }),
  }),
});

const CyclesEdgeType = builder.objectRef<Edge<CycleHead>>('CyclesEdge');
CyclesEdgeType.implement({
  description: 'A cycle with its cursor.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', CURSOR),
    node: t.expose('node', { type: CycleHeadType, description: 'The cycle.' }),
  }),
});

const CyclesType = connectionType('Cycles', 'Recorded cycles, newest first.', CyclesEdgeType);

builder.queryField('cycle', (t) =>
  t.field({
    type: CycleType,
    nullable: true,
    description:
      'A recorded cycle; `null` for one that was never recorded, is no longer kept, or cannot be read.',
    errors: {},
    args: { id: t.arg.int({ required: true, description: 'Its number; see `cycles`.' }) },
    resolve: (_root, { id }, context) => memoryOf(context).cycle(id),
  }),
);

builder.queryField('cycles', (t) =>
  t.field({
    type: CyclesType,
    description: 'Which cycles are on record, newest first.',
    errors: {},
    args: {
      first: t.arg.int({ description: 'So many of the newest, 1 to 1000; 100 where nothing is said.' }),
      after: t.arg.string({ description: 'Only those behind this cursor, so older ones.' }),
    },
    resolve: async (_root, request, context) => {
      const page = pageOf('cycles', request);
      const { cycleHeads } = memoryOf(context);
      const found = await cycleHeads(0, page.after ?? NEWEST, page.limit + 1);
      return connectionOf(
        page,
        found.toReversed(),
        ({ cycleId }) => cycleId,
        async (cursor) => (await cycleHeads(cursor, NEWEST, 1)).length > 0,
      );
    },
  }),
);

const EventLogEdgeType = builder.objectRef<Edge<LoggedEvent>>('EventLogEdge');
EventLogEdgeType.implement({
  description: 'An event with its cursor.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', CURSOR),
    node: t.expose('node', { type: EventInterface, description: 'The event.' }),
  }),
});

const EventLogType = connectionType(
  'EventLog',
  'What happened, newest first; decisions with their reasons among them.',
  EventLogEdgeType,
);

builder.queryField('eventLog', (t) =>
  t.field({
    type: EventLogType,
    description: 'What happened, newest first: as far back as events are kept.',
    errors: {},
    args: {
      types: t.arg({ type: [EventTypeEnum], description: 'Only of these kinds, such as `DECISION`.' }),
      first: t.arg.int({ description: 'So many of the newest, 1 to 1000; 100 where nothing is said.' }),
      after: t.arg.string({ description: 'Only those behind this cursor, so older ones.' }),
    },
    resolve: async (_root, { types, ...request }, context) => {
      const page = pageOf('eventLog', request);
      const instanceId = context.snapshot?.instanceId ?? '';
      const memory = memoryOf(context);
      const ofTypes = types ?? null;
      const newest = await newestEvents(memory, ofTypes, { before: page.after ?? NEWEST }, page.limit + 1);
      const found = newest.map((event) => ({ ...event, instanceId, payload: event.payload ?? null }));
      return connectionOf(
        page,
        found,
        ({ sequence }) => sequence,
        (cursor) => isNewerEvent(memory, ofTypes, cursor),
      );
    },
  }),
);

/** Events of some kinds are looked for in so many at a time. */
const EVENTS_AT_ONCE = 2000;

/** The newest `count` events of some kinds with sequences in [from, before), newest first. */
async function newestEvents(
  memory: ReadMemory,
  types: readonly string[] | null,
  { from = 0, before }: { from?: number; before: number },
  count: number,
): Promise<HouseEvent[]> {
  const found: HouseEvent[] = [];
  for (let upTo = before; found.length < count && upTo > from; ) {
    const size = types ? EVENTS_AT_ONCE : count;
    const events = await memory.eventsBefore(upTo, size);
    const [oldest] = events;
    found.push(
      ...events
        .toReversed()
        .filter(({ type, sequence }) => sequence >= from && (types?.includes(type) ?? true)),
    );
    if (!oldest || events.length < size) break;
    upTo = oldest.sequence;
  }
  return found.slice(0, count);
}

/** Whether there is such an event at a cursor, which is so for each that was given and is still kept, or a newer one. */
async function isNewerEvent(
  memory: ReadMemory,
  types: readonly string[] | null,
  cursor: number,
): Promise<boolean> {
  const [at] = await memory.eventsBefore(cursor + 1, 1);
  if (at?.sequence === cursor && (types?.includes(at.type) ?? true)) return true;
  return (await newestEvents(memory, types, { from: cursor + 1, before: NEWEST }, 1)).length > 0;
}
