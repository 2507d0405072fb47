import { readFileSync } from 'node:fs';
import { usePersistedOperations as persistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import type { Plugin } from 'graphql-yoga';
import { z } from 'zod';
import { restDocuments } from '../rest/index.ts';

/** The operations that the page was built with, by the ids by which it names them; made by `npm run codegen`. */
const pageDocuments = z
  .record(z.string(), z.string())
  .parse(JSON.parse(readFileSync(new URL('./page-documents.json', import.meta.url), 'utf8')));

/** The name under which a request carries a document's id in place of its text. */
export const DOCUMENT_ID = 'documentId';

/**
 * Answers requests that name a document which we know instead of sending its text: those of the page, and those that
 * `/rest/` is made of.
 *
 * @param only whether every other document is refused
 */
export function trustDocuments(only: boolean): Plugin {
  const documents = new Map([...Object.entries(pageDocuments), ...restDocuments()]);
  return persistedOperations({
    allowArbitraryOperations: !only,
    extractPersistedOperationId: (params) => idOf(params),
    getPersistedOperation: (id) => documents.get(id) ?? null,
    customErrors: {
      notFound: refusal(
        'UNKNOWN_DOCUMENT',
        'There is no document of this id. A page of another version has to be loaded anew.',
      ),
      keyNotFound: refusal('BAD_REQUEST', `Neither a query nor a ${DOCUMENT_ID} was sent.`),
      persistedQueryOnly: refusal(
        'TRUSTED_DOCUMENTS_ONLY',
        'Only the page and the addresses below /rest/ are answered here (option trusted_documents_only).',
      ),
    },
  });
}

function idOf(params: object): string | null {
  const id: unknown = DOCUMENT_ID in params ? params[DOCUMENT_ID] : null;
  return typeof id === 'string' ? id : null;
}

/** An error of who asks: 400 for clients that know what that means in GraphQL. */
function refusal(code: string, message: string) {
  return { message, extensions: { code, http: { status: 400, spec: true } } };
}
