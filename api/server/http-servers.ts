import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { sendJson } from './answer.ts';
import type { LimitConnections } from './connection-limit.ts';
import { listen } from './listen.ts';

/** Headers fit into one packet or two. */
const HEADERS_MS = 5000;
const CHECKED_EVERY_MS = 1000;

/** What one server of node:http for each address does with requests. */
export interface HttpOptions {
  addresses: readonly string[];
  /** 0 takes any that is free. */
  port: number;
  maxConnections: number;
  /** Told of each connection before anything is read from it. */
  onConnection: LimitConnections;
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Told of what went wrong while answering. */
  onError(error: unknown): void;
}

/** Servers on one port of several addresses. */
export interface HttpServers {
  /** @throws {PortInUseError} where someone else listens on the port */
  start(): Promise<{ port: number }>;
  /** Cuts every connection. */
  stop(): Promise<void>;
}

/** Listens on nothing before it is started. */
export function createHttpServers(options: HttpOptions): HttpServers {
  const servers = options.addresses.map((address) => ({ address, http: httpServer(options) }));
  return {
    start: async () => ({ port: await listen(servers, options.port) }),
    stop: async () => {
      await Promise.all(servers.map(({ http }) => close(http)));
    },
  };
}

function httpServer({ answer, onError, maxConnections, onConnection }: HttpOptions): Server {
  const server = createServer({ connectionsCheckingInterval: CHECKED_EVERY_MS }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      // Who went away before they had said it all is nobody's fault in here.
      if (!request.destroyed) onError(error);
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { error: 'Something went wrong in here; see the log.' });
    });
  });
  server.on('connection', onConnection);
  // A request that is only begun holds a place that others need.
  server.headersTimeout = HEADERS_MS;
  // Longer than clients and proxies keep theirs: who is the first to close loses no request to it.
  server.keepAliveTimeout = 65_000;
  server.requestTimeout = 30_000;
  server.maxConnections = maxConnections;
  return server;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  await promise;
}
