import { generate } from '@graphql-codegen/cli';
import codegen from '../../codegen.ts';
import { printedSchema } from '../graphql/index.ts';

/** A file that is made from the code and committed. */
export interface GeneratedFile {
  /** Relative to the checkout. */
  path: string;
  content: string;
}

/** `schema.graphql` as the code describes it now. */
export function generatedSchema(): GeneratedFile {
  return { path: 'schema.graphql', content: printedSchema() };
}

/**
 * The types of the page's operations, checked against the schema that the code describes now.
 * @throws with the place of each operation that does not fit the schema
 */
export async function generatedPageTypes(): Promise<GeneratedFile[]> {
  const { content: schema } = generatedSchema();
  const files: { filename: string; content: string }[] = await generate(
    { ...codegen, schema, silent: true },
    false,
  );
  return files.map(({ filename, content }) => ({ path: filename, content }));
}
