import type { Notice } from '../../house/index.ts';
import { builder } from '../builder.ts';
import { TextType } from './text.ts';

const NoticeSeverityEnum = builder.enumType('NoticeSeverity', {
  description: 'How much a notice matters.',
  values: {
    INFO: { description: 'Worth knowing.' },
    WARNING: { description: 'Something works less well than it could.' },
    ERROR: { description: 'Something does not work.' },
  } as const,
});

export const NoticeType = builder.objectRef<Notice>('Notice').implement({
  description: 'A banner: what is wrong or worth knowing, until it no longer is.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable, for clients that hide or translate it.' }),
    severity: t.expose('severity', { type: NoticeSeverityEnum, description: 'How much it matters.' }),
    since: t.expose('since', { type: 'DateTime', description: 'Since when.' }),
    message: t.expose('message', { type: TextType, description: 'In words, with the way out.' }),
  }),
});
