import type { HouseEvent } from '../../house/index.ts';
import { builder } from '../builder.ts';
import { TextType } from './text.ts';

const EventTypeEnum = builder.enumType('EventType', {
  description: 'What kind of thing happened.',
  values: {
    WARMING: { description: 'A start: first values are being read.' },
    WARM: { description: 'The first plan is there.' },
    SOURCE_REFRESHED: { description: 'A source has a new value.' },
    SOURCE_FAILED: { description: 'Reading a source failed.' },
    SOURCE_STALE: { description: 'A value became too old.' },
    DECISION: { description: 'Something else is wanted than before.' },
    COMMAND: { description: 'Something was written to evcc.' },
    OVERRIDE: { description: 'We stand back, or take over again.' },
    ROLLOUT: { description: 'A capability went live or observes longer.' },
    NOTICE: { description: 'A banner appeared or went.' },
  } as const,
});

export const EventObject = builder.objectRef<HouseEvent>('Event').implement({
  description: 'Something that happened.',
  fields: (t) => ({
    sequence: t.exposeInt('sequence', { description: 'Counts up over all snapshots and events.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    type: t.expose('type', { type: EventTypeEnum, description: 'What kind.' }),
    subject: t.exposeString('subject', {
      nullable: true,
      description: 'Source, loadpoint, capability or notice that it is about; `null` for the house.',
    }),
    message: t.expose('message', { type: TextType, description: 'In words.' }),
  }),
});
