import { stringifyDocument, type TypedDocumentNode } from 'urql';

/** How a request says what it asks for: by the id under which the server knows the document, or by its text. */
export type AskedAs = { documentId: string } | { query: string };

/** The built page carries ids alone, see `web/page-documents.ts`; where it is not built the text is there. */
export function askedAs(document: TypedDocumentNode<unknown, never>): AskedAs {
  return 'documentId' in document && typeof document.documentId === 'string'
    ? { documentId: document.documentId }
    : { query: stringifyDocument(document) };
}
