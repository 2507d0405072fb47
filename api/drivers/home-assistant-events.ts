import { WebSocket } from 'ws';
import { z } from 'zod';
import { MINUTE_MS, SECOND_MS } from '../house/index.ts';
import type { HomeAssistant } from '../notify/index.ts';

/** What the phone's app makes of a pressed button. */
const EVENT = 'mobile_app_notification_action';
const HANDSHAKE_MS = 10 * SECOND_MS;
/** It is asked for a sign of life this often; without one by the next time the connection is dead. */
const PING_MS = 30 * SECOND_MS;
const FIRST_PAUSE_MS = 5 * SECOND_MS;
const LONGEST_PAUSE_MS = 5 * MINUTE_MS;
const MAX_FRAME_BYTES = 1024 * 1024;
const SUBSCRIPTION = 1;

const frame = z.object({ type: z.string() });
const result = z.object({ id: z.number(), success: z.boolean() });
const event = z.object({
  event: z.object({ data: z.object({ action: z.string(), reply_text: z.string().nullish() }) }),
});

export interface HomeAssistantEventsOptions {
  homeAssistant: HomeAssistant;
  /** A button of whatever notification, with what was typed into it. */
  onAction: (action: string, typed: string | null) => void;
  /** What went wrong, without address or token. */
  onError: (what: string) => void;
  /** Before it is tried again for the first time; shorter in tests. */
  firstPauseMs?: number;
}

/** Hears of pressed buttons by Home Assistant's WebSocket, for as long as it runs. */
export interface HomeAssistantEvents {
  start(): void;
  stop(): void;
}

export function createHomeAssistantEvents(options: HomeAssistantEventsOptions): HomeAssistantEvents {
  const { homeAssistant, onAction, onError, firstPauseMs = FIRST_PAUSE_MS } = options;
  let socket: WebSocket | null = null;
  let pauseMs = firstPauseMs;
  let pause: NodeJS.Timeout | undefined;
  let stopped = false;

  function connect(): void {
    const current = new WebSocket(`${homeAssistant.url.replace(/^http/, 'ws')}/websocket`, {
      handshakeTimeout: HANDSHAKE_MS,
      maxPayload: MAX_FRAME_BYTES,
    });
    socket = current;
    const life = signsOfLife(current);
    let trouble = 'no connection';
    current.on('message', (data) => {
      life.seen();
      trouble = 'connection lost';
      const told = take(current, String(data));
      if (told !== null) {
        trouble = told;
        current.terminate();
      }
    });
    // What it says may hold the address; that it ended is told by `close`.
    current.on('error', () => {});
    current.on('close', () => {
      life.stop();
      if (stopped) return;
      onError(`events: ${trouble}`);
      pause = setTimeout(connect, pauseMs);
      pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
    });
  }

  /** What is wrong; `null` = nothing. */
  function take(current: WebSocket, data: string): string | null {
    const told = parsed(data);
    switch (frame.safeParse(told).data?.type) {
      case 'auth_required':
        current.send(JSON.stringify({ type: 'auth', access_token: homeAssistant.token }));
        return null;
      case 'auth_invalid':
        return 'the token is refused';
      case 'auth_ok':
        current.send(JSON.stringify({ id: SUBSCRIPTION, type: 'subscribe_events', event_type: EVENT }));
        return null;
      case 'result': {
        const answer = result.safeParse(told).data;
        if (answer?.id !== SUBSCRIPTION) return null;
        if (!answer.success) return 'the subscription is refused';
        pauseMs = firstPauseMs;
        return null;
      }
      case 'event': {
        const pressed = event.safeParse(told).data?.event.data;
        if (pressed) onAction(pressed.action, pressed.reply_text ?? null);
        return null;
      }
      default:
        return null;
    }
  }

  return {
    start: connect,
    stop() {
      stopped = true;
      clearTimeout(pause);
      socket?.terminate();
    },
  };
}

/** Asks for signs of life, and ends a connection that gives none. */
function signsOfLife(socket: WebSocket): { seen(): void; stop(): void } {
  let isSeen = true;
  let id = SUBSCRIPTION;
  const timer = setInterval(() => {
    if (!isSeen) return socket.terminate();
    isSeen = false;
    id += 1;
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ id, type: 'ping' }));
  }, PING_MS);
  return {
    seen: () => {
      isSeen = true;
    },
    stop: () => clearInterval(timer),
  };
}

/** JSON, or `null` where a frame is none. */
function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
