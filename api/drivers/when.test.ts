import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DAY_MS, HOUR_MS, localTime, MINUTE_MS } from '../house/index.ts';
import { momentOf } from './when.ts';

const ZONE = 'Europe/Berlin';
/** Saturday, 21 November 2026, 10:00 in Berlin. */
const SATURDAY = Date.UTC(2026, 10, 21, 9);
/** Monday, 23 November 2026, 20:00 in Berlin. */
const MONDAY = Date.UTC(2026, 10, 23, 19);
/** Monday, 23 November 2026, 00:30 in Berlin. */
const AFTER_MIDNIGHT = Date.UTC(2026, 10, 22, 23, 30);

const local = (text: string, now: number) => {
  const moment = momentOf(text, now, ZONE);
  if (moment === null) return null;
  const { day, hour, minute } = localTime(moment, ZONE);
  return `${day}. ${hour}:${String(minute).padStart(2, '0')}`;
};

type Said = [said: string, meant: string | null];
const onSaturdayMorning: Said[] = [
  ['um 14:30', '21. 14:30'],
  ['14:30', '21. 14:30'],
  ['14.30 Uhr', '21. 14:30'],
  ['um 14.30', '21. 14:30'],
  ['14 Uhr', '21. 14:00'],
  ['7:15', '22. 7:15'],
  ['bis 07', '22. 7:00'],
  ['um 12', '21. 12:00'],
  ['at 2:30 pm', '21. 14:30'],
  ['7am', '22. 7:00'],
  ['7 a.m.', '22. 7:00'],
  ['12 am', '22. 0:00'],
  ['in 2,5 Stunden', '21. 12:30'],
  ['in 2.5 hours', '21. 12:30'],
  ['2 h', '21. 12:00'],
  ['8h', '21. 18:00'],
  ['in 14 h', '22. 0:00'],
  ['90 min', '21. 11:30'],
  ['in einer Stunde', '21. 11:00'],
  ['in einer halben Stunde', '21. 10:30'],
  ['half an hour', '21. 10:30'],
  ['1/2 hour', '21. 10:30'],
  ['morgen früh', '22. 7:00'],
  ['Morgen', '22. 7:00'],
  ['morgen um 6:15', '22. 6:15'],
  ['morgen 8', '22. 8:00'],
  ['morgen früh um 6', '22. 6:00'],
  ['tomorrow morning', '22. 7:00'],
  ['tomorrow at 7', '22. 7:00'],
  ['tomorrow at 6:15 am', '22. 6:15'],
  ['übermorgen mittag', '23. 12:00'],
  ['day after tomorrow', '23. 7:00'],
  ['heute Abend', '21. 18:00'],
  ['tonight', '21. 18:00'],
  ['heute um 23:15 Uhr', '21. 23:15'],
  ['Montag 6 Uhr', '23. 6:00'],
  ['um 6 am Montag', '23. 6:00'],
  ['um 12 am Montag', '23. 12:00'],
  ['am Freitag', '27. 7:00'],
  ['Fr. um 8', '27. 8:00'],
  ['am So um 8', '22. 8:00'],
  ['friday 6:15 am', '27. 6:15'],
  ['Samstag um 9', '28. 9:00'],
  ['heute nachmittag um 3', '21. 15:00'],
  ['3 in the afternoon', '21. 15:00'],
  ['nachts um 3', '22. 3:00'],
  ['tonight at 1', '22. 1:00'],
  ['nächsten Freitag', '27. 7:00'],
  ['nächsten Samstag', '28. 7:00'],
  ['am 27.11.', '27. 7:00'],
  ['bis 24.11. um 9', '24. 9:00'],
  ['in 2 Tagen', '23. 7:00'],
  ['7h30', null],
  ['1h30', null],
  ['14h30', '21. 14:30'],
];
const onMondayEvening: Said[] = [
  ['so um 8', '24. 8:00'],
  ['so gegen 8', '24. 8:00'],
  ['ca. 8 Uhr', '24. 8:00'],
  ['um 8.', '24. 8:00'],
  ['morgen abend um 8', '24. 20:00'],
  ['tomorrow evening at 8', '24. 20:00'],
  ['um 8 morgen abend', '24. 20:00'],
  ['8 am Abend', '24. 20:00'],
  ['morgen mittag um 1', '24. 13:00'],
  ['Mittwoch nachmittag um 5', '25. 17:00'],
  ['um halb acht', '24. 7:30'],
  ['halb 1', null],
  ['morgen um halb 1', '24. 12:30'],
  ['viertel nach 7', '24. 7:15'],
  ['viertel vor acht', '24. 7:45'],
  ['half past seven', '24. 7:30'],
  ['quarter to 8', '24. 7:45'],
  ['Do um 8', '26. 8:00'],
  ['in zwei Stunden', '23. 22:00'],
  ['in etwa zwei Stunden', '23. 22:00'],
  ['in two hours', '23. 22:00'],
  ['in about 2 hours', '23. 22:00'],
  ['in two and a half hours', '23. 22:30'],
  ['in anderthalb Stunden', '23. 21:30'],
  ['in einer Dreiviertelstunde', '23. 20:45'],
  ['in 1 Stunde 30 Minuten', '23. 21:30'],
  ['in 2 hours and 15 minutes', '23. 22:15'],
  ['in zwanzig Minuten', '23. 20:20'],
  ['14 Uhr 30', '24. 14:30'],
  ['um 7 Uhr 30', '24. 7:30'],
  ['um sieben Uhr dreißig', '24. 7:30'],
  ['7 Uhr morgens', '24. 7:00'],
  ['at 7 in the morning', '24. 7:00'],
  ['6 am tomorrow', '24. 6:00'],
  ['heute abend um 9', '23. 21:00'],
  ['heute abend um 11', '23. 23:00'],
  ['tonight at 11', '23. 23:00'],
  ['heute Nacht um 3', '24. 3:00'],
  ['um 14:30 bitte', '24. 14:30'],
  ['Ich brauche das Auto um 6 Uhr, danke!', '24. 6:00'],
  ['at 8 o’clock', '24. 8:00'],
  ['by 8 at the latest', '24. 8:00'],
  ['spätestens um 8', '24. 8:00'],
  ['„morgen um 7“', '24. 7:00'],
  ['U\u0308bermorgen', '25. 7:00'],
  ['bis morgen 8 Uhr', '24. 8:00'],
  ['bis morgen um 8', '24. 8:00'],
  ['bis morgen früh', '24. 7:00'],
  ['bis Freitag', '27. 7:00'],
  ['bis spätestens 8', '24. 8:00'],
  ['spätestens 8', '24. 8:00'],
  ['um 8 spätestens', '24. 8:00'],
  ['spätestens in 2 Stunden', '23. 22:00'],
  ['by tomorrow 8am', '24. 8:00'],
  ['by Friday', '27. 7:00'],
  ['next Friday', '27. 7:00'],
  ['nächsten Montag', '30. 7:00'],
  ['until tomorrow morning', '24. 7:00'],
  ['um 12 Uhr', '24. 12:00'],
  ['um 12 Uhr nachts', '24. 0:00'],
  ['um Mitternacht', '24. 0:00'],
  ['midnight', '24. 0:00'],
  ['heute um Mitternacht', '24. 0:00'],
  ['morgen um Mitternacht', null],
  ['zehn nach sieben', '24. 7:10'],
  ['fünf vor halb acht', '24. 7:25'],
  ['fünf nach halb acht', '24. 7:35'],
  ['um zehn vor acht', '24. 7:50'],
  ['ten past seven', '24. 7:10'],
  ['viertel acht', '24. 7:15'],
  ['7h30', '24. 7:30'],
  ['in 2½ Stunden', '23. 22:30'],
  ['in ½ Stunde', '23. 20:30'],
  ['am 24.11.', '24. 7:00'],
  ['am 20.11.', null],
  ['in einem Tag', '24. 7:00'],
  ['in a day', '24. 7:00'],
  ['wird um 8 gebraucht', '24. 8:00'],
  ['heute nicht, aber morgen früh', '24. 7:00'],
  ['heute nicht aber morgen früh', '24. 7:00'],
  ['Heute nicht. Morgen um 9.', '24. 9:00'],
  ['nicht heute, morgen', '24. 7:00'],
  ['nicht heute, sondern in ca. 14 Stunden', '24. 10:00'],
  ['nein, morgen früh', '24. 7:00'],
  ['Nein morgen früh', '24. 7:00'],
  ['nicht heute abend, erst morgen früh', '24. 7:00'],
  ['Nein, am Freitag', '27. 7:00'],
  ['erst Freitag, morgen nicht', '27. 7:00'],
  ['not today, tomorrow', '24. 7:00'],
  ['no, friday', '27. 7:00'],
  ['no, tomorrow at 8', '24. 8:00'],
  ['um 8, nicht um 9', null],
  ['heute nicht morgen', null],
  ['nicht bis morgen', null],
  ['not until tomorrow', null],
  ['heute abend', null],
  ['tonight', null],
  ['this evening', null],
  ['tonight at 1', '24. 1:00'],
  ['tomorrow tonight', null],
];
const afterMidnight: Said[] = [
  ['morgen früh', '23. 7:00'],
  ['tomorrow morning', '23. 7:00'],
  ['morgen', '23. 7:00'],
  ['tomorrow', '23. 7:00'],
  ['morgen um 14 Uhr', '23. 14:00'],
  ['übermorgen', '24. 7:00'],
  ['heute um 14 Uhr', '23. 14:00'],
  ['heute früh', '23. 7:00'],
  ['heute abend um 8', '23. 20:00'],
  ['heute Nacht um 3', '23. 3:00'],
  ['heute abend', '23. 18:00'],
  ['tonight', '23. 18:00'],
  ['Montag um 7', '23. 7:00'],
  ['um 7', '23. 7:00'],
];
/** Said on Saturday at 10:00. */
const uncertain: string[] = [
  ...['', '7', '8 bitte', 'bald', 'jetzt', 'egal', 'bitte', 'um', 'am', 'ja', '1430', 'x'.repeat(9999)],
  ...['heute um 9', 'um 25:00', 'um 14:75', '13 pm', '0 am', '0 h', 'in 400 Stunden', 'um 24 Uhr'],
  // Before or after noon?
  ...['bis 7', 'um 3', 'um halb 3', 'at 7', 'at 7:30', 'um 6 Uhr', 'morgen um 3', 'tomorrow at 2', '1:30 h'],
  // Of two countries, or two ways to write.
  ...['half seven', 'viertel', '14 h', 'so 8', 'So', 'in 1 Stunde 30', '10 to 8', 'um 2 Stunden'],
  // Not that, or not sure.
  ...['nicht um 8', 'um 8 nicht', 'heute nicht', 'ich fahre nicht um 8', 'vielleicht um 8', 'um 8 oder um 9'],
  ...[
    'nach 8',
    'vor 8',
    'kurz vor 8',
    'um 8-9',
    'zwischen 8 und 9',
    'um 8 um 9',
    'not tomorrow',
    'Mo-Fr',
    'do it at 8',
  ],
  // Two days, dates, and what contradicts itself.
  ...['morgen Montag', 'heute morgen um 20 Uhr', 'morgen abend um 9 Uhr früh', 'am 3.12.', 'Freitag 13.'],
  ...['bis 24.12.', '3.12. um 8', 'nächste Woche', 'am Tag', 'in 2 Stunden um 8', 'morgen in 2 Stunden'],
  ...[
    'morgen nacht um 3',
    'mittags um 8',
    'heute nacht',
    'januar',
    'august',
    'guten Morgen',
    '80 %',
    'bis 80 %',
  ],
];

