import type { Text } from '../../house/index.ts';
import { builder } from '../builder.ts';

export const TextType = builder.objectRef<Text>('Text').implement({
  description: 'One text for people in every language we speak.',
  fields: (t) => ({
    de: t.exposeString('de', { description: 'German.' }),
    en: t.exposeString('en', { description: 'English.' }),
  }),
});
