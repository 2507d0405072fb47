import type { AskedAs } from '../shared/asked-as.ts';
import type { Refusal, Timing } from './connection.ts';
import { readEvents } from './sse.ts';

/** How a connection ended, for whoever decides what to do next. */
export type Ending =
  /** It brought something, then broke. */
  | { kind: 'broken' }
  /** It is there, and brings nothing. */
  | { kind: 'silent' }
  /** Nobody answers. */
  | { kind: 'gone' }
  | { kind: 'refused'; refusal: Refusal };

/** One request for the house's live state. */
export interface LiveRequest {
  url: string;
  document: AskedAs;
  variables: object;
  /** Id of the last message that was seen. */
  cursor: string | null;
  /** Ends it early. */
  stop: AbortSignal;
  /** Told of each result's `live`; where it answers `false` the connection is given up. */
  onMessage: (live: unknown) => boolean;
}

/**
 * Reads a stream until it ends.
 *
 * @param onBytes told of everything that arrives, signs of life included
 */
export async function readStream(request: LiveRequest, timing: Timing, onBytes: () => void): Promise<Ending> {
  const silence = new AbortController();
  let watchdog = setTimeout(() => silence.abort(), timing.firstBytesMs);
  let ending: Ending = { kind: 'gone' };
  try {
    const response = await send(request, 'text/event-stream', silence.signal);
    if (!response.body || !contentType(response).startsWith('text/event-stream'))
      return await refused(response);
    ending = { kind: 'broken' };
    const events = readEvents(response.body, () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => silence.abort(), timing.silenceMs);
      onBytes();
    });
    for await (const { type, data } of events) {
      // A server that stops for good completes its streams; for a page that only means: try again.
      if (type === 'complete') break;
      const refusal = data ? take(data, request) : null;
      if (refusal) return refusal;
    }
  } catch (error) {
    if (silence.signal.aborted) return { kind: 'silent' };
    if (!request.stop.aborted) console.warn('Live stream interrupted:', error);
  } finally {
    clearTimeout(watchdog);
  }
  return ending;
}

/** Asks once; `null` where the answer could be used. */
export async function ask(request: LiveRequest, timing: Timing): Promise<Ending | null> {
  try {
    const response = await send(request, 'application/json', AbortSignal.timeout(timing.firstBytesMs));
    if (!response.ok || !contentType(response).includes('json')) return await refused(response);
    return take(await response.text(), request);
  } catch {
    return { kind: 'gone' };
  }
}

function send({ url, document, variables, cursor, stop }: LiveRequest, accept: string, limit: AbortSignal) {
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept,
      ...(cursor === null ? {} : { 'last-event-id': cursor }),
    },
    body: JSON.stringify({ ...document, variables }),
    signal: AbortSignal.any([stop, limit]),
    cache: 'no-store',
  });
}

/** Hands a result over; an answer where it ends the connection. */
function take(text: string, { onMessage }: LiveRequest): Ending | null {
  const { data, errors } = JSON.parse(text) as GraphqlResult;
  if (data?.live) return onMessage(data.live) ? null : { kind: 'broken' };
  return { kind: 'refused', refusal: refusalOf(errors?.[0], 'NO_DATA') };
}

/** What of GraphQL's answers is looked at here. */
interface GraphqlResult {
  data?: { live?: unknown } | null;
  errors?: GraphqlError[];
}

interface GraphqlError {
  message?: string;
  extensions?: { code?: string };
}

function refusalOf(error: GraphqlError | undefined, code: string): Refusal {
  return { code: error?.extensions?.code ?? code, message: error?.message ?? code };
}

/** Proxies answer so where the server behind them is gone. */
const GONE = [502, 504];

async function refused(response: Response): Promise<Ending> {
  const text = await response.text();
  if (GONE.includes(response.status)) return { kind: 'gone' };
  const code = String(response.status);
  if (!contentType(response).includes('json'))
    return { kind: 'refused', refusal: { code, message: `HTTP ${code}` } };
  const { errors } = JSON.parse(text) as GraphqlResult;
  return { kind: 'refused', refusal: refusalOf(errors?.[0], code) };
}

function contentType(response: Response): string {
  return response.headers.get('content-type') ?? '';
}
