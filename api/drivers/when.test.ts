import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DAY_MS, HOUR_MS, localTime } from '../house/index.ts';
import { momentOf } from './when.ts';

const ZONE = 'Europe/Berlin';
/** Saturday, 21 November 2026, 10:00 in Berlin. */
const NOW = Date.UTC(2026, 10, 21, 9);

const local = (text: string, now = NOW) => {
  const moment = momentOf(text, now, ZONE);
  if (moment === null) return null;
  const { day, hour, minute } = localTime(moment, ZONE);
  return `${day}. ${hour}:${String(minute).padStart(2, '0')}`;
};

const understood: [said: string, meant: string][] = [
  ['um 14:30', '21. 14:30'],
  ['14:30', '21. 14:30'],
  ['14.30 Uhr', '21. 14:30'],
  ['14 Uhr', '21. 14:00'],
  ['bis 7', '22. 7:00'],
  ['at 2:30 pm', '21. 14:30'],
  ['7am', '22. 7:00'],
  ['12 am', '22. 0:00'],
  ['in 2,5 Stunden', '21. 12:30'],
  ['in 2.5 hours', '21. 12:30'],
  ['2 h', '21. 12:00'],
  ['8h', '21. 18:00'],
  ['90 min', '21. 11:30'],
  ['in einer Stunde', '21. 11:00'],
  ['in einer halben Stunde', '21. 10:30'],
  ['half an hour', '21. 10:30'],
  ['morgen früh', '22. 7:00'],
  ['Morgen', '22. 7:00'],
  ['morgen um 6:15', '22. 6:15'],
  ['morgen 8', '22. 8:00'],
  ['morgen früh um 6', '22. 6:00'],
  ['tomorrow morning', '22. 7:00'],
  ['tomorrow at 6:15 am', '22. 6:15'],
  ['übermorgen mittag', '23. 12:00'],
  ['day after tomorrow', '23. 7:00'],
  ['heute Abend', '21. 18:00'],
  ['tonight', '21. 18:00'],
  ['heute um 23:15 Uhr', '21. 23:15'],
  ['Montag 6 Uhr', '23. 6:00'],
  ['am Freitag', '27. 7:00'],
  ['friday 6:15 am', '27. 6:15'],
  ['Samstag um 9', '28. 9:00'],
];
for (const [said, meant] of understood) {
  test(`„${said}“ is ${meant}`, () => {
    assert.equal(local(said), meant);
  });
}

for (const said of [
  '',
  '7',
  'bald',
  'heute um 9',
  'um 25:00',
  'um 14:75',
  '13 pm',
  '0 h',
  'in 400 Stunden',
  'x'.repeat(9999),
]) {
  test(`„${said.slice(0, 20)}“ is not understood`, () => {
    assert.equal(momentOf(said, NOW, ZONE), null);
  });
}

test('clock times are local, also where the clocks change in between', () => {
  const saturday = Date.UTC(2026, 9, 24, 18);
  assert.equal(local('morgen um 7', saturday), '25. 7:00');
  assert.equal((momentOf('morgen um 7', saturday, ZONE) ?? 0) - saturday, 12 * HOUR_MS);
});

test('whatever is said: nothing, or a moment within the next week', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.constantFrom(...understood.map(([said]) => said))),
      fc.nat(),
      (said, ms) => {
        const moment = momentOf(said, NOW + ms, ZONE);
        assert.ok(moment === null || (moment > NOW + ms && moment <= NOW + ms + 7 * DAY_MS));
      },
    ),
  );
});
