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

/** The page's types for its operations against `schema.graphql`, as the code gives them now. */
export async function generatedPageTypes(): Promise<GeneratedFile[]> {
  const { content: schema } = generatedSchema();
  const files = await generate({ ...codegen, schema, silent: true, errorsOnly: true }, false);
  return files.map(({ filename, content }: { filename: string; content: string }) => ({
    path: filename,
    content,
  }));
}
