import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEvents, type ServerSentEvent } from './sse.ts';

/** Reads `text` as it arrives in pieces of `size` bytes. */
async function read(text: string, size: number) {
  const bytes = new TextEncoder().encode(text);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
  const events: ServerSentEvent[] = [];
  let signsOfLife = 0;
  for await (const event of readEvents(body, () => signsOfLife++)) events.push(event);
  return { events, signsOfLife };
}

const STREAM = ':\n\nid: a:1\nevent: next\ndata: {"x":\ndata: "ä"}\n\n:\n\nevent: complete\ndata:\n\n';
const EVENTS = [
  { type: 'next', id: 'a:1', data: '{"x":\n"ä"}' },
  { type: 'complete', id: null, data: '' },
];

test('events are the same however the bytes are cut', async () => {
  for (const size of [1, 2, 3, 7, 1000])
    assert.deepEqual((await read(STREAM, size)).events, EVENTS, `${size} bytes`);
});

test('line ends may be CRLF', async () => {
  assert.deepEqual((await read(STREAM.replaceAll('\n', '\r\n'), 1000)).events, EVENTS);
});

test('a ping is a sign of life and no event', async () => {
  assert.deepEqual(await read(':\n\n', 1000), { events: [], signsOfLife: 1 });
});

test('an event that was cut off is not reported', async () => {
  assert.deepEqual((await read('event: next\ndata: {"x"', 1000)).events, []);
});