const cases: [when: string, now: number, said: Said[]][] = [
  ['on Saturday at 10:00', SATURDAY, onSaturdayMorning],
  ['on Monday at 20:00', MONDAY, onMondayEvening],
  ['on Monday at 00:30', AFTER_MIDNIGHT, afterMidnight],
  ['on Saturday at 10:00', SATURDAY, uncertain.map((said): Said => [said, null])],
];
for (const [when, now, list] of cases)
  for (const [said, meant] of list)
    test(`„${said.slice(0, 40)}“ ${when} is ${meant ?? 'not certain'}`, () => {
      assert.equal(local(said, now), meant);
    });

test('a bare hour is certain once its other half of the day is over', () => {
  assert.equal(local('um 7', SATURDAY), null);
  assert.equal(local('um 7', MONDAY), '24. 7:00');
});

test('clock times are local, also where the clocks change in between; lengths are lengths', () => {
  const autumn = Date.UTC(2026, 9, 24, 18);
  assert.equal(local('morgen um 7', autumn), '25. 7:00');
  assert.equal((momentOf('morgen um 7', autumn, ZONE) ?? 0) - autumn, 12 * HOUR_MS);
  assert.equal((momentOf('in 8 Stunden', autumn, ZONE) ?? 0) - autumn, 8 * HOUR_MS);
  const spring = Date.UTC(2026, 2, 28, 19);
  assert.equal(local('morgen früh', spring), '29. 7:00');
  assert.equal((momentOf('morgen früh', spring, ZONE) ?? 0) - spring, 10 * HOUR_MS);
  assert.equal(local('nachts um 2:30', spring), '29. 3:30', 'a time that is left out is moved on');
  const first = Date.UTC(2026, 9, 25, 0, 10);
  assert.equal((momentOf('nachts um 2:30', first, ZONE) ?? 0) - first, 20 * MINUTE_MS, 'the first of two');
});

const KNOWN = cases.flatMap(([, , list]) => list.map(([said]) => said));
test('whatever is said: nothing, or a moment within the next week', () => {
  const piece = fc.constantFrom(...KNOWN.flatMap((said) => said.slice(0, 40).split(' ')));
  const phrase = fc.oneof(
    fc.string(),
    fc.constantFrom(...KNOWN),
    fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(' ')),
  );
  fc.assert(
    fc.property(phrase, fc.nat({ max: 400 * 24 * 60 }), (said, minutes) => {
      const now = SATURDAY + minutes * MINUTE_MS;
      const moment = momentOf(said, now, ZONE);
      assert.ok(moment === null || (moment > now && moment <= now + 7 * DAY_MS));
    }),
  );
});
