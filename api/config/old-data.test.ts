import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { memoryFiles } from './fixtures.ts';
import { takeOverOldData } from './old-data.ts';

const NOW = Date.UTC(2026, 0, 10, 12);
const NAMES = [
  'smartprice_manual_soc.json',
  'smartprice_departure_times.json',
  'smartload_buffer_model.json',
];

function takeOver(contents: Record<string, unknown>) {
  const texts = Object.entries(contents).map(([name, content]) => [`/data/${name}`, JSON.stringify(content)]);
  const lines: string[] = [];
  const inherited = takeOverOldData(
    '/data',
    NOW,
    (line) => lines.push(line),
    memoryFiles(Object.fromEntries(texts)),
  );
  return { inherited, lines };
}

test('nothing there is nothing inherited, and nothing is said', () => {
  assert.deepEqual(takeOver({}), { inherited: { manualSoc: {}, departures: {}, buffer: null }, lines: [] });
});

test('manual SoC, departures ahead and the buffer are taken over', () => {
  const { inherited, lines } = takeOver({
    'smartprice_manual_soc.json': { A: 55, B: { soc: 30, timestamp: '2026-01-09T08:00:00+00:00' } },
    'smartprice_departure_times.json': {
      A: '2026-01-11T06:00:00Z',
      B: '2026-01-11T06:00:00',
      C: '2026-01-09T06:00:00Z',
    },
    'smartload_buffer_model.json': { version: 1, deployment_ts: '2026-01-01T00:00:00Z', log: [] },
  });
  assert.deepEqual(inherited.manualSoc, {
    A: { socPercent: 55, at: null },
    B: { socPercent: 30, at: Date.UTC(2026, 0, 9, 8) },
  });
  assert.deepEqual(inherited.departures, { A: Date.UTC(2026, 0, 11, 6), B: Date.UTC(2026, 0, 11, 6) });
  assert.equal(inherited.buffer?.firstRunAt, Date.UTC(2026, 0, 1));
  assert.deepEqual(lines, []);
});

test('what cannot be used is left out with a line', () => {
  const { inherited, lines } = takeOver({
    'smartprice_manual_soc.json': { A: 155, B: 'full', C: 40 },
    'smartprice_departure_times.json': { A: 'soon' },
  });
  assert.deepEqual(inherited.manualSoc, { C: { socPercent: 40, at: null } });
  assert.deepEqual(inherited.departures, {});
  assert.equal(lines.length, 3);
});

test('a broken or unreadable file is left out with a line', () => {
  const lines: string[] = [];
  const files = memoryFiles({
    '/data/smartprice_manual_soc.json': '{"A": ',
    '/data/smartprice_departure_times.json': Object.assign(new Error('denied'), { code: 'EACCES' }),
  });
  const inherited = takeOverOldData('/data', NOW, (line) => lines.push(line), files);
  assert.deepEqual(inherited, { manualSoc: {}, departures: {}, buffer: null });
  assert.equal(lines.length, 2);
});

test('no content makes it throw', () => {
  fc.assert(
    fc.property(fc.constantFrom(...NAMES), fc.jsonValue(), (name, content) => {
      takeOver({ [name]: content });
    }),
  );
});
