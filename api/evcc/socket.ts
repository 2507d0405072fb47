import { WebSocket } from 'ws';
import type { Clock, SiteState } from '../house/index.ts';
import type { Connection } from './connection.ts';
import { type EvccError, errorForStatus, notEvcc, timedOut, unreachable } from './error.ts';
import { codeOf } from './http.ts';
import { createPatches } from './patches.ts';
import { decodeState } from './state.ts';

/**
 * Waiting times of one socket, all in real milliseconds: the network does not run faster because the
 * house's clock does.
 */
export interface SocketTiming {
  /** Silence after which the connection counts as dead, at least; three of evcc's intervals if they are longer. */
  minStaleMs: number;
  handshakeMs: number;
  /** A state is handed out once frames have paused for this long … */
  settleMs: number;
  /** … but after this long even where they never pause. */
  maxSettleMs: number;
}

export interface SocketOptions {
  connection: Connection;
  clock: Clock;
  timing: SocketTiming;
  onState(state: SiteState): void;
  /** Called once, when the connection has ended, with its reason. */
  onEnd(error: EvccError): void;
}

const STALE_INTERVALS = 3;
/** The welcome of a large house is well below 1 MB. */
const MAX_FRAME_BYTES = 16 * 1024 * 1024;

/**
 * Opens one WebSocket to evcc and reads it until it breaks or falls silent. Nothing is ever sent on it: evcc
 * closes a connection on which it receives data.
 */
export function openSocket({ connection, clock, timing, onState, onEnd }: SocketOptions): WebSocket {
  const { server, headers } = connection;
  const patches = createPatches();
  const socket = new WebSocket(`${server.replace(/^http/, 'ws')}/ws`, {
    headers,
    handshakeTimeout: timing.handshakeMs,
    maxPayload: MAX_FRAME_BYTES,
  });
  let reason: EvccError | null = null;
  let staleMs = timing.minStaleMs;
  let stale: NodeJS.Timeout | undefined;

  function fail(error: EvccError): void {
    reason ??= error;
    socket.terminate();
  }

  function expectFrame(): void {
    clearTimeout(stale);
    stale = setTimeout(() => fail(timedOut(server, staleMs)), staleMs);
  }

  const settle = createSettle(timing, () => {
    if (!patches.complete()) return;
    // What is complete passes for a state, so this does not throw.
    const state = decodeState(patches.body(), clock.now());
    staleMs = Math.max(timing.minStaleMs, STALE_INTERVALS * state.intervalS * 1000);
    onState(state);
  });

  socket.on('open', expectFrame);
  socket.on('message', (data) => {
    expectFrame();
    const frame = parseFrame(String(data));
    if (frame === undefined) {
      fail(notEvcc({ de: 'Der WebSocket sendet kein JSON', en: 'the WebSocket does not send JSON' }));
    } else if (patches.apply(frame)) {
      settle.touch();
    }
  });
  socket.on('unexpected-response', (_request, response) => {
    response.resume();
    fail(errorForStatus(response.statusCode ?? 0, 'GET /ws', ''));
  });
  socket.on('error', (error) => {
    reason ??= unreachable(server, codeOf(error));
  });
  socket.on('close', () => {
    clearTimeout(stale);
    settle.cancel();
    onEnd(reason ?? unreachable(server, 'closed'));
  });
  return socket;
}

/** JSON, or `undefined` where a frame is none. */
function parseFrame(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

/**
 * Calls `done` once touches have paused. The values of one control cycle arrive as many frames; taken in
 * between, they would mix two cycles.
 */
function createSettle({ settleMs, maxSettleMs }: SocketTiming, done: () => void) {
  let timer: NodeJS.Timeout | undefined;
  let firstTouch: number | null = null;
  return {
    touch() {
      const now = performance.now();
      firstTouch ??= now;
      clearTimeout(timer);
      const waitMs = Math.min(settleMs, Math.max(0, firstTouch + maxSettleMs - now));
      timer = setTimeout(() => {
        firstTouch = null;
        done();
      }, waitMs);
    },
    cancel: () => clearTimeout(timer),
  };
}
