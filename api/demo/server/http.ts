import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { undisguisedPath } from './disguise.ts';
import type { FaultSwitches } from './faults.ts';
import type { Json } from './json.ts';
import type { Route, RouteAnswer, RouteRequest } from './route.ts';
import type { StateSocket } from './socket.ts';

/** One request as it reached the routes. */
export interface ServedRequest {
  method: string;
  /** Path below `/api`, without query. */
  path: string;
  status: number;
  /** The route that answered; `null` where there is none. */
  route: Route | null;
}

export interface HttpOptions {
  routes: readonly Route[];
  faults: FaultSwitches;
  socket: StateSocket;
  /** Answers come as `{"result": …}`. */
  wrapped: boolean;
  /** Asked for by a proxy before evcc; `null` = open, as evcc itself is. */
  basicAuth: { user: string; password: string } | null;
  /** How many loadpoints there are. */
  loadpoints: number;
  /** Notes how things stand; what it returns makes everything since undone. */
  remember: () => () => void;
  /** Before a route is asked. */
  onRequest: (method: string, path: string) => void;
  onServed: (request: ServedRequest) => void;
}

export interface HttpEdge {
  listen(port: number, host: string): Promise<AddressInfo>;
  close(): Promise<void>;
  /** Resets every open connection. */
  dropAll(): void;
}

const MAX_BODY_BYTES = 1 << 20;
const NO_SUCH_PAGE = '404 page not found\n';
const PAGE = '<!doctype html><html><head><title>Router</title></head><body><h1>Anmeldung</h1></body></html>';

/** evcc's HTTP server: routes, its error bodies, and the faults. */
export function createHttpEdge(options: HttpOptions): HttpEdge {
  const { routes, faults, socket, wrapped, basicAuth, onRequest, onServed } = options;
  const connections = new Set<Socket>();
  const server: Server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (!response.headersSent) sendText(response, 500, String(error));
    });
  });
  server.on('connection', (connection) => {
    if (faults.current.unreachable) {
      connection.resetAndDestroy();
      return;
    }
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
  });
  server.on('upgrade', (request, connection, head) => {
    const { serverErrors, html } = faults.current;
    const isOpen = pathOf(request) === '/ws' && isAdmitted(request) && !serverErrors && !html;
    if (isOpen) socket.upgrade(request, connection, head);
    else connection.end('HTTP/1.1 404 Not Found\r\n\r\n');
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', 'Content-Type');
    if (request.method === 'OPTIONS') {
      sendText(response, 204, '');
      return;
    }
    const { slowMs, serverErrors, html } = faults.current;
    const body = await readBody(request);
    if (slowMs > 0) await new Promise((resolve) => setTimeout(resolve, slowMs));
    if (serverErrors) sendJson(response, 500, { error: 'internal error' });
    else if (html) sendText(response, 200, PAGE, 'text/html; charset=utf-8');
    else if (!isAdmitted(request)) sendText(response, 401, 'Unauthorized');
    else answer(request, response, body);
  }

  function answer(request: IncomingMessage, response: ServerResponse, body: unknown): void {
    const url = new URL(request.url ?? '/', 'http://house');
    const method = request.method ?? 'GET';
    const pathname = decoded(url.pathname);
    const path = undisguisedPath(pathname.replace(/^\/api(?=\/)/, ''), faults.current, options.loadpoints);
    const candidates = pathname.startsWith('/api/')
      ? routes.flatMap((route) => {
          const match = route.path.exec(path);
          return match ? [{ route, args: match.slice(1) }] : [];
        })
      : [];
    const found = candidates.find(({ route }) => route.method === method);
    onRequest(method, path);
    const asked = (args: string[]) => ({ args, query: url.searchParams, body });
    if (!found) {
      const status = candidates.length > 0 ? 405 : 404;
      sendText(response, status, status === 405 ? '' : NO_SUCH_PAGE);
      onServed({ method, path, status, route: null });
      return;
    }
    const result =
      method === 'GET'
        ? found.route.answer(asked(found.args))
        : written(found.route, path, asked(found.args));
    const status = send(response, result);
    onServed({ method, path, status, route: found.route });
  }

  function written(route: Route, path: string, request: RouteRequest): RouteAnswer {
    const { writes, writesTo } = faults.current;
    const here = Object.entries(writesTo).find(([part]) => path.includes(part));
    const fault = here?.[1] ?? writes;
    if (fault === 'error') return { status: 500, error: 'internal error' };
    if (fault === 'owned') return { status: 409, error: 'controlled by optimizer' };
    if (fault === 'missing') return { status: 'no such page' };
    if (fault === null) return route.answer(request);
    const forget = options.remember();
    const result = route.answer(request);
    forget();
    return result;
  }

  function send(response: ServerResponse, result: RouteAnswer): number {
    if (result.status === 'no such page') {
      sendText(response, 404, NO_SUCH_PAGE);
      return 404;
    }
    if (result.status === 200) sendJson(response, 200, wrapped ? { result: result.value } : result.value);
    else sendJson(response, result.status, { error: result.error });
    return result.status;
  }

  function isAdmitted(request: IncomingMessage): boolean {
    if (!basicAuth) return true;
    const expected = Buffer.from(`${basicAuth.user}:${basicAuth.password}`).toString('base64');
    return request.headers.authorization === `Basic ${expected}`;
  }

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          const address = server.address();
          if (address && typeof address === 'object') resolve(address);
          else reject(new Error('The virtual house listens on no port.'));
        });
      }),
    close: () =>
      new Promise((resolve) => {
        socket.dropAll();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    dropAll() {
      for (const connection of connections) connection.resetAndDestroy();
    },
  };
}

function pathOf(request: IncomingMessage): string {
  return new URL(request.url ?? '/', 'http://house').pathname;
}

/** Patterns match the decoded path, as in evcc; one that cannot be decoded matches nothing. */
function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

/** The body as JSON; `undefined` where there is none or it is none. */
async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (size === 0 || size > MAX_BODY_BYTES) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

function sendJson(response: ServerResponse, status: number, value: Json): void {
  sendText(response, status, JSON.stringify(value), 'application/json; charset=utf-8');
}

function sendText(
  response: ServerResponse,
  status: number,
  text: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'Content-Type': type });
  response.end(text);
}
