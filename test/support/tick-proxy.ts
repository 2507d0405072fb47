import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands between a page and its server and has the house change as often as a measurement wants. */
export interface TickProxy {
  url: string;
  /** Sends so many changes of the powers to every open page, one every `gapMs`. */
  tick(count: number, gapMs: number): Promise<void>;
  close(): Promise<void>;
}

interface LiveBody {
  data: {
    live: { sequence: number; publishedAt: string; snapshot: { power: Record<string, number | null> } };
  };
}

/** Starts a proxy for the server on a port of this machine; of its live stream only the first message is real. */
export async function startTickProxy(target: number): Promise<TickProxy> {
  const streams = new Map<ServerResponse, LiveBody>();
  let ticks = 0;

  function pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, url, headers } = incoming;
    const inner = forward({ host: '127.0.0.1', port: target, method, path: url, headers, agent: false });
    inner.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers).flushHeaders();
      if (!answer.headers['content-type']?.startsWith('text/event-stream')) {
        answer.pipe(outgoing);
        return;
      }
      let text = '';
      answer.on('data', (chunk) => {
        if (streams.has(outgoing)) return;
        text += chunk;
        const first = /^data: (.*)\n\n/m.exec(text)?.[1];
        if (first === undefined) return;
        outgoing.write(text);
        streams.set(outgoing, JSON.parse(first));
      });
    });
    inner.on('error', () => outgoing.destroy());
    outgoing.on('close', () => {
      streams.delete(outgoing);
      inner.destroy();
    });
    incoming.pipe(inner);
  }

  const server = createServer(pass);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async tick(count, gapMs) {
      for (let index = 0; index < count; index++) {
        ticks++;
        for (const [stream, first] of streams) stream.write(`event: next\ndata: ${change(first, ticks)}\n\n`);
        await new Promise((resolve) => setTimeout(resolve, gapMs));
      }
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A message that says what a second has changed: every power. */
function change({ data: { live } }: LiveBody, ticks: number): string {
  const { power } = live.snapshot;
  const publishedAt = new Date(Date.parse(live.publishedAt) + ticks * 1000).toISOString();
  const moved = Object.fromEntries(
    Object.entries(power).map(([name, value]) => [
      name,
      typeof value === 'number' && name.endsWith('Kw') ? value + Math.sin(ticks + name.length) : value,
    ]),
  );
  return JSON.stringify({
    data: {
      live: {
        ...live,
        sequence: live.sequence + ticks,
        publishedAt,
        events: [],
        snapshot: null,
        change: { changed: ['power'], power: { ...moved, observedAt: publishedAt } },
      },
    },
  });
}
