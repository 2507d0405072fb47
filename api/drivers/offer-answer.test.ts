import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offerAnswer } from './offer-answer.ts';

const certain: [said: string, meant: number][] = [
  ...['c100', 'ja', 'Ja, gern', 'yes', 'Yes please!', 'ok', 'gerne', 'klar', 'voll', 'ja, voll', 'full'].map(
    (said): [string, number] => [said, 100],
  ),
  ...['no', 'Nein danke', 'nein', 'nö', 'Nö!', 'nee', 'nope', 'bitte nicht', 'no, thanks'].map(
    (said): [string, number] => [said, 0],
  ),
  ['c80', 80],
  ['90', 90],
  ['bis 90 %', 90],
  ['auf 90', 90],
  ['90 Prozent', 90],
  ['90 percent please', 90],
  ['ja, bis 80 %', 80],
  ['ok 80', 80],
  ['Yes to 80%', 80],
  ['up to 80', 80],
  ['100', 100],
  ['ja, aber nur bis 80', 80],
  ['achtzig', 80],
  ['eighty percent', 80],
  ['passt', 100],
  ['👍', 100],
  ['👍🏽', 100],
  ['👎', 0],
  ['später', 0],
  ['later', 0],
  ['jetzt nicht', 0],
  ['kein Bedarf', 0],
  ['nein, heute nicht', 0],
  ['5 %', 5],
];
for (const [said, meant] of certain) {
  test(`„${said}“ to an offer is ${meant}`, () => {
    assert.equal(offerAnswer(said), meant);
  });
}

const uncertain = [
  ...[
    '',
    'bitte',
    'vielleicht',
    'januar',
    'okkult',
    'noch nicht',
    'warum nicht',
    '101 %',
    '0',
    '12345',
    '-5',
  ],
  ...['ja nicht', 'nicht voll', 'halb voll', 'nein, bis 80 %', 'ja, nein', '80 oder 90', '80 90', 'voll 80'],
  ...[
    'heute nicht, morgen',
    'um 8',
    '8 Uhr',
    'morgen',
    '80 km',
    '80 ct',
    '80,5',
    'c1000',
    'cc80',
    '1',
    'ja, später',
    'nur',
  ],
];
for (const said of uncertain) {
  test(`„${said}“ to an offer is not certain`, () => {
    assert.equal(offerAnswer(said), null);
  });
}
