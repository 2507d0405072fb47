import type { Finding } from '../../house/index.ts';
import { builder } from '../builder.ts';
import { TextType } from './text.ts';

const FindingSeverityEnum = builder.enumType('FindingSeverity', {
  description: 'What a finding means for the program.',
  values: {
    CRITICAL: { description: 'Nothing is optimised until it is fixed.' },
    WARNING: { description: 'A safe default is used instead.' },
  } as const,
});

export const FindingType = builder.objectRef<Finding>('Finding').implement({
  description: 'One thing that is wrong with the configuration.',
  fields: (t) => ({
    field: t.exposeString('field', { description: 'Option as it is written, or `file:line:column`.' }),
    value: t.exposeString('value', {
      nullable: true,
      description: 'What was found, secrets masked; `null` where nothing was.',
    }),
    severity: t.expose('severity', { type: FindingSeverityEnum, description: 'What it means.' }),
    message: t.expose('message', { type: TextType, description: 'What is wrong, and what is allowed.' }),
    suggestion: t.expose('suggestion', { type: TextType, description: 'How to fix it.' }),
  }),
});

builder.queryField('configFindings', (t) =>
  t.field({
    type: [FindingType],
    description: 'What is wrong with the configuration, critical ones first; empty where nothing is.',
    resolve: (_root, _args, { findings }) =>
      [...findings].sort((a, b) => Number(b.severity === 'CRITICAL') - Number(a.severity === 'CRITICAL')),
  }),
);
