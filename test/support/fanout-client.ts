import { connect, type Socket } from 'node:net';

/** Thousands of subscribers in one process, on bare sockets, so that the server is what is measured. */
export type ClientOrder =
  | { connect: { port: number; subscribers: number; stalled: number; body: string; greets: boolean } }
  | 'expect';
export type ClientReport = 'connected' | 'ready' | { arrivedAt: number[] };

/** A result ends like this, a sign of life does not. */
const END = Buffer.from('}\n\n');
/** What a message of a query that went wrong begins with. */
const REFUSED = Buffer.from('{"errors"');
/** Connections that are being made at a time. */
const AT_ONCE = 100;

const buffer = Buffer.allocUnsafe(1 << 20);
const arrivedAt: number[] = [];
let expected = 0;

process.on('message', (order: ClientOrder) => {
  if (order === 'expect') {
    arrivedAt.length = 0;
    report('ready');
  } else {
    void connectAll(order.connect).then(() => report('connected'));
  }
});
process.on('disconnect', () => process.exit());

function report(message: ClientReport): void {
  process.send?.(message);
}

async function connectAll(options: Extract<ClientOrder, object>['connect']): Promise<void> {
  const { port, subscribers, stalled, body, greets } = options;
  expected = subscribers - stalled;
  const request = [
    'POST /graphql HTTP/1.1',
    'host: localhost',
    'content-type: application/json',
    'accept: text/event-stream',
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
  for (let begun = 0; begun < subscribers; begun += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, subscribers - begun) }, (_, index) =>
      subscribe(port, request, begun + index < stalled, greets),
    );
    await Promise.all(batch);
  }
}

/** Resolves when the server has answered; where it greets with a first message, when that has come. */
function subscribe(port: number, request: string, isStalled: boolean, greets: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    let isOpen = false;
    let tail = Buffer.alloc(0);
    const socket: Socket = connect({
      port,
      host: '127.0.0.1',
      onread: {
        buffer,
        callback(size) {
          const messages = count(buffer.subarray(0, size));
          if (!isOpen && buffer.subarray(0, size).includes(REFUSED))
            reject(new Error(buffer.toString('utf8', 0, size)));
          if (!isOpen && (messages > 0 || !greets)) {
            isOpen = true;
            if (isStalled) socket.pause();
            resolve();
          } else if (isOpen) {
            for (let index = 0; index < messages; index++) arrive();
          }
          return true;
        },
      },
    });
    socket.on('connect', () => socket.write(request));
    socket.on('error', reject);

    /** Messages that end in these bytes, or with those before them. */
    function count(bytes: Buffer): number {
      const seam = Buffer.concat([tail, bytes.subarray(0, 2)]);
      let found = seam.indexOf(END) >= 0 ? 1 : 0;
      for (let at = bytes.indexOf(END); at >= 0; at = bytes.indexOf(END, at + END.length)) found++;
      tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 2)));
      return found;
    }
  });
}

function arrive(): void {
  arrivedAt.push(performance.timeOrigin + performance.now());
  if (arrivedAt.length === expected) report({ arrivedAt });
}
