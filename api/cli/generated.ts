import { readFileSync } from 'node:fs';
import { generate } from '@graphql-codegen/cli';
import codegen from '../../codegen.ts';
import { printedSchema } from '../graphql/index.ts';
import { addonFiles, configurationPage } from '../home-assistant/index.ts';
import { licencesPage } from './licences.ts';

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

/** Where the server finds the operations that the page is built with, by their ids. */
const PAGE_DOCUMENTS = 'api/server/page-documents.json';

/**
 * The types of the page's operations, and the operations by their ids for the server; checked against the schema that the code describes now.
 * @throws with the place of each operation that does not fit the schema
 */
export async function generatedPageTypes(): Promise<GeneratedFile[]> {
  const { content: schema } = generatedSchema();
  const files: { filename: string; content: string }[] = await generate(
    { ...codegen, schema, silent: true },
    false,
  );
  return files.map(({ filename, content }) =>
    filename.endsWith('persisted-documents.json')
      ? { path: PAGE_DOCUMENTS, content: `${JSON.stringify(JSON.parse(content), null, 2)}\n` }
      : { path: filename, content },
  );
}

const ADDON_FOLDER = 'home-assistant';

/** The app for Home Assistant and the pages on options and licences. */
export async function generatedFromOptions(): Promise<GeneratedFile[]> {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return [
    ...addonFiles(String(version)).map(({ path, content }) => ({ path: `${ADDON_FOLDER}/${path}`, content })),
    { path: 'docs/configuration.md', content: configurationPage() },
    { path: 'docs/licences.md', content: await licencesPage() },
  ];
}
