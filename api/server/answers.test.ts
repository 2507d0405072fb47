import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AnswerDesk, Worded } from '../drivers/index.ts';
import { createTickets } from '../notify/index.ts';
import { CRITICAL, serve } from './test-house.ts';

const TICKET = createTickets('secret').ticket(7, 'ntfy');
const text = (words: string) => ({ de: words, en: words });
const asked: Worded = {
  title: text('<b>Zoë</b> & "Söhne"'),
  text: text('Wann?'),
  question: {
    id: 7,
    choices: [{ key: '2h', label: text('in 2 h') }],
    likely: ['2h'],
    ownWords: text('Andere Zeit'),
  },
};

/** Takes `ok` and the choice for an answer. */
function desk(said: string[]): AnswerDesk {
  return {
    look: (ticket) => (ticket === TICKET ? asked : null),
    answer: async (ticket, words) => {
      assert.equal(ticket, TICKET);
      said.push(words);
      const ok = words === 'ok' || words === '2h';
      return { ok, message: text(ok ? 'bereit' : `nicht <i>verstanden</i>`) };
    },
  };
}

test('the page of a question shows what may be answered, and only a POST answers', async (t) => {
  const said: string[] = [];
  const { url } = await serve(t, { answers: desk(said) });
  const page = `${url}/answer/${TICKET}`;
  for (const method of ['GET', 'HEAD']) {
    const response = await fetch(page, { method });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
  }
  const html = await (await fetch(page)).text();
  assert.ok(html.includes('&lt;b&gt;Zoë&lt;/b&gt; &amp; &quot;Söhne&quot;') && !html.includes('<b>'));
  assert.ok(html.includes(`formaction="./${TICKET}.2h"`) && html.includes('name="said"'));
  assert.deepEqual(said, []);

  assert.equal((await fetch(`${page}.2h`, { method: 'POST' })).status, 200);
  assert.equal(
    (await fetch(page, { method: 'POST', body: new URLSearchParams({ said: 'ok' }) })).status,
    200,
  );
  assert.equal((await fetch(page, { method: 'POST', body: 'ok' })).status, 200, 'plain text too');
  const unclear = await fetch(page, { method: 'POST', body: 'was?' });
  assert.equal(unclear.status, 422);
  assert.match(await unclear.text(), /role="alert">nicht &lt;i&gt;verstanden/);
  assert.deepEqual(said, ['2h', 'ok', 'ok', 'was?']);
});

test('what is no ticket of an open question is over, whatever it is', async (t) => {
  const { url } = await serve(t, { answers: desk([]) });
  const paths = [
    '',
    '/',
    'x',
    `${TICKET}x`,
    `${TICKET}.`,
    `${TICKET}/..%2f`,
    '%00',
    '..%2f..%2foptions.json',
  ];
  for (const path of paths)
    for (const method of ['GET', 'POST']) {
      const response = await fetch(`${url}/answer/${path}`, { method });
      assert.equal(response.status, 410, path);
    }
  assert.equal((await fetch(`${url}/answer/${TICKET}`, { method: 'DELETE' })).status, 405);
  await fc.assert(
    fc.asyncProperty(fc.webPath(), async (path) => {
      const response = await fetch(`${url}/answer${path}`, { method: 'POST' });
      await response.body?.cancel();
      assert.ok(response.status === 410 || !new URL(response.url).pathname.startsWith('/answer/'));
    }),
    { numRuns: 30 },
  );
});

test('nothing is answered where nobody asks, and while the configuration is rejected', async (t) => {
  const silent = await serve(t, {});
  assert.equal((await fetch(`${silent.url}/answer/${TICKET}`)).status, 410);
  const rejected = await serve(t, { answers: desk([]), findings: () => [CRITICAL] });
  assert.equal((await fetch(`${rejected.url}/answer/${TICKET}.2h`, { method: 'POST' })).status, 503);
});
