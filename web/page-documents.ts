import { readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import type { Plugin } from 'vite';

/** Where the page's sources write a document. */
const WRITTEN = /\bgraphql\(\s*`([^`]*)`,?\s*\)/g;
const CODEGEN = /^import \{ graphql \} from '[./]*gql\/index\.ts';$/m;

/**
 * Puts ids in the place of the page's documents, by which the server knows them. So neither their text nor the
 * generated module with all of them is part of what browsers load. Fragments leave nothing: they are in the documents.
 *
 * @param file the operations by their ids, as `npm run codegen` writes them
 */
export function pageDocuments(file: string): Plugin {
  let ids: string[] = [];
  return {
    name: 'page-documents',
    enforce: 'pre',
    buildStart() {
      ids = Object.keys(JSON.parse(readFileSync(file, 'utf8')));
    },
    transform: (code, path) => (CODEGEN.test(code) ? { code: withIds(code, path, ids), map: null } : null),
  };
}

/**
 * A module of the page with ids in place of its documents.
 *
 * @throws for an operation without an id
 */
export function withIds(code: string, path: string, ids: readonly string[]): string {
  if (!CODEGEN.test(code)) return code;
  return code
    .replace(WRITTEN, (_, text: string) => JSON.stringify(inPlaceOf(text, path, ids)))
    .replace(CODEGEN, '');
}

/** What urql takes for a document that the server knows. */
function inPlaceOf(text: string, path: string, ids: readonly string[]): object {
  const [definition] = parse(text).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return {};
  const name = definition.name?.value;
  const documentId = idOf(name, ids);
  if (!documentId) throw new Error(`${path}: ${name} is new; run \`npm run codegen\`.`);
  return { kind: 'Document', definitions: [], documentId };
}

/** The id of an operation by its name; `undefined` where there is none. */
export function idOf(name: string | undefined, ids: readonly string[]): string | undefined {
  return ids.find((id) => id.slice(0, id.lastIndexOf('-')) === name);
}
