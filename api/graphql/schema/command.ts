import type { Command } from '../../house/index.ts';
import { builder } from '../builder.ts';
import { TextType } from './text.ts';

const CommandStateEnum = builder.enumType('CommandState', {
  description: 'What became of a write.',
  values: {
    SENT: { description: 'On its way.' },
    CONFIRMED: { description: "Accepted, and evcc's state followed." },
    FAILED: { description: 'Refused or not delivered.' },
    UNCONFIRMED: { description: "Accepted, but evcc's state has not followed." },
  } as const,
});

export const CommandType = builder.objectRef<Command>('Command').implement({
  description: 'One write to evcc.',
  fields: (t) => ({
    id: t.exposeInt('id', { description: 'Counts up.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was sent.' }),
    subject: t.exposeString('subject', { description: "`battery`, `buffer` or a loadpoint's id." }),
    request: t.exposeString('request', { description: 'Method and path as sent, without host.' }),
    cause: t.expose('cause', { type: TextType, description: 'Why it was sent.' }),
    state: t.expose('state', { type: CommandStateEnum, description: 'What became of it.' }),
    answer: t.exposeString('answer', {
      nullable: true,
      description: "evcc's answer or the error, shortened; `null` while there is none.",
    }),
    attempts: t.exposeInt('attempts', { description: 'How often it was tried.' }),
  }),
});
