import SchemaBuilder from '@pothos/core';
import ErrorsPlugin from '@pothos/plugin-errors';
import type { Instant } from '../house/index.ts';
import type { Context } from './context.ts';
import { EvccError, InvalidValue, NoCar, NotReady, UnknownLoadpoint } from './refusals.ts';

/** Everything is non-null unless a field says otherwise: once for the types, once for the schema. */
export const builder = new SchemaBuilder<{
  Context: Context;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Instant; Output: Instant };
  };
}>({
  plugins: [ErrorsPlugin],
  defaultFieldNullability: false,
  errors: {
    defaultTypes: [UnknownLoadpoint, NoCar, InvalidValue, NotReady, EvccError],
    directResult: true,
    defaultUnionOptions: {
      name: ({ fieldName }) => `${fieldName.charAt(0).toUpperCase()}${fieldName.slice(1)}Result`,
    },
  },
});

builder.queryType({
  description: 'What can be read. All fields of one query come from one and the same snapshot.',
});
builder.mutationType({
  description:
    'What people can ask for. Each answer comes once the wish is stored and would outlive a crash.',
});
builder.subscriptionType({
  description:
    'What is told as it happens, over server-sent events: send the request with `accept: text/event-stream`.',
});
