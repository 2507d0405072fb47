import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyLive } from '../live/test-live.ts';
import type { OpenQuestion } from './questions.ts';
import { momentOf } from './when.ts';
import { departureWords, worded } from './wording.ts';

/** Saturday, 21 November 2026, 10:00 in Berlin. */
const NOW = Date.UTC(2026, 10, 21, 9);
const HOUSE = { ...emptyLive().snapshot(), timeZone: 'Europe/Berlin' };
const departure: OpenQuestion = {
  id: 7,
  kind: 'DEPARTURE',
  channels: ['ntfy'],
  vehicle: 'golf',
  title: 'Zoë_<b>',
  loadpoint: 'garage',
  ends: null,
  until: NOW + 1,
};

test('every choice of a departure means a moment, and the likely ones are among them', () => {
  for (const hour of [3, 9, 20]) {
    const now = Date.UTC(2026, 10, 21, hour);
    const { question, title } = worded(departure, HOUSE, now);
    assert.equal(title.de, 'Zoë_<b> ist angesteckt');
    for (const { key } of question.choices)
      assert.ok((momentOf(departureWords(key), now, 'Europe/Berlin') ?? 0) > now, key);
    assert.ok(question.likely.every((key) => question.choices.some((choice) => choice.key === key)));
  }
  assert.deepEqual(worded(departure, HOUSE, NOW).question.likely, ['4h', 'am']);
  assert.deepEqual(worded(departure, HOUSE, Date.UTC(2026, 10, 21, 20)).question.likely, ['am', '2h']);
});
