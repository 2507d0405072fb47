import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isAtHome } from './private-address.ts';

/** Why there is no answer that could be used; what was answered is never part of it. */
export type NoAnswer = 'NOT_AT_HOME' | 'SILENT' | 'LOCKED' | 'OTHER';

/** JSON that was answered, not yet decoded, or why there is none. */
export type Answer = { ok: true; body: unknown } | { ok: false; why: NoAnswer };

/** Asks for all addresses of a name. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: Error | null, found: LookupAddress[]) => void,
) => void;

const LIMIT_MS = 4000;
const LONGEST_BYTES = 4_000_000;

/**
 * Reads JSON from an address in the home's network. The name is looked up once, and only where it leads into the home is
 * that very address connected to, so that no name can be turned to another place in between. Redirects are not followed.
 *
 * @param resolve asks the system for the addresses of a name
 */
export async function getAtHome(url: URL, resolve: Resolve = lookup): Promise<Answer> {
  try {
    const response = await send(url, resolve);
    if (response.statusCode === 401 || response.statusCode === 403) return without(response, 'LOCKED');
    if (response.statusCode !== 200) return without(response, 'OTHER');
    const text = await textOf(response);
    return text === null ? without(response, 'OTHER') : { ok: true, body: JSON.parse(text) };
  } catch (error) {
    if (error instanceof Stranger) return { ok: false, why: 'NOT_AT_HOME' };
    return { ok: false, why: error instanceof SyntaxError ? 'OTHER' : 'SILENT' };
  }
}

class Stranger extends Error {}

function send(url: URL, resolve: Resolve): Promise<IncomingMessage> {
  const { promise, resolve: answered, reject } = Promise.withResolvers<IncomingMessage>();
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  request(url, {
    agent: false,
    lookup: lookupAtHome(resolve),
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(LIMIT_MS),
  })
    .on('response', answered)
    .on('error', reject)
    .end();
  return promise;
}

function lookupAtHome(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) =>
    resolve(hostname, { ...options, all: true }, (error, found) => {
      const [first, ...more] = error ? [] : found.filter(({ address }) => isAtHome(address));
      if (!first) callback(error ?? new Stranger(hostname), '');
      else if (options.all) callback(null, [first, ...more]);
      else callback(null, first.address, first.family);
    });
}

/** `null` where there is more than evcc would ever say. */
async function textOf(response: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > LONGEST_BYTES) return null;
  }
  return Buffer.concat(chunks).toString();
}

function without(response: IncomingMessage, why: NoAnswer): Answer {
  response.destroy();
  return { ok: false, why };
}
