import type { SubscriptionForwarder } from 'urql';
import { readEvents } from './sse.ts';

/** How the stream stands, with the browser's time at which that began. */
export interface Connection {
  state: 'connecting' | 'open' | 'waiting';
  since: number;
}

export interface TransportOptions {
  url: URL;
  onConnection: (connection: Connection) => void;
  /** Silence after which a connection counts as dead. */
  silenceMs?: number;
}

/** The server pings at least this often, so that a dead connection can be told from a quiet one. */
const PING_MS = 15_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Carries urql's subscriptions over server-sent events and never gives up: urql's own transport notices neither a
 * connection that went silent (a laptop that slept, a changed Wi-Fi) nor does it reconnect. After a break it asks
 * for what came after the last event id it saw.
 */
export function createTransport(options: TransportOptions): SubscriptionForwarder {
  return (request) => ({
    subscribe(sink) {
      const stop = new AbortController();
      const body = JSON.stringify({ query: request.query, variables: request.variables });
      // Nothing is told to the sink after the end: urql has let go of it by then.
      void keepConnected(body, options, stop.signal, (result) => sink.next(result));
      return { unsubscribe: () => stop.abort() };
    },
  });
}

async function keepConnected(
  body: string,
  { url, onConnection, silenceMs = 2.5 * PING_MS }: TransportOptions,
  stop: AbortSignal,
  onResult: (result: object) => void,
): Promise<void> {
  let lastEventId: string | null = null;
  let attempt = 0;
  const report = (state: Connection['state']) => onConnection({ state, since: Date.now() });

  while (!stop.aborted) {
    report('connecting');
    const silence = new AbortController();
    let watchdog = setTimeout(() => silence.abort(), silenceMs);
    const onBytes = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => silence.abort(), silenceMs);
    };
    try {
      const stream = await open(url, body, lastEventId, AbortSignal.any([stop, silence.signal]));
      report('open');
      for await (const event of readEvents(stream, onBytes)) {
        // A server that stops for good completes its streams; for a page that only means: try again.
        if (event.type === 'complete') break;
        lastEventId = event.id ?? lastEventId;
        attempt = 0;
        if (event.data) onResult(JSON.parse(event.data));
      }
    } catch (error) {
      if (!stop.aborted) console.warn('Live stream interrupted:', error);
    } finally {
      clearTimeout(watchdog);
    }
    if (stop.aborted) return;
    report('waiting');
    await pause(reconnectPauseMs(attempt++, Math.random()), stop);
  }
}

async function open(
  url: URL,
  body: string,
  lastEventId: string | null,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(lastEventId === null ? {} : { 'last-event-id': lastEventId }),
    },
    body,
    signal,
    cache: 'no-store',
  });
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok || !response.body || !type.startsWith('text/event-stream')) {
    await response.body?.cancel();
    throw new Error(`${url.pathname} answered ${response.status} ${type}`);
  }
  return response.body;
}

/**
 * Pause before the next attempt: full jitter, so that pages that lost the server together do not all come back in
 * the same instant.
 *
 * @param attempt failed attempts so far
 * @param random in [0, 1)
 */
export function reconnectPauseMs(attempt: number, random: number): number {
  return random * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempt, 16));
}

/** Waits, but not past the moment in which the network comes back or the tab is looked at again. */
function pause(durationMs: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      document.removeEventListener('visibilitychange', whenVisible);
      stop.removeEventListener('abort', done);
      resolve();
    };
    const whenVisible = () => {
      if (document.visibilityState === 'visible') done();
    };
    const timer = setTimeout(done, durationMs);
    window.addEventListener('online', done);
    document.addEventListener('visibilitychange', whenVisible);
    stop.addEventListener('abort', done);
  });
}
