import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNotNeeded } from './negation.ts';

const notNeeded = [
  ...['nein', 'Nein danke', 'no', 'nicht', 'gar nicht', 'not at all', 'heute nicht', 'not today'],
  ...['brauche das Auto nicht', 'Ich brauche es morgen nicht.', 'wird nicht gebraucht', 'kein Bedarf'],
  ...['I do not need the car', "I don't need it", 'not needed', 'no need', 'not tomorrow morning'],
  ...[
    'Nein, heute nicht',
    'wir brauchen das Auto nicht',
    'jetzt nicht',
    'Nein. Morgen nicht.',
    'bis morgen nicht',
  ],
  ...['kein Bedarf morgen', 'not today, not tomorrow'],
];
for (const said of notNeeded)
  test(`„${said}“ is that it is not needed`, () => {
    assert.equal(isNotNeeded(said), true);
  });

const uncertain = [
  ...['', 'ja', 'um 8', 'nicht um 8', 'nicht vor 8', 'um 8 nicht', 'ich fahre nicht um 8', 'morgen'],
  ...['heute nicht, aber morgen früh', 'nicht heute, morgen', 'nein, morgen früh', 'Nein, am Freitag'],
  ...['not today, tomorrow', 'no, friday', 'nicht heute abend, erst morgen früh', 'nein, um 7'],
  ...['not until tomorrow', 'nicht bis morgen', 'nicht vor morgen', 'heute nicht morgen'],
  ...['noch nicht', 'warum nicht', 'vielleicht nicht', 'nicht vergessen', 'not before 8', 'in 2 Stunden'],
];
for (const said of uncertain)
  test(`„${said}“ is not that it is not needed`, () => {
    assert.equal(isNotNeeded(said), false);
  });
