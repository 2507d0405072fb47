import type { EventPayload } from '../../house/index.ts';
import type { LoggedEvent, ReadyEvent, SignalEvent, SnapshotEvent, StreamEvent } from '../../live/index.ts';
import { builder } from '../builder.ts';
import { SnapshotType } from './snapshot.ts';
import { TextType } from './text.ts';

export const EventTypeEnum = builder.enumType('EventType', {
  description: 'What kind of thing happened.',
  values: {
    READY: { description: 'First of each connection: whether the cursor was honoured.' },
    SNAPSHOT: { description: 'The whole state, where the cursor could not be honoured.' },
    HEARTBEAT: { description: 'Nothing happened; every 15 s.' },
    RESYNC: {
      description: 'Last of a connection that was too slow; what it missed follows on the next one.',
    },
    WARMING: { description: 'A start: first values are being read.' },
    WARM: { description: 'The first plan is there.' },
    SOURCE_REFRESHING: { description: 'A source is being read because somebody asked for it.' },
    SOURCE_REFRESHED: { description: 'A source has a new value.' },
    SOURCE_FAILED: { description: 'Reading a source failed.' },
    SOURCE_INVALIDATED: { description: 'A value no longer counts and has to be read anew.' },
    SOURCE_STALE: { description: 'A value became too old.' },
    DECISION: { description: 'Something else is wanted than before.' },
    COMMAND: { description: 'Something was written to evcc.' },
    OVERRIDE: { description: 'We stand back, or take over again.' },
    ROLLOUT: { description: 'A capability went live or observes longer.' },
    NOTICE: { description: 'A banner appeared or went.' },
    ACTIVE_VIEW: { description: 'A display shows another view.' },
  } as const,
});

/** The type of an event by what it is about; those of old runs have no payload. */
const TYPE_OF: Record<EventPayload['kind'], string> = {
  SOURCE: 'SourceEvent',
  WARMING: 'WarmingEvent',
  DECISION: 'DecisionEvent',
  COMMAND: 'CommandEvent',
  OVERRIDE: 'OverrideEvent',
  ROLLOUT: 'RolloutEvent',
  NOTICE: 'NoticeEvent',
  ACTIVE_VIEW: 'ActiveViewEvent',
};

export const EventInterface = builder.interfaceRef<StreamEvent>('Event').implement({
  description: 'Something that happened, or that a stream says of itself.',
  resolveType: ({ type, payload }) => {
    if (type === 'READY') return 'ReadyEvent';
    if (type === 'SNAPSHOT') return 'SnapshotEvent';
    if (type === 'HEARTBEAT' || type === 'RESYNC') return 'SignalEvent';
    return payload ? TYPE_OF[payload.kind] : 'LogEvent';
  },
  fields: (t) => ({
    sequence: t.exposeInt('sequence', {
      description: 'Counts up over all snapshots and events, across restarts.',
    }),
    instanceId: t.exposeID('instanceId', { description: 'Run of the program that tells of it.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    type: t.expose('type', { type: EventTypeEnum, description: 'What kind.' }),
    subject: t.exposeString('subject', {
      nullable: true,
      description: 'Source, loadpoint, capability or notice that it is about; `null` for the house.',
    }),
    message: t.expose('message', { type: TextType, description: 'In words.' }),
  }),
});

builder.objectRef<LoggedEvent>('LogEvent').implement({
  description: 'Something that happened in the house, of which no more is known than its words.',
  interfaces: [EventInterface],
});

builder.objectRef<ReadyEvent>('ReadyEvent').implement({
  description: 'First of each connection. `sequence` is where the reader stands.',
  interfaces: [EventInterface],
  fields: (t) => ({
    resumed: t.exposeBoolean('resumed', {
      description: 'Whether the cursor was honoured, so that nothing was missed; else `SNAPSHOT` follows.',
    }),
  }),
});

builder.objectRef<SnapshotEvent>('SnapshotEvent').implement({
  description: 'The whole state, for a reader without a cursor that can be honoured.',
  interfaces: [EventInterface],
  fields: (t) => ({
    snapshot: t.expose('snapshot', { type: SnapshotType, description: 'The newest one.' }),
  }),
});

builder.objectRef<SignalEvent>('SignalEvent').implement({
  description: 'A `HEARTBEAT` or a `RESYNC`. `sequence` is where the reader stands.',
  interfaces: [EventInterface],
});
