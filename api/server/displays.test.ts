import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDisplays } from '../live/index.ts';
import { ask, CRITICAL, NOW, serve, testActions, testLive } from './test-house.ts';

const ACTIVE = 'subscription ($name: String!) { activeView(display: $name) { name view connected } }';

async function open(url: string, query: string, variables: object) {
  const stop = new AbortController();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query, variables }),
    signal: stop.signal,
  });
  assert.ok(response.body);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    /** Reads on until what has arrived says that. */
    async until(pattern: RegExp): Promise<string> {
      while (!pattern.test(text)) {
        const { value, done } = await reader.read();
        assert.ok(!done, `it ended with ${text}`);
        text += value;
      }
      return text;
    },
    close: () => stop.abort(),
  };
}

function houseWithDisplays(stored: unknown[] = []) {
  const live = testLive();
  const displays = createDisplays({ live, now: () => NOW, keep: (chosen) => stored.push(chosen) });
  return { live, displays, actions: { ...testActions(), showView: displays.showView } };
}

const show = (name: string, view: string | null) =>
  [
    'mutation ($name: String!, $view: View) { showView(display: $name, view: $view) { __typename ... on Display { name view } ... on UserError { code field message { de en } } } }',
    { name, view },
  ] as const;

test('a display gets what it shows at once, and what somebody chooses as it is chosen', async (t) => {
  const stored: unknown[] = [];
  const { url } = await serve(t, houseWithDisplays(stored));
  const tablet = await open(url, ACTIVE, { name: 'Küche' });
  await tablet.until(/"name":"Küche","view":"NOW","connected":true/);
  assert.deepEqual(stored, []);
  const { body } = await ask(url, ...show('Küche', 'PLAN'));
  assert.deepEqual(body.data.showView, { __typename: 'Display', name: 'Küche', view: 'PLAN' });
  await tablet.until(/"view":"PLAN"/);
  const list = await ask(
    url,
    '{ displays { name view connected } snapshot { displays { name view connected } } }',
  );
  assert.deepEqual(list.body.data.displays, [{ name: 'Küche', view: 'PLAN', connected: true }]);
  assert.deepEqual(list.body.data.snapshot.displays, list.body.data.displays);
  const one = await ask(url, '{ activeView(display: "Flur") { name view connected chosenAt } }');
  assert.deepEqual(one.body.data.activeView, { name: 'Flur', view: 'NOW', connected: false, chosenAt: null });
  assert.equal(stored.length, 1);
  tablet.close();
});

test("the page's stream says which display it is, and its end is noticed", async (t) => {
  const house = houseWithDisplays();
  const { url } = await serve(t, house);
  const page = await open(url, 'subscription { live(display: "Flur") { change { displays { name } } } }', {});
  await page.until(/"name":"Flur"/);
  page.close();
  const deadline = Date.now() + 10_000;
  while (house.live.snapshot().displays.length > 0) {
    assert.ok(Date.now() < deadline, 'it still counts as connected');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
});

test('names that cannot be one are refused, in a stream, a query and a mutation', async (t) => {
  const { url, errors } = await serve(t, houseWithDisplays());
  const stream = await open(url, ACTIVE, { name: '../x' });
  await stream.until(/A display cannot be called.*"code":"INVALID_VALUE"/);
  const query = await ask(url, '{ activeView(display: "") { name } }');
  assert.equal(query.body.errors[0].extensions.code, 'INVALID_VALUE');
  const { body } = await ask(url, ...show('a/b', 'PLAN'));
  assert.deepEqual([body.data.showView.code, body.data.showView.field], ['INVALID_VALUE', 'display']);
  assert.deepEqual(errors, []);
});

test('while the configuration is rejected there are no displays, and none can be chosen for', async (t) => {
  const { url } = await serve(t, { ...houseWithDisplays(), findings: () => [CRITICAL] });
  assert.deepEqual((await ask(url, '{ displays { name } }')).body.data.displays, []);
  const { body } = await ask(url, ...show('Flur', 'PLAN'));
  assert.equal(body.data.showView.code, 'NOT_READY');
});

test('who is reached by no stream catches up by asking', async (t) => {
  const { url, live } = await serve(t);
  const query = `query ($after: String) { live(after: $after) { sequence instanceId snapshot { cycleId }
    change { changed cycleId siteTitle } events { type } } }`;
  const first = (await ask(url, query)).body.data.live;
  assert.equal(first.snapshot.cycleId, 7);
  const after = `${first.instanceId}:${first.sequence}`;
  live.publish({ cycleId: 8 }, [{ type: 'NOTICE', subject: null, message: { de: '', en: '' } }]);
  const next = (await ask(url, query, { after })).body.data.live;
  assert.deepEqual(
    { ...next, sequence: 0, instanceId: '' },
    {
      sequence: 0,
      instanceId: '',
      snapshot: null,
      change: { changed: ['cycleId'], cycleId: 8, siteTitle: null },
      events: [{ type: 'NOTICE' }],
    },
  );
});
