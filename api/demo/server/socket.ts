import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { isObject, type Json, type JsonObject } from './json.ts';

/** evcc's WebSocket: a welcome, then what is published. */
export interface StateSocket {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** One round of frames to every client that has kept up. */
  publish(): void;
  dropAll(): void;
}

export interface StateSocketOptions {
  state: () => JsonObject;
  /** Forecasts in frames of their own after the welcome; else inside it. */
  forecastShards: boolean;
  /** `all` = every key in each round, as evcc does; `changed` = only what has changed, for very fast clocks. */
  frames: 'all' | 'changed';
}

export function createStateSocket({ state, forecastShards, frames }: StateSocketOptions): StateSocket {
  const server = new WebSocketServer({ noServer: true });
  const clients = new Set<WebSocket>();
  let published = new Map<string, string>();
  const forecasts = new Map<string, { value: Json; text: string }>();

  /** The frame of a forecast: empty where nothing has changed since the last round. */
  function forecastFrame(key: string, value: Json): string {
    const last = forecasts.get(key);
    if (last?.value === value) return '{}';
    const text = JSON.stringify(value);
    forecasts.set(key, { value, text });
    return last?.text === text ? '{}' : `{${JSON.stringify(key)}:${text}}`;
  }

  function welcome(client: WebSocket): void {
    const { flat, forecast } = flatten(state(), forecastShards);
    client.send(JSON.stringify(flat));
    for (const [key, value] of Object.entries(forecast)) client.send(JSON.stringify({ [key]: value }));
  }

  return {
    upgrade(request, socket, head) {
      server.handleUpgrade(request, socket, head, (client) => {
        clients.add(client);
        client.on('close', () => clients.delete(client));
        client.on('error', () => client.terminate());
        client.on('message', () => client.close(1008, 'unexpected data'));
        welcome(client);
      });
    },
    publish() {
      if (clients.size === 0) return;
      const { flat, forecast } = flatten(state(), forecastShards);
      const next = new Map<string, string>();
      const messages: string[] = [];
      for (const [key, value] of Object.entries(flat)) {
        const text = JSON.stringify(value);
        next.set(key, text);
        if (frames === 'all' || published.get(key) !== text)
          messages.push(`{${JSON.stringify(key)}:${text}}`);
      }
      for (const [key, value] of Object.entries(forecast)) messages.push(forecastFrame(key, value));
      published = next;
      for (const client of clients) {
        const keepsUp = client.bufferedAmount === 0 && client.readyState === client.OPEN;
        if (keepsUp) for (const message of messages) client.send(message);
      }
    },
    dropAll() {
      for (const client of clients) client.terminate();
      clients.clear();
    },
  };
}

/** The state as one flat object with dotted keys, loadpoints counted from 0, forecasts apart where wanted. */
function flatten(state: JsonObject, forecastShards: boolean): { flat: JsonObject; forecast: JsonObject } {
  const flat: JsonObject = {};
  const forecast: JsonObject = {};
  for (const [key, value] of Object.entries(state)) {
    if (key === 'loadpoints' && Array.isArray(value)) {
      for (const [index, loadpoint] of value.entries()) spread(flat, `loadpoints.${index}`, loadpoint);
    } else if (key === 'forecast' && forecastShards) spread(forecast, 'forecast', value);
    else flat[key] = value;
  }
  return { flat, forecast };
}

function spread(target: JsonObject, prefix: string, value: Json): void {
  if (!isObject(value)) return;
  for (const [key, inner] of Object.entries(value)) target[`${prefix}.${key}`] = inner;
}
