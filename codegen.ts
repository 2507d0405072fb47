import { createHash } from 'node:crypto';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { getOperationAST, parse } from 'graphql';

const HASH_LENGTH = 16;

/** By what the server knows a document of the page: its name, for people, and what changes with its text. */
function documentId(text: string): string {
  const operation = getOperationAST(parse(text))?.name?.value;
  return `${operation}-${createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH)}`;
}

/** The page's types, from the schema and the operations that the page writes. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: ['web/src/**/*.{ts,tsx}', '!web/src/gql/**'],
  ignoreNoDocuments: true,
  importExtension: '.ts',
  generates: {
    'web/src/gql/': {
      preset: 'client',
      presetConfig: {
        fragmentMasking: false,
        persistedDocuments: { hashPropertyName: 'documentId', hashAlgorithm: documentId },
      },
      config: {
        scalars: { DateTime: 'string' },
        strictScalars: true,
        enumsAsTypes: true,
        useTypeImports: true,
      },
    },
  },
};

export default config;
