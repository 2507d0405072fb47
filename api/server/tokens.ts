import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ApiToken, Instant, TokenScope } from '../house/index.ts';
import { DAY_MS } from '../house/index.ts';

/** How long a browser stays logged in. */
export const SESSION_DAYS = 90;

/** A new token, which is shown once, and the line of `api_tokens` that lets its bearer in. */
export function newToken(name: string, scope: TokenScope): { token: string; line: string } {
  const token = `sl_${randomBytes(32).toString('base64url')}`;
  return { token, line: `${name}:${scope}:${hashOf(token)}` };
}

/**
 * Whose token it is; `null` where it is nobody's. Every known one is compared, whichever fits, in constant time.
 * A token is 256 bits of chance, so that a plain hash keeps it: there is nothing to guess.
 */
export function bearerOf(token: string, tokens: readonly ApiToken[]): ApiToken | null {
  const hash = hashOf(token);
  let found: ApiToken | null = null;
  for (const known of tokens) if (isSame(hash, known.sha256)) found = known;
  return found;
}

/**
 * What the browser of a token's bearer keeps: until when, and a signature. It takes the server's own secret, so that
 * nobody who reads the configuration can sign; and it covers the token's hash, so that whoever takes a token out of the
 * configuration ends its sessions with it.
 */
export function sessionOf({ sha256 }: ApiToken, secret: Buffer, now: Instant): string {
  const until = String(now + SESSION_DAYS * DAY_MS);
  return `${until}.${signature(secret, sha256, until)}`;
}

/** Whose session it is; `null` where it ended or was never begun. */
export function sessionBearer(
  session: string,
  tokens: readonly ApiToken[],
  secret: Buffer,
  now: Instant,
): ApiToken | null {
  const [until = '', signed = ''] = session.split('.');
  let found: ApiToken | null = null;
  for (const known of tokens) if (isSame(signed, signature(secret, known.sha256, until))) found = known;
  return found && Number(until) > now ? found : null;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function signature(secret: Buffer, sha256: string, until: string): string {
  return createHmac('sha256', secret).update(`smartload session ${until} ${sha256}`).digest('base64url');
}

/** Constant time for texts of one length; lengths are no secret. */
function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
