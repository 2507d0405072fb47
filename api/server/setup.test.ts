import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { SetupActions } from '../house/index.ts';
import { newToken } from './index.ts';
import { ask, CRITICAL, serve } from './test-house.ts';

function firstVisit(needed: boolean): { setup: SetupActions; asked: string[] } {
  const asked: string[] = [];
  const state = () => ({ possible: true, needed, address: null });
  const note = (what: string) => async (address?: string) => {
    asked.push(`${what} ${address ?? ''}`.trim());
    return { ok: true as const, value: state() };
  };
  const found = {
    address: 'http://evcc.local:7070',
    version: '0.300.0',
    siteTitle: null,
    loadpoints: [{ title: 'Carport', vehicleTitle: null }],
    battery: null,
    hasPv: true,
    tariffs: { grid: true, feedIn: false, solar: true },
  };
  const setup: SetupActions = {
    state,
    find: async () => ({ ok: true, value: [found] }),
    check: async () => ({ ok: true, value: found }),
    finish: note('finish'),
    forget: note('forget'),
  };
  return { setup, asked };
}

function page(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'smartload-page-'));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><head><title>Smartload</title>');
  writeFileSync(join(folder, 'assets', 'a.js'), '1');
  return folder;
}

const FINISH = 'mutation { finishSetup(address: "evcc.local") { __typename ... on Setup { needed } } }';

test('a configuration that only lacks evcc has the first visit, with its files, and a way there', async (t) => {
  const { setup, asked } = firstVisit(true);
  const { url } = await serve(t, {
    findings: () => [CRITICAL],
    live: null,
    actions: null,
    setup,
    pageFolder: page(t),
  });
  assert.match(await (await fetch(`${url}/`)).text(), /href="\.\/setup"/);
  for (const path of ['/setup', '/assets/a.js']) assert.equal((await fetch(url + path)).status, 200, path);
  for (const path of ['/graphiql', '/display/flur', '/history.csv'])
    assert.equal((await fetch(url + path)).status, 503, path);
  const { body } = await ask(url, '{ setup { possible needed address } snapshot { sequence } }');
  assert.deepEqual(body.data, { setup: { possible: true, needed: true, address: null }, snapshot: null });
  const search = 'mutation { findEvcc { ... on SearchForEvcc { found { address loadpoints { title } } } } }';
  const { body: searched } = await ask(url, search);
  assert.deepEqual(searched.data.findEvcc.found, [
    { address: 'http://evcc.local:7070', loadpoints: [{ title: 'Carport' }] },
  ]);
  assert.equal((await ask(url, FINISH)).body.data.finishSetup.__typename, 'Setup');
  assert.deepEqual(asked, ['finish evcc.local']);
});

test('any other critical error leaves no way around its page', async (t) => {
  const { setup } = firstVisit(false);
  const { url } = await serve(t, { findings: () => [CRITICAL], setup, pageFolder: page(t) });
  assert.doesNotMatch(await (await fetch(`${url}/`)).text(), /setup/);
  for (const path of ['/setup', '/assets/a.js']) assert.equal((await fetch(url + path)).status, 503, path);
});

test('it takes the right to control, even only to look', async (t) => {
  const { setup, asked } = firstVisit(true);
  const { url } = await serve(t, { setup });
  for (const query of [
    'mutation { findEvcc { __typename } }',
    'mutation { checkEvcc(address: "evcc.local") { __typename } }',
    FINISH,
    'mutation { forgetEvcc { __typename } }',
  ]) {
    // Passed on for somebody else, by whom is not known.
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': '192.168.1.9' };
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query }),
    });
    assert.equal(response.status, 403, query);
    const link = await fetch(`${url}/graphql?query=${encodeURIComponent(query)}`);
    assert.ok(link.status >= 400, query);
  }
  assert.deepEqual(asked, []);
});

test('where there are tokens, a page alone does not choose another evcc', async (t) => {
  const OWNER = newToken('owner', 'control');
  const tokens = [{ name: 'owner', scope: 'control' as const, sha256: OWNER.line.split(':')[2] ?? '' }];
  const { setup, asked } = firstVisit(true);
  const guarded = await serve(t, { setup, access: { tokens } });
  const open = await serve(t, { setup });
  const status = async (url: string, headers: Record<string, string>, query: string) =>
    (
      await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': '192.168.1.9', ...headers },
        body: JSON.stringify({ query }),
      })
    ).status;
  const page = (url: string) => ({ 'sec-fetch-site': 'same-origin', origin: url });
  const FORGET = 'mutation { a: forgetEvcc { __typename } }';
  const HIDDEN = 'mutation { ...f } fragment f on Mutation { x: finishSetup(address: "x") { __typename } }';
  for (const query of [FINISH, FORGET, HIDDEN])
    assert.equal(await status(guarded.url, page(guarded.url), query), 403, query);
  assert.deepEqual(asked, []);
  assert.equal(await status(guarded.url, page(guarded.url), 'mutation { replan { __typename } }'), 200);
  assert.equal(await status(guarded.url, { authorization: `Bearer ${OWNER.token}` }, FINISH), 200);
  assert.equal(await status(open.url, page(open.url), FINISH), 200, 'nobody has a token yet');
  assert.equal((await ask(guarded.url, FINISH)).body.data.finishSetup.__typename, 'Setup', 'this machine');
  assert.deepEqual(asked, Array(3).fill('finish evcc.local'));
});

test('a process that does not decide says so', async (t) => {
  const { url } = await serve(t, {});
  const { body } = await ask(url, '{ setup { possible needed } }');
  assert.deepEqual(body.data.setup, { possible: false, needed: false });
  assert.equal((await ask(url, FINISH)).body.data.finishSetup.__typename, 'NotReady');
});
