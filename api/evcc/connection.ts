import { invalid } from './error.ts';

/** What a user set to reach evcc. The URL may carry credentials, a path prefix, `/api` or the page's `#/…`. */
export interface ConnectionOptions {
  url: string;
  /** Basic authentication is sent only where there is a user, here or in the URL; this one wins. */
  user: string | null;
  password: string | null;
  /** Further request headers for a proxy before evcc. Secret. */
  headers: Record<string, string>;
}

/** Where evcc is and what to send along. */
export interface Connection {
  /** Without credentials, trailing slash or `/api`; safe to show. */
  server: string;
  /** Secret: never log or hand out. */
  headers: Record<string, string>;
}

/**
 * Takes a user's settings apart.
 *
 * @throws EvccError `INVALID` for something that is no http(s) URL, or a header that cannot be sent
 */
export function connectionOf({ url, user, password, headers }: ConnectionOptions): Connection {
  const parsed = URL.canParse(url.trim()) ? new URL(url.trim()) : null;
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol)) {
    throw invalid(
      'evcc_url ist keine http- oder https-Adresse. Beispiel: http://evcc.local:7070.',
      'evcc_url is no http or https address. Example: http://evcc.local:7070.',
    );
  }
  checkHeaders(headers);
  const path = parsed.pathname.replace(/\/+$/, '').replace(/\/api$/, '');
  const credentials = user
    ? { user, password: password ?? '' }
    : { user: decode(parsed.username), password: password || decode(parsed.password) };
  return {
    server: parsed.origin + path.replace(/\/+$/, ''),
    headers: credentials.user ? { authorization: basic(credentials), ...headers } : { ...headers },
  };
}

/** Names the header at fault, never its value. */
function checkHeaders(headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) {
    try {
      new Headers([[name, value]]);
    } catch {
      throw invalid(
        `Die Kopfzeile „${name}“ für evcc enthält Zeichen, die dort nicht erlaubt sind.`,
        `The header "${name}" for evcc holds characters that are not allowed there.`,
      );
    }
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A bare % is not escaped, so the part is meant as it stands.
    return part;
  }
}

function basic({ user, password }: { user: string; password: string }): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
