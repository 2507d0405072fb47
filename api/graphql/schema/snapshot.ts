import { NO_CONTROL, type Snapshot, type Warming } from '../../house/index.ts';
import type { Change } from '../../live/index.ts';
import { builder } from '../builder.ts';
import { BatteryType } from './battery.ts';
import { BufferType } from './buffer.ts';
import { CommandType } from './command.ts';
import { ControlType } from './control.ts';
import { DepartureSuggestionType } from './departure.ts';
import { DisplayType } from './display.ts';
import { FindingType } from './finding.ts';
import { ForecastSkillType } from './forecast-skill.ts';
import { IntentType } from './intent.ts';
import { LoadpointType } from './loadpoint.ts';
import { NoticeType } from './notice.ts';
import { PlanType } from './plan.ts';
import { PowerFlowType } from './power.ts';
import { RolloutType } from './rollout.ts';
import { ShadowType } from './shadow.ts';
import { SourceType } from './source.ts';
import { TextType } from './text.ts';

/** What each part of a snapshot is: said once for the whole and for its changes. */
const PART = {
  cycleId: 'Number of the last finished cycle, 0 before the first; counts on across restarts.',
  version: 'Version of this program.',
  demo: 'Set while a virtual house is run instead of a real one.',
  siteTitle: "The house's name in evcc; `null` = none.",
  currency: 'Currency of every cost and price, ISO 4217.',
  timeZone: 'IANA zone of the house, for local times.',
  evccVersion: 'Version of evcc; `null` = unknown.',
  power: 'Powers of the newest reading; `null` before the first.',
  battery: 'The home battery; `null` where there is none or it was not read yet.',
  loadpoints: "The charging points, in evcc's order.",
  control: 'What people decided, and in which order cars charge.',
  plan: 'What is to happen; `null` as long as there is no plan, see `planMissing`.',
  planMissing: 'Why there is no plan yet; `null` where there is one.',
  intents: 'What is wanted of evcc now, with reasons.',
  buffer: 'The dynamic buffer; `null` where there is no battery or it was not worked out yet.',
  rollouts: 'Which capabilities act and which only observe.',
  commands: 'The last writes to evcc, newest first, at most 20.',
  notices: 'Banners, worst first.',
  sources: 'Where the values come from, and how old they are.',
  warming: 'How far the first readings have come; `null` once the first plan is there.',
  findings: 'Warnings about the configuration.',
  displays: 'Screens of the house by name: those that are connected, and those for which somebody chose.',
  shadow: 'Policies that decide beside the plan; `null` before the first decision and without a battery.',
  forecastSkill: 'What the forecasts of the last 7 and 30 days were worth, as they were issued.',
  departureSuggestions: 'Departures of cars that a person may confirm, see `acceptDeparture`.',
} satisfies Record<keyof Change, string>;

const DemoType = builder.objectRef<NonNullable<Snapshot['demo']>>('Demo').implement({
  description: 'The virtual house.',
  fields: (t) => ({
    speed: t.exposeFloat('speed', { description: 'Seconds of the house for one of ours, > 0.' }),
  }),
});

const WarmingType = builder.objectRef<Warming>('Warming').implement({
  description: 'How much was read since the start.',
  fields: (t) => ({
    done: t.exposeInt('done', { description: 'Sources that were read.' }),
    total: t.exposeInt('total', { description: 'Sources that there are.' }),
  }),
});

