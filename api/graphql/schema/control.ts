import {
  type CableAdvice,
  type ChargeQueue,
  type ControlView,
  type Pause,
  type QueueEntry,
  type ScheduleEntry,
  SLOT_ACTIONS,
  type SlotOverride,
  type VehicleSoc,
  type VehicleWishes,
} from '../../house/index.ts';
import { builder } from '../builder.ts';
import { TextType } from './text.ts';

export const SlotActionEnum = builder.enumType('SlotAction', {
  description: `What a person decides for some slots: ${SLOT_ACTIONS.join(', ')}.`,
  values: {
    CHARGE: { description: 'At full power, from the grid too.' },
    HOLD: { description: 'The battery gives nothing; a car takes surplus of the sun at most.' },
    RELEASE: { description: "evcc's own rules: we stand back." },
  } as const,
});

export const PauseType = builder.objectRef<Pause>('Pause').implement({
  description: 'All control rests because a person asked for it.',
  fields: (t) => ({
    since: t.expose('since', { type: 'DateTime', description: 'When it began.' }),
    until: t.expose('until', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ends by itself; `null` = with `resumeControl`.',
    }),
    message: t.expose('message', { type: TextType, description: 'The same in words.' }),
  }),
});

export const SlotOverrideType = builder.objectRef<SlotOverride>('SlotOverride').implement({
  description: 'Slots for which a person decided; they end by themselves.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'For `clearSlotOverride`.' }),
    target: t.exposeID('target', { description: '`battery` or the id of a loadpoint.' }),
    action: t.expose('action', { type: SlotActionEnum, description: 'What happens meanwhile.' }),
    start: t.expose('start', { type: 'DateTime', description: 'Beginning, inclusive.' }),
    end: t.expose('end', { type: 'DateTime', description: 'End, exclusive.' }),
    since: t.expose('since', { type: 'DateTime', description: 'When it was asked for.' }),
    message: t.expose('message', { type: TextType, description: 'The same in words.' }),
  }),
});

export const ScheduleEntryType = builder.objectRef<ScheduleEntry>('ScheduleEntry').implement({
  description: 'When a car leaves on some days of the week.',
  fields: (t) => ({
    weekdays: t.exposeIntList('weekdays', { description: '0 (Sunday) to 6 (Saturday).' }),
    time: t.exposeString('time', { description: 'Local time, `HH:MM`.' }),
    targetSocPercent: t.exposeFloat('targetSocPercent', {
      nullable: true,
      description: "SoC in % wanted by then; `null` = the car's usual target.",
    }),
  }),
});

const ScheduleType = builder.objectRef<NonNullable<VehicleWishes['schedule']>>('Schedule').implement({
  description: 'When a car leaves, week by week.',
  fields: (t) => ({
    entries: t.expose('entries', { type: [ScheduleEntryType], description: 'At least one.' }),
    since: t.expose('since', { type: 'DateTime', description: 'When it was set.' }),
  }),
});

const TargetType = builder.objectRef<NonNullable<VehicleWishes['target']>>('ChargeTarget').implement({
  description: 'What a car is to have, until somebody takes it back.',
  fields: (t) => ({
    socPercent: t.exposeFloat('socPercent', { nullable: true, description: 'SoC in %.' }),
    energyKwh: t.exposeFloat('energyKwh', {
      nullable: true,
      description: 'Energy of a session in kWh, for a car without SoC.',
    }),
    since: t.expose('since', { type: 'DateTime', description: 'When it was set.' }),
  }),
});

const SocTellerType = builder.enumType('SocTeller', {
  description: "Who told a car's SoC.",
  values: {
    PERSON: { description: 'Somebody typed it in.' },
    SOURCE: { description: 'The address that `vehicles.yaml` names for the car.' },
  },
});

const ManualSocType = builder.objectRef<NonNullable<VehicleWishes['manualSoc']>>('ManualSoc').implement({
  description:
    "A SoC that a person or a source of the car's own told, until a newer one is known or the car has left.",
  fields: (t) => ({
    socPercent: t.exposeFloat('socPercent', { description: 'As told, 0 to 100 %.' }),
    since: t.expose('since', { type: 'DateTime', description: 'When it was typed in, or measured.' }),
    teller: t.expose('teller', { type: SocTellerType, description: 'Who told it.' }),
  }),
});

const VehicleSocTellerType = builder.enumType('VehicleSocTeller', {
  description: "Who knows a car's SoC.",
  values: {
    EVCC: { description: 'evcc, at a loadpoint.' },
    PERSON: { description: 'Somebody typed it in.' },
    SOURCE: {
      description: "A source of the car's own: its maker's cloud, or an address in `vehicles.yaml`.",
    },
  } as const,
});

const VehicleSocType = builder.objectRef<VehicleSoc>('VehicleSoc').implement({
  description: "What is known of a car's SoC: the newest of all that tell it.",
  fields: (t) => ({
    socPercent: t.exposeFloat('socPercent', { description: '0 to 100 %.' }),
    measuredAt: t.expose('measuredAt', {
      type: 'DateTime',
      nullable: true,
      description: '`null` = evcc tells it now.',
    }),
    teller: t.expose('teller', { type: VehicleSocTellerType, description: 'Who told it.' }),
    stale: t.exposeBoolean('stale', { description: 'Older than 12 h, and nobody tells it now.' }),
  }),
});

