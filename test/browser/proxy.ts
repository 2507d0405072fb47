import {
  createServer,
  request as forward,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands between a browser and the server in a test, and can be told to fail. */
export interface OutageProxy {
  url: string;
  /** Ends every connection and takes none. */
  cut(): Promise<void>;
  /** Takes connections again, on the same port. */
  heal(): Promise<void>;
  /** Whether event streams are opened, and then nothing of them comes through. */
  holdStreams(isHeld: boolean): void;
  /** How many event streams are open. */
  streams(): number;
}

/**
 * Starts a proxy for the server on a port of this machine.
 *
 * @param prefix of the paths that it answers, which the server never sees; such as `/api/hassio_ingress/x`
 * @param isFramed whether pages may be put in a frame, as the server lets the Supervisor's address do it
 */
export async function startProxy(target: number, prefix = '', isFramed = false): Promise<OutageProxy> {
  const streams = new Set<ServerResponse>();
  let isHeld = false;
  let server: Server | null = null;
  let port = 0;

  function pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, url = '/', headers } = incoming;
    if (!url.startsWith(`${prefix}/`)) return void outgoing.writeHead(404).end();
    const path = url.slice(prefix.length);
    const inner = forward({ host: '127.0.0.1', port: target, method, path, headers, agent: false });
    inner.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, isFramed ? framed(answer) : answer.headers).flushHeaders();
      if (!answer.headers['content-type']?.startsWith('text/event-stream')) return answer.pipe(outgoing);
      streams.add(outgoing);
      return isHeld ? answer.resume() : answer.pipe(outgoing);
    });
    inner.on('error', () => outgoing.destroy());
    outgoing.on('close', () => {
      streams.delete(outgoing);
      inner.destroy();
    });
    incoming.pipe(inner);
  }

  async function listen(): Promise<void> {
    const fresh = createServer(pass);
    server = fresh;
    await new Promise<void>((resolve) => fresh.listen(port, '127.0.0.1', resolve));
    port = (fresh.address() as AddressInfo).port;
  }

  await listen();
  return {
    url: `http://127.0.0.1:${port}${prefix}/`,
    async cut() {
      const old = server;
      server = null;
      if (!old) return;
      const closed = new Promise((resolve) => old.close(resolve));
      old.closeAllConnections();
      await closed;
    },
    heal: listen,
    holdStreams(held) {
      isHeld = held;
    },
    streams: () => streams.size,
  };
}

function framed({ headers }: IncomingMessage): IncomingHttpHeaders {
  const { 'x-frame-options': _denied, ...kept } = headers;
  const policy = kept['content-security-policy'];
  if (typeof policy !== 'string') return kept;
  return {
    ...kept,
    'content-security-policy': policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
  };
}