export const SnapshotType = builder.objectRef<Snapshot>('Snapshot').implement({
  description: 'The whole state at one moment. Everything in it belongs together.',
  fields: (t) => ({
    sequence: t.exposeInt('sequence', {
      description: 'Counts up over all snapshots and events, across restarts.',
    }),
    instanceId: t.exposeID('instanceId', { description: 'New with each start of the program.' }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', description: 'When it was published.' }),
    cycleId: t.exposeInt('cycleId', { description: PART.cycleId }),
    version: t.exposeString('version', { description: PART.version }),
    demo: t.expose('demo', { type: DemoType, nullable: true, description: PART.demo }),
    siteTitle: t.exposeString('siteTitle', { nullable: true, description: PART.siteTitle }),
    currency: t.exposeString('currency', { description: PART.currency }),
    timeZone: t.exposeString('timeZone', { description: PART.timeZone }),
    evccVersion: t.exposeString('evccVersion', { nullable: true, description: PART.evccVersion }),
    power: t.expose('power', { type: PowerFlowType, nullable: true, description: PART.power }),
    battery: t.expose('battery', { type: BatteryType, nullable: true, description: PART.battery }),
    loadpoints: t.expose('loadpoints', { type: [LoadpointType], description: PART.loadpoints }),
    control: t.field({
      type: ControlType,
      description: PART.control,
      resolve: ({ control }) => control ?? NO_CONTROL,
    }),
    plan: t.expose('plan', { type: PlanType, nullable: true, description: PART.plan }),
    planMissing: t.expose('planMissing', { type: TextType, nullable: true, description: PART.planMissing }),
    intents: t.expose('intents', { type: [IntentType], description: PART.intents }),
    buffer: t.expose('buffer', { type: BufferType, nullable: true, description: PART.buffer }),
    rollouts: t.expose('rollouts', { type: [RolloutType], description: PART.rollouts }),
    commands: t.expose('commands', { type: [CommandType], description: PART.commands }),
    notices: t.expose('notices', { type: [NoticeType], description: PART.notices }),
    sources: t.expose('sources', { type: [SourceType], description: PART.sources }),
    warming: t.expose('warming', { type: WarmingType, nullable: true, description: PART.warming }),
    findings: t.expose('findings', { type: [FindingType], description: PART.findings }),
    displays: t.expose('displays', { type: [DisplayType], description: PART.displays }),
    departureSuggestions: t.expose('departureSuggestions', {
      type: [DepartureSuggestionType],
      description: PART.departureSuggestions,
    }),
    forecastSkill: t.expose('forecastSkill', {
      type: [ForecastSkillType],
      description: PART.forecastSkill,
    }),
    shadow: t.field({
      type: ShadowType,
      nullable: true,
      description: PART.shadow,
      resolve: ({ shadow }) => shadow ?? null,
    }),
  }),
});

export const SnapshotChangeType = builder.objectRef<Change>('SnapshotChange').implement({
  description:
    'What is different from the message before, as whole parts. `changed` names the parts that are set: only there does `null` mean that the part is now `null`.',
  fields: (t) => ({
    changed: t.stringList({
      description: 'Names of the fields of this type that changed.',
      resolve: (change) => Object.keys(change),
    }),
    cycleId: t.exposeInt('cycleId', { nullable: true, description: PART.cycleId }),
    version: t.exposeString('version', { nullable: true, description: PART.version }),
    demo: t.expose('demo', { type: DemoType, nullable: true, description: PART.demo }),
    siteTitle: t.exposeString('siteTitle', { nullable: true, description: PART.siteTitle }),
    currency: t.exposeString('currency', { nullable: true, description: PART.currency }),
    timeZone: t.exposeString('timeZone', { nullable: true, description: PART.timeZone }),
    evccVersion: t.exposeString('evccVersion', { nullable: true, description: PART.evccVersion }),
    power: t.expose('power', { type: PowerFlowType, nullable: true, description: PART.power }),
    battery: t.expose('battery', { type: BatteryType, nullable: true, description: PART.battery }),
    loadpoints: t.expose('loadpoints', {
      type: [LoadpointType],
      nullable: true,
      description: PART.loadpoints,
    }),
    control: t.field({
      type: ControlType,
      nullable: true,
      description: PART.control,
      resolve: ({ control }) => control ?? null,
    }),
    plan: t.expose('plan', { type: PlanType, nullable: true, description: PART.plan }),
    planMissing: t.expose('planMissing', { type: TextType, nullable: true, description: PART.planMissing }),
    intents: t.expose('intents', { type: [IntentType], nullable: true, description: PART.intents }),
    buffer: t.expose('buffer', { type: BufferType, nullable: true, description: PART.buffer }),
    rollouts: t.expose('rollouts', { type: [RolloutType], nullable: true, description: PART.rollouts }),
    commands: t.expose('commands', { type: [CommandType], nullable: true, description: PART.commands }),
    notices: t.expose('notices', { type: [NoticeType], nullable: true, description: PART.notices }),
    sources: t.expose('sources', { type: [SourceType], nullable: true, description: PART.sources }),
    warming: t.expose('warming', { type: WarmingType, nullable: true, description: PART.warming }),
    findings: t.expose('findings', { type: [FindingType], nullable: true, description: PART.findings }),
    displays: t.expose('displays', { type: [DisplayType], nullable: true, description: PART.displays }),
    departureSuggestions: t.expose('departureSuggestions', {
      type: [DepartureSuggestionType],
      nullable: true,
      description: PART.departureSuggestions,
    }),
    forecastSkill: t.expose('forecastSkill', {
      type: [ForecastSkillType],
      nullable: true,
      description: PART.forecastSkill,
    }),
    shadow: t.field({
      type: ShadowType,
      nullable: true,
      description: PART.shadow,
      resolve: ({ shadow }) => shadow ?? null,
    }),
  }),
});

builder.queryField('snapshot', (t) =>
  t.field({
    type: SnapshotType,
    nullable: true,
    description: 'The current state; `null` only while the configuration has critical findings.',
    resolve: (_root, _args, { snapshot }) => snapshot,
  }),
);