export const VehicleWishesType = builder.objectRef<VehicleWishes>('VehicleWishes').implement({
  description: 'What people asked for one car, kept until they take it back.',
  fields: (t) => ({
    vehicle: t.exposeID('vehicle', { description: "evcc's name of the car." }),
    title: t.exposeString('title', { description: 'Its name for people.' }),
    target: t.expose('target', {
      type: TargetType,
      nullable: true,
      description: "`null` = the settings' one.",
    }),
    schedule: t.expose('schedule', {
      type: ScheduleType,
      nullable: true,
      description: '`null` = there is none.',
    }),
    nextDeparture: t.expose('nextDeparture', {
      type: 'DateTime',
      nullable: true,
      description: 'When the schedule next lets it leave.',
    }),
    manualSoc: t.expose('manualSoc', {
      type: ManualSocType,
      nullable: true,
      description: '`null` = nobody typed one in.',
    }),
    soc: t.field({
      type: VehicleSocType,
      nullable: true,
      description: '`null` = nobody ever told it.',
      resolve: ({ soc }) => soc ?? null,
    }),
  }),
});

const QueueStateEnum = builder.enumType('QueueState', {
  description: 'How far a car in the queue is.',
  values: {
    CHARGING: { description: 'Energy flows.' },
    PLANNED: { description: 'Plugged in; its turn is planned.' },
    NEEDS_CABLE: { description: 'Not plugged in, and it needs energy.' },
    READY: { description: 'It has what it needs.' },
  } as const,
});

const QueueEntryType = builder.objectRef<QueueEntry>('QueueEntry').implement({
  description: 'A car in the order in which cars charge.',
  fields: (t) => ({
    vehicle: t.exposeID('vehicle', { description: "evcc's name of the car, or its loadpoint for a guest." }),
    title: t.exposeString('title', { description: 'Name for people.' }),
    loadpoint: t.exposeID('loadpoint', {
      nullable: true,
      description: 'Where it is plugged in; `null` = nowhere.',
    }),
    neededKwh: t.exposeFloat('neededKwh', { description: 'Energy still needed, AC side, in kWh.' }),
    departure: t.expose('departure', {
      type: 'DateTime',
      nullable: true,
      description: 'When it must be ready; `null` = no hurry.',
    }),
    start: t.expose('start', {
      type: 'DateTime',
      nullable: true,
      description: 'When its turn begins; `null` = not within the horizon.',
    }),
    end: t.expose('end', { type: 'DateTime', nullable: true, description: 'When its turn ends.' }),
    state: t.expose('state', { type: QueueStateEnum, description: 'How far it is.' }),
    reason: t.expose('reason', { type: TextType, description: 'Why it has this place.' }),
  }),
});

const CableAdviceKindEnum = builder.enumType('CableAdviceKind', {
  description: 'What to do about a cable.',
  values: {
    SWAP: { description: 'Another car should be plugged in instead.' },
    PLUG_IN: { description: 'A car should be plugged in before the quiet hours begin.' },
  } as const,
});

const CableAdviceType = builder.objectRef<CableAdvice>('CableAdvice').implement({
  description: 'Which cable should be where, and why.',
  fields: (t) => ({
    kind: t.expose('kind', { type: CableAdviceKindEnum, description: 'What to do.' }),
    loadpoint: t.exposeID('loadpoint', { description: 'At which loadpoint.' }),
    vehicle: t.exposeID('vehicle', { description: 'Which car is to be plugged in.' }),
    until: t.expose('until', { type: 'DateTime', description: 'Until when it should be done.' }),
    message: t.expose('message', { type: TextType, description: 'The same in words.' }),
  }),
});

const ChargeQueueType = builder.objectRef<ChargeQueue>('ChargeQueue').implement({
  description: 'Cars in the order in which they charge.',
  fields: (t) => ({
    entries: t.expose('entries', { type: [QueueEntryType], description: 'The next one first.' }),
    quiet: t.exposeBoolean('quiet', { description: 'Quiet hours: nobody is asked to swap cables.' }),
    advice: t.expose('advice', {
      type: CableAdviceType,
      nullable: true,
      description: 'What people should do about cables now; `null` = nothing.',
    }),
  }),
});

export const ControlType = builder.objectRef<ControlView>('Control').implement({
  description: 'Everything that people decided, as it stands.',
  fields: (t) => ({
    pause: t.expose('pause', {
      type: PauseType,
      nullable: true,
      description: 'Why all control rests; `null` = it does not.',
    }),
    slotOverrides: t.expose('slotOverrides', {
      type: [SlotOverrideType],
      description: 'Slots for which a person decided, by their beginning.',
    }),
    vehicles: t.expose('vehicles', {
      type: [VehicleWishesType],
      description: 'Every car that evcc knows.',
    }),
    queue: t.expose('queue', { type: ChargeQueueType, description: 'Who charges when.' }),
  }),
});
