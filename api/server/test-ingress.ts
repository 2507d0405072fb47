import { once } from 'node:events';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createDeflate } from 'node:zlib';

/** Home Assistant as seen by a browser, with an app behind its ingress; for tests. */
export interface FakeIngress {
  /** Where the app's page is, as the panel's frame has it. */
  url: string;
  stop(): Promise<void>;
}

const PREFIX = '/api/hassio_ingress/abc123';
/** What nobody but the Supervisor may say; it drops them from what comes in. */
const RESERVED = ['x-remote-user-id', 'x-remote-user-name', 'x-remote-user-display-name', 'x-ingress-path'];

/**
 * Two hops as Home Assistant has them: the core takes the prefix off and compresses what it passes back (the older
 * one event streams too, which holds them back), the Supervisor adds who is logged in.
 */
export async function startFakeIngress(appPort: number, compressesEvents: boolean): Promise<FakeIngress> {
  const supervisor = await listening((request, response) => {
    for (const name of RESERVED) if (name !== 'x-ingress-path') delete request.headers[name];
    forward(appPort, request, response, request.url ?? '/', {
      'x-remote-user-id': '7f3a',
      'x-remote-user-name': 'anna',
      'x-remote-user-display-name': 'Anna',
    });
  });
  const core = await listening((request, response) => {
    if (!request.url?.startsWith(`${PREFIX}/`)) {
      response.writeHead(404).end();
      return;
    }
    delete request.headers['x-ingress-path'];
    const path = request.url.slice(PREFIX.length);
    forward(portOf(supervisor), request, response, path, { 'x-ingress-path': PREFIX }, (type) =>
      compressesEvents ? true : !type.startsWith('text/event-stream'),
    );
  });
  return {
    url: `http://127.0.0.1:${portOf(core)}${PREFIX}`,
    async stop() {
      for (const server of [core, supervisor]) {
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      }
    },
  };
}

async function listening(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Server> {
  const server = createServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function forward(
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  added: Record<string, string>,
  compresses: (contentType: string) => boolean = () => false,
): void {
  const headers = { ...request.headers, ...added, 'accept-encoding': 'identity' };
  const inner = httpRequest({ host: '127.0.0.1', port, method: request.method, path, headers, agent: false });
  inner.on('response', (answer) => {
    const { 'content-encoding': _encoding, 'transfer-encoding': _transfer, ...kept } = answer.headers;
    if (!compresses(String(kept['content-type'] ?? ''))) {
      response.writeHead(answer.statusCode ?? 502, kept);
      answer.pipe(response);
      return;
    }
    delete kept['content-length'];
    response.writeHead(answer.statusCode ?? 502, { ...kept, 'content-encoding': 'deflate' });
    answer.pipe(createDeflate()).pipe(response);
  });
  inner.on('error', () => response.destroy());
  response.on('close', () => inner.destroy());
  request.pipe(inner);
}
