import { type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { print } from 'graphql';
import { LiveDocument } from '../../web/src/gql/graphql.ts';
import { PAGE_SNAPSHOT } from './fanout-house.ts';

/** What restless clients did so far, all together. */
export interface Restlessness {
  connections: number;
  refusals: number;
  messages: number;
  stalls: number;
}

const OPERATIONS = [
  PAGE_SNAPSHOT,
  print(LiveDocument),
  'subscription { events { sequence type message { de } } }',
  'subscription { activeView(display: "wall") { view } }',
];
const STALL_SHARE = 0.3;

/** One client that comes, reads for a while, perhaps stops reading, goes without a word, and comes back. */
export async function beRestless(port: number, end: AbortSignal, done: Restlessness): Promise<void> {
  let lastId: string | null = null;
  const upTo = (ms: number) => sleep(Math.random() * ms, undefined, { signal: end });
  try {
    while (!end.aborted) {
      await upTo(1000);
      const query = OPERATIONS[Math.floor(Math.random() * OPERATIONS.length)] ?? PAGE_SNAPSHOT;
      // Who has gone for good begins anew, everybody else goes on.
      const stream = await open(port, query, Math.random() < 0.5 ? lastId : null, end).catch(() => null);
      if (stream?.statusCode !== 200) {
        done.refusals++;
        stream?.destroy();
        continue;
      }
      done.connections++;
      stream.setEncoding('utf8');
      stream.on('error', () => {});
      stream.on('data', (text: string) => {
        lastId = /^id: (.*)$/m.exec(text)?.[1] ?? lastId;
        done.messages += text.split('\n\n').length - 1;
      });
      try {
        await upTo(8000);
        if (Math.random() < STALL_SHARE) {
          done.stalls++;
          stream.pause();
          await upTo(20_000);
          stream.resume();
          await upTo(1000);
        }
      } finally {
        stream.destroy();
      }
    }
  } catch (error) {
    if (!end.aborted) throw error;
  }
}

function open(
  port: number,
  query: string,
  lastId: string | null,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify({ query });
    const headers = {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      'content-length': Buffer.byteLength(body),
      ...(lastId === null ? {} : { 'last-event-id': lastId }),
    };
    request(
      { port, host: '127.0.0.1', path: '/graphql', method: 'POST', agent: false, headers, signal },
      resolve,
    )
      .on('error', reject)
      .end(body);
  });
}
