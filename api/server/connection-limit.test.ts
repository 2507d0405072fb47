import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { limitConnections } from './connection-limit.ts';
import { rawConnection, serve } from './test-house.ts';

class FakeSocket extends EventEmitter {
  readonly remoteAddress: string;
  isCut = false;

  constructor(remoteAddress: string) {
    super();
    this.remoteAddress = remoteAddress;
  }

  destroy(): void {
    this.isCut = true;
    this.emit('close');
  }
}

test('one address has only so many connections; others, this machine and Home Assistant are not kept out by it', () => {
  const limit = limitConnections(3, '172.30.32.2');
  const connect = (address: string) => {
    const socket = new FakeSocket(address);
    limit(socket);
    return socket;
  };
  const first = [1, 2, 3].map(() => connect('::ffff:192.168.1.66'));
  assert.ok(first.every(({ isCut }) => !isCut));
  assert.ok(connect('192.168.1.66').isCut);
  assert.ok(connect('192.168.1.66').isCut, 'who was cut gives no place back');
  assert.ok(!connect('192.168.1.67').isCut);
  first[0]?.destroy();
  assert.ok(!connect('192.168.1.66').isCut);
  for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '172.30.32.2'])
    for (let i = 0; i < 10; i++) assert.ok(!connect(address).isCut, address);
});

test('a request that is only begun is given up', async (t) => {
  const { port } = await serve(t);
  const socket = await rawConnection(port);
  socket.write('GET /health HTTP/1.1\r\nhost: localhost\r\nx-a');
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  assert.match(answer, /^HTTP\/1\.1 408 /);
});
