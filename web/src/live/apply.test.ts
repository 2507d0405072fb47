import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyMessage } from './apply.ts';
import type { HouseParts, LiveMessage } from './live-document.ts';

const house: HouseParts = {
  version: '1',
  evccVersion: null,
  siteTitle: 'Home',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  demo: null,
  power: {
    observedAt: '2026-11-20T12:00:00.000Z',
    gridKw: 1,
    pvKw: 0,
    homeKw: 1,
    batteryKw: null,
    importPricePerKwh: 0.3,
    feedInPricePerKwh: null,
  },
  battery: null,
  loadpoints: [],
  plan: null,
  planMissing: { de: 'Gleich', en: 'Soon' },
  intents: [],
  buffer: null,
  rollouts: [],
  commands: [],
  notices: [],
  sources: [],
  warming: null,
  findings: [],
  displays: [],
  forecastSkill: [],
  control: {
    pause: null,
    queue: { quiet: false, advice: null, entries: [] },
    slotOverrides: [],
    vehicles: [],
  },
  departureSuggestions: [],
};

/** A change as it arrives: every part that did not change is null. */
function change(parts: Partial<HouseParts>): NonNullable<LiveMessage['change']> {
  const nothing = Object.fromEntries(Object.keys(house).map((part) => [part, null])) as {
    [K in keyof HouseParts]: null;
  };
  return { ...nothing, ...parts, changed: Object.keys(parts) };
}

test('a whole snapshot replaces everything', () => {
  assert.equal(applyMessage(null, { snapshot: house, change: null }), house);
});

test('only the parts that are named change, the others stay the same objects', () => {
  const power = { observedAt: '2026-11-20T12:00:01.000Z', gridKw: 2 } as HouseParts['power'];
  const after = applyMessage(house, { snapshot: null, change: change({ power }) });
  assert.deepEqual(after, { ...house, power });
  assert.equal(after?.loadpoints, house.loadpoints);
});

test('a part that is named and null is null now', () => {
  const after = applyMessage(house, { snapshot: null, change: change({ power: null, planMissing: null }) });
  assert.deepEqual(after, { ...house, power: null, planMissing: null });
});

test('a part that is not in the schema of this page is ignored', () => {
  const unknown = { ...change({}), changed: ['weather'] };
  assert.deepEqual(applyMessage(house, { snapshot: null, change: unknown }), house);
});

test('a change before the first snapshot shows nothing', () => {
  assert.equal(applyMessage(null, { snapshot: null, change: change({ siteTitle: 'New' }) }), null);
});
