import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SLOT_MS } from '../house/index.ts';
import { InputError, readLoadFile } from './index.ts';

const START = Date.parse('2026-05-01T00:00:00Z');
const read = (content: string, spec = 'haus.csv') =>
  readLoadFile(spec, (file) => {
    if (file === 'haus.csv') return content;
    throw new Error(`no file ${file}`);
  });

test('hours become quarters, and a gap stays one', () => {
  const samples = read(
    'start_utc,load_kw\n2026-05-01T00:00:00Z,0.8\n2026-05-01T01:00:00Z,\n2026-05-01T02:00:00Z,2\n',
  );
  assert.equal(samples.length, 8);
  assert.deepEqual(samples[0], { start: START, end: START + SLOT_MS, energyKwh: 0.2 });
  assert.deepEqual(samples[4], { start: START + 8 * SLOT_MS, end: START + 9 * SLOT_MS, energyKwh: 0.5 });
});

test('the column that is named counts, and what cannot be used is said', () => {
  const content = 'start_utc,a_kw,b_kw\n2026-05-01T00:00:00Z,1,4\n2026-05-01T00:15:00Z,1,4\n';
  assert.equal(read(content, 'haus.csv:b_kw')[0]?.energyKwh, 1);
  for (const [bad, spec] of [
    [content, 'haus.csv'],
    [content, 'haus.csv:c_kw'],
    ['start_utc,load_kw\nyesterday,1\n', 'haus.csv'],
    ['start_utc,load_kw\n2026-05-01T00:00:00Z,viel\n', 'haus.csv'],
    ['', 'haus.csv'],
  ] as const)
    assert.throws(() => read(bad, spec), InputError);
});
