import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** A notification as a notify service gets it. */
export interface Notified {
  service: string;
  title: string;
  message: string;
  data?: { tag?: string; actions?: { action: string; title: string; behavior?: string }[] };
}

/** Home Assistant as its apps see it: notify services, and events by a WebSocket that wants a token first. */
export async function startHomeAssistant(token: string) {
  const notified: Notified[] = [];
  const listeners = new Map<WebSocket, number>();
  let isDown = false;
  let connections = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const service = request.url?.match(/^\/core\/api\/services\/notify\/(\w+)$/)?.[1];
      if (isDown) return response.writeHead(502).end('502: Bad Gateway');
      if (request.headers.authorization !== `Bearer ${token}`) return response.writeHead(401).end();
      if (service === undefined) return response.writeHead(404).end();
      notified.push({ service, ...JSON.parse(body) });
      return response.end('[]');
    });
  });
  const sockets = new WebSocketServer({ server, path: '/core/websocket' });
  sockets.on('connection', (socket) => {
    connections += 1;
    socket.send(JSON.stringify({ type: 'auth_required', ha_version: '2026.11.0' }));
    socket.on('close', () => listeners.delete(socket));
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      const answer = (value: object) => socket.send(JSON.stringify(value));
      if (message.type === 'auth' && message.access_token === token) return answer({ type: 'auth_ok' });
      if (message.type === 'auth') return answer({ type: 'auth_invalid', message: 'Invalid password' });
      if (message.type === 'ping') return answer({ id: message.id, type: 'pong' });
      if (message.event_type === 'mobile_app_notification_action') listeners.set(socket, message.id);
      return answer({ id: message.id, type: 'result', success: true, result: null });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    homeAssistant: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/core`, token },
    notified,
    listeners: () => listeners.size,
    connections: () => connections,
    setDown: (down: boolean) => {
      isDown = down;
    },
    /** Somebody presses a button, and perhaps types something into it. */
    press(action: string, typed?: string) {
      const data = { action, ...(typed === undefined ? {} : { reply_text: typed }) };
      for (const [socket, id] of listeners)
        socket.send(JSON.stringify({ id, type: 'event', event: { data, origin: 'REMOTE' } }));
    },
    cut() {
      for (const socket of sockets.clients) socket.terminate();
    },
    stop() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
