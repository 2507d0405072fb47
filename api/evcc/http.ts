import type { Connection } from './connection.ts';
import { EvccError, errorForStatus, notEvcc, shorten, timedOut, unreachable } from './error.ts';
import { isRecord, unwrap } from './wire.ts';

/** One request to evcc; the path is without host and begins with `/api/`. */
export interface EvccRequest {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  /** JSON body; `null` = none. */
  body: Record<string, unknown> | null;
}

/** A successful answer. */
export interface HttpAnswer {
  status: number;
  /** Decoded JSON without the `result` wrapper of old versions. */
  body: unknown;
  /** The answer as it came. */
  raw: string;
}

export type Send = (request: EvccRequest) => Promise<HttpAnswer>;

/** A request of the keep-alive connection's other end having gone: harmless to ask again. */
const RESET_CODES = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/**
 * Sends requests to evcc and turns every failure into an `EvccError`. A GET whose connection is reset is
 * sent once more; a write never is, because it may have been done.
 *
 * @param timeoutMs real time from sending to the end of the answer
 */
export function createSend(connection: Connection, timeoutMs: number): Send {
  async function once(request: EvccRequest): Promise<HttpAnswer> {
    const { method, path, body } = request;
    const response = await fetch(connection.server + path, {
      method,
      headers: body ? { ...connection.headers, 'content-type': 'application/json' } : connection.headers,
      body: body && JSON.stringify(body),
      // Following would send the user's own headers to wherever the answer points.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return read(request, response.status, await response.text());
  }

  return async (request) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(request);
      } catch (error) {
        if (error instanceof EvccError) throw error;
        if (error instanceof DOMException && error.name === 'TimeoutError') {
          throw timedOut(connection.server, timeoutMs);
        }
        const code = codeOf(error);
        const again = request.method === 'GET' && attempt === 1 && RESET_CODES.has(code);
        if (!again) throw unreachable(connection.server, code);
      }
    }
  };
}

function read({ method, path }: EvccRequest, status: number, raw: string): HttpAnswer {
  const parsed = parseJson(raw);
  if (status >= 200 && status < 300 && parsed) return { status, body: unwrap(parsed.value), raw };
  const isPage = /^\s*</.test(raw);
  if (status < 300 || (status === 404 && isPage)) {
    throw notEvcc(
      isPage
        ? { de: 'Es antwortet mit einer Webseite', en: 'it answers with a web page' }
        : { de: 'Es antwortet nicht mit JSON', en: 'it does not answer with JSON' },
      status,
    );
  }
  const said = isRecord(parsed?.value) ? String(parsed.value.error ?? '') : isPage ? '' : raw;
  throw errorForStatus(status, `${method} ${path}`, shorten(said));
}

/** JSON or nothing; an empty answer is `null`, as evcc gives it where there is nothing to say. */
function parseJson(raw: string): { value: unknown } | null {
  if (raw.trim() === '') return { value: null };
  try {
    return { value: JSON.parse(raw) };
  } catch {
    return null;
  }
}

/** The system's code for a failed connection, from the innermost cause that has one. */
export function codeOf(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
  }
  return 'ECONNFAILED';
}
