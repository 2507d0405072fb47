import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CRITICAL, rawConnection, serve, testLive, testPlan } from './test-house.ts';

interface Frame {
  data: Record<string, { sequence: number; [key: string]: unknown } | null>;
  errors?: { message: string }[];
}

/** The results of an event stream, one by one. */
async function* framesOf(response: Response): AsyncGenerator<Frame, void, undefined> {
  assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
  assert.ok(response.body);
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const data = /^data: (.*)$/m.exec(text.slice(0, end));
      text = text.slice(end + 2);
      if (data?.[1]) yield JSON.parse(data[1]);
    }
  }
}

function subscribe(url: string, query: string): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query }),
  });
}

async function nextOf(frames: AsyncGenerator<Frame, void, undefined>): Promise<Frame> {
  const { value, done } = await frames.next();
  assert.ok(!done && value, 'the stream ended');
  return value;
}

/** So that what is measured is held, and not only still lying about. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

/** Time for the reader to ask for what comes next. */
const settled = () => pause(30);

test('the live stream gives the whole state at once, then what changes, and headers for proxies', async (t) => {
  const { url, live } = await serve(t);
  const response = await subscribe(
    url,
    'subscription { live { sequence snapshot { cycleId } change { changed siteTitle cycleId } events { type } } }',
  );
  assert.equal(response.headers.get('x-accel-buffering'), 'no');
  assert.match(response.headers.get('cache-control') ?? '', /no-transform/);
  assert.equal(response.headers.get('content-encoding'), null);

  const frames = framesOf(response);
  assert.deepEqual((await nextOf(frames)).data.live, {
    sequence: 1,
    snapshot: { cycleId: 7 },
    change: null,
    events: [],
  });
  await settled();
  live.publish({ siteTitle: null }, [{ type: 'NOTICE', subject: null, message: { de: 'a', en: 'a' } }]);
  assert.deepEqual((await nextOf(frames)).data.live, {
    sequence: 3,
    snapshot: null,
    change: { changed: ['siteTitle'], siteTitle: null, cycleId: null },
    events: [{ type: 'NOTICE' }],
  });
  await frames.return();
});

test('the snapshot stream gives each newer state, also to an EventSource', async (t) => {
  const { url, live } = await serve(t);
  const query = encodeURIComponent('subscription { snapshot { sequence cycleId } }');
  const response = await fetch(`${url}/graphql?query=${query}`, { headers: { accept: 'text/event-stream' } });
  const frames = framesOf(response);
  assert.deepEqual((await nextOf(frames)).data.snapshot, { sequence: 1, cycleId: 7 });
  await settled();
  live.publish({ cycleId: 8 });
  assert.deepEqual((await nextOf(frames)).data.snapshot, { sequence: 2, cycleId: 8 });
  await frames.return();
});

test('with a critical finding the snapshot stream says null and stays open', async (t) => {
  const { url } = await serve(t, { findings: () => [CRITICAL] });
  const frames = framesOf(await subscribe(url, 'subscription { snapshot { sequence } }'));
  assert.deepEqual(await nextOf(frames), { data: { snapshot: null } });
  assert.equal(await Promise.race([frames.next(), pause(50, 'open')]), 'open');
});

test('stopping cuts streams off without completing them, and leaves no timer behind', async (t) => {
  const { url, server } = await serve(t);
  const response = await subscribe(url, 'subscription { snapshot { sequence } }');
  assert.ok(response.body);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const ended = (async () => {
    for (let next = await reader.read(); !next.done; next = await reader.read()) text += next.value;
  })();
  await settled();
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  await server.stop();
  await assert.rejects(ended);
  assert.match(text, /event: next/);
  assert.doesNotMatch(text, /complete/);
  await settled();
  assert.ok(timers() < before, `${timers()} timers, ${before} before`);
});

test('a reader that leaves ends its reading of the store', async (t) => {
  const live = testLive();
  let reading = 0;
  const { url } = await serve(t, {
    live: {
      ...live,
      snapshots: async function* () {
        reading++;
        try {
          yield* live.snapshots();
        } finally {
          reading--;
        }
      },
    },
  });
  const frames = framesOf(await subscribe(url, 'subscription { snapshot { sequence } }'));
  await nextOf(frames);
  assert.equal(reading, 1);
  await frames.return();
  await settled();
  live.publish({ cycleId: 8 });
  await settled();
  assert.equal(reading, 0);
});

test('a reader that never reads costs a bounded amount of memory, and the others see every state', async (t) => {
  const { port, url, live, errors } = await serve(t);
  const body = JSON.stringify({
    query: `subscription { snapshot { sequence cycleId plan { slots {
      start end pvKw loadKw importKw exportKw cost reason { de en } batteries { id socPercent } cars { id socPercent }
    } } } }`,
  });
  const stalled = await rawConnection(port);
  stalled.pause();
  stalled.write(
    `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\naccept: text/event-stream\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  const frames = framesOf(await subscribe(url, 'subscription { snapshot { sequence cycleId } }'));
  await nextOf(frames);
  await settled();

  const publish = async (count: number) => {
    const slots = testPlan().slots;
    for (let i = 0; i < count; i++) {
      const cycleId = live.snapshot().cycleId + 1;
      live.publish({ cycleId, plan: { ...testPlan(), slots, solveMs: i } });
      const frame = await nextOf(frames);
      assert.equal(frame.data.snapshot?.cycleId, cycleId);
    }
  };
  // The kernel takes some MB for the stalled socket; after that nothing may grow.
  await publish(200);
  collectGarbage();
  const before = process.memoryUsage();
  await publish(1200);
  collectGarbage();
  const after = process.memoryUsage();
  const grownMb = (after.heapUsed + after.external - before.heapUsed - before.external) / 1e6;
  // 1200 states of 60 kB would be 72 MB.
  assert.ok(grownMb < 10, `grew by ${grownMb.toFixed(1)} MB`);
  assert.deepEqual(errors, []);
  stalled.destroy();
  await once(stalled, 'close');
  await frames.return();
});
