import type { Source } from '../../house/index.ts';
import { builder } from '../builder.ts';
import { TextType } from './text.ts';

const SourceStateEnum = builder.enumType('SourceState', {
  description: "How far a source's value can be trusted.",
  values: {
    WARMING: { description: 'Not read yet.' },
    FRESH: { description: 'Younger than its maximum age.' },
    STALE: { description: 'Older than its maximum age.' },
    FAILED: { description: 'The last reading failed.' },
    ABSENT: { description: 'This house does not have it.' },
  } as const,
});

export const SourceType = builder.objectRef<Source>('Source').implement({
  description: 'Where values come from, and how old they are.',
  fields: (t) => ({
    id: t.exposeID('id', {
      description: '`evccState`, `evccLive`, `gridTariff`, `feedInTariff`, `solarForecast` or `loadHistory`.',
    }),
    state: t.expose('state', { type: SourceStateEnum, description: 'How far it can be trusted.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Last good reading; `null` before the first.',
    }),
    maxAgeS: t.exposeFloat('maxAgeS', { description: 'Past this age, in s, the value counts as stale.' }),
    error: t.expose('error', {
      type: TextType,
      nullable: true,
      description: 'What went wrong last; `null` where nothing did.',
    }),
  }),
});
