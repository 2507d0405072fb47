import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** The body as text, or `null` if it is longer than `maxBytes`; the rest of it is not read then. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return null;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > maxBytes) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const FORM = /^(application\/x-www-form-urlencoded|multipart\/)/i;

/**
 * Takes a body for JSON where nothing says that it is something else: Home Assistant and others send theirs as
 * `text/plain` unless they are told better. What a form of another site could send may only read; see `callerOf`.
 *
 * @returns false where it is a form
 */
export function takeAsJson(headers: IncomingHttpHeaders): boolean {
  const type = headers['content-type'] ?? '';
  if (FORM.test(type)) return false;
  if (!/^application\/(graphql\+)?json\b/i.test(type)) headers['content-type'] = 'application/json';
  return true;
}
