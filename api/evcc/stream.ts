import type { WebSocket } from 'ws';
import type { Clock, Instant, SiteState } from '../house/index.ts';
import type { Connection } from './connection.ts';
import type { EvccError } from './error.ts';
import { openSocket, type SocketTiming } from './socket.ts';

/** Whether live values flow, since when it is so, and why not. */
export interface ConnectionState {
  connected: boolean;
  since: Instant;
  error: EvccError | null;
}

/** Waiting times of the stream in real milliseconds. */
export interface StreamTiming extends SocketTiming {
  /** Upper end of the first pause before a new attempt; it doubles up to `maxRetryMs`. */
  firstRetryMs: number;
  maxRetryMs: number;
}

export const STREAM_TIMING: StreamTiming = {
  minStaleMs: 30_000,
  handshakeMs: 10_000,
  settleMs: 250,
  maxSettleMs: 1_000,
  firstRetryMs: 1_000,
  maxRetryMs: 30_000,
};

const CLOSE_GRACE_MS = 1_000;

/** The pause before attempt `attempt` (0 = first) to connect again: anything up to a doubling limit. */
export function retryDelayMs(
  attempt: number,
  timing: Pick<StreamTiming, 'firstRetryMs' | 'maxRetryMs'>,
  random: () => number,
): number {
  return random() * Math.min(timing.maxRetryMs, timing.firstRetryMs * 2 ** attempt);
}

export interface Stream {
  start(): void;
  /** Resolves once the socket is closed. */
  stop(): Promise<void>;
}

export interface StreamOptions {
  connection: Connection;
  clock: Clock;
  timing: StreamTiming;
  onState(state: SiteState): void;
  /** Called on each change; `connected` once the first whole state is in. */
  onConnection(state: ConnectionState): void;
}

/** Reads evcc's WebSocket for as long as it runs, connecting again whenever it ends. */
export function createStream({ connection, clock, timing, onState, onConnection }: StreamOptions): Stream {
  let running = false;
  let socket: WebSocket | null = null;
  let retry: NodeJS.Timeout | undefined;
  let attempt = 0;
  let reported: ConnectionState | null = null;

  function report(connected: boolean, error: EvccError | null): void {
    if (reported?.connected === connected && reported.error?.message === error?.message) return;
    const since = reported?.connected === connected ? reported.since : clock.now();
    reported = { connected, since, error };
    onConnection(reported);
  }

  function connect(): void {
    const current = openSocket({
      connection,
      clock,
      timing,
      onState(state) {
        if (socket !== current) return;
        attempt = 0;
        report(true, null);
        onState(state);
      },
      onEnd(error) {
        if (socket !== current) return;
        report(false, error);
        retry = setTimeout(connect, retryDelayMs(attempt, timing, Math.random));
        attempt++;
      },
    });
    socket = current;
  }

  return {
    start() {
      if (running) return;
      running = true;
      attempt = 0;
      reported = null;
      connect();
    },
    async stop() {
      running = false;
      clearTimeout(retry);
      const open = socket;
      socket = null;
      if (open && open.readyState !== open.CLOSED) await close(open);
    },
  };
}

function close(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const grace = setTimeout(() => socket.terminate(), CLOSE_GRACE_MS);
    socket.once('close', () => {
      clearTimeout(grace);
      resolve();
    });
    socket.close();
  });
}
