import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

const LIMIT_MS = 60_000;

/** Answers at the latest after a minute. What was begun goes on: it may have been written down already. */
export function limitTime(limitMs = LIMIT_MS): Plugin {
  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn(async (args) => {
        const { promise, resolve } = Promise.withResolvers<{ errors: GraphQLError[] }>();
        const timer = setTimeout(() => resolve({ errors: [tooSlow(limitMs)] }), limitMs);
        try {
          return await Promise.race([executeFn(args), promise]);
        } finally {
          clearTimeout(timer);
        }
      });
    },
  };
}

function tooSlow(limitMs: number): GraphQLError {
  return new GraphQLError(
    `There was no answer within ${limitMs / 1000} s. Please look whether it was done.`,
    {
      extensions: { code: 'TIMEOUT', http: { status: 504 } },
    },
  );
}
