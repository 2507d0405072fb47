import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { FoundEvcc, SetupActions } from '../house/index.ts';
import { createSearch } from './index.ts';

const HOUSE: FoundEvcc = {
  address: 'http://evcc:7070',
  version: '0.300.0',
  siteTitle: 'Home',
  loadpoints: [],
  battery: null,
  hasPv: true,
  tariffs: { grid: true, feedIn: false, solar: false },
};

/** A first visit that finds what `answers` has, one after the other. */
function setupFinding(answers: FoundEvcc[][]) {
  const finished: string[] = [];
  const state = { possible: true, needed: true, address: null as string | null };
  let asked = 0;
  const setup: SetupActions = {
    state: () => state,
    find: async () => ({ ok: true, value: answers[Math.min(asked++, answers.length - 1)] ?? [] }),
    check: async () => assert.fail('nobody types an address'),
    async finish(address) {
      finished.push(address);
      state.needed = false;
      state.address = address;
      return { ok: true, value: state };
    },
    forget: async () => assert.fail('nobody forgets'),
  };
  return { setup, state, finished, asked: () => asked };
}

function searchIn(setup: SetupActions) {
  const log: string[] = [];
  const search = createSearch({
    setup,
    candidates: ['http://evcc:7070', 'http://other:7070'],
    log: (line) => log.push(line),
    everyMs: 1000,
  });
  return { search, log };
}

async function settle(): Promise<void> {
  for (let count = 0; count < 5; count++) await turn();
}

test('the one evcc that is found is taken, and that is told', async () => {
  const { setup, finished } = setupFinding([[HOUSE]]);
  const { search, log } = searchIn(setup);
  search.begin();
  search.begin();
  await settle();
  assert.deepEqual(finished, ['http://evcc:7070']);
  assert.equal(log.length, 1);
  assert.match(log[0] ?? '', /evcc 0\.300\.0 gefunden: http:\/\/evcc:7070/);
});

test('an evcc that starts later is found then, and what was looked at is told once', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { setup, finished, asked } = setupFinding([[], [], [HOUSE]]);
  const { search, log } = searchIn(setup);
  search.begin();
  for (let round = 0; round < 3; round++) {
    await settle();
    t.mock.timers.tick(1000);
  }
  assert.deepEqual(finished, ['http://evcc:7070']);
  assert.equal(asked(), 3);
  assert.equal(log.length, 2);
  assert.match(log[0] ?? '', /http:\/\/evcc:7070, http:\/\/other:7070/);
});

test('between two houses people choose', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { setup, finished } = setupFinding([[HOUSE, { ...HOUSE, address: 'http://other:7070' }]]);
  const { search, log } = searchIn(setup);
  search.begin();
  await settle();
  assert.deepEqual(finished, []);
  assert.match(log.join(), /more than one evcc \(http:\/\/evcc:7070, http:\/\/other:7070\)/);
  search.stop();
});

test('nothing is looked for where evcc is known, and no more once somebody has chosen', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const known = setupFinding([[HOUSE]]);
  known.state.needed = false;
  searchIn(known.setup).search.begin();
  await settle();
  assert.equal(known.asked(), 0);

  const chosen = setupFinding([[], [HOUSE]]);
  const { search } = searchIn(chosen.setup);
  search.begin();
  await settle();
  chosen.state.needed = false;
  t.mock.timers.tick(1000);
  await settle();
  assert.deepEqual(chosen.finished, []);
});
