import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFormat } from './format.ts';

const german = createFormat({ language: 'de', timeZone: 'Europe/Berlin', currency: 'EUR' });
const english = createFormat({ language: 'en', timeZone: 'Europe/Berlin', currency: 'EUR' });
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('numbers are written as people of the language write them', () => {
  assert.equal(german.price(0.274), '27,4 ct/kWh');
  assert.equal(english.price(0.274), '27.4 ct/kWh');
  assert.equal(plain(german.money(2.5)), '2,50 €');
  assert.equal(german.percent(54.4), '54 %');
});

test('a power keeps its width', () => {
  assert.deepEqual(
    [0.45, 9.994, 9.996, 11].map((kw) => german.power(kw)),
    ['0,45 kW', '9,99 kW', '10,0 kW', '11,0 kW'],
  );
  assert.equal(german.power(-1.5, true), '1,50 kW');
});

test('what rounds to zero has no sign', () => {
  assert.equal(german.power(-0.001), '0,00 kW');
  assert.equal(plain(german.money(-0.001)), '0,00 €');
});

test('unknown is a dash, never a zero', () => {
  for (const write of [german.power, german.energy, german.percent, german.price, german.money])
    assert.equal(write(null), '–');
});

test('times are those of the house', () => {
  const at = Date.UTC(2026, 10, 20, 23, 30);
  assert.equal(german.clock(at), '00:30');
  assert.equal(german.soon(at, at - 2 * 3_600_000), 'Sa., 00:30');
  assert.equal(german.soon(at, at + 3_600_000), '00:30');
});

test('a time that comes twice says in which zone', () => {
  const first = Date.UTC(2026, 9, 25, 0, 15);
  const times = [first - 3_600_000, first, first + 3_600_000, first + 2 * 3_600_000];
  assert.deepEqual(times.map(german.tellingClock), ['01:15', '02:15 MESZ', '02:15 MEZ', '03:15']);
  assert.deepEqual(times.map(english.tellingClock), ['01:15', '02:15 CEST', '02:15 CET', '03:15']);
});

test('ages are short, and nobody counts the first seconds', () => {
  const now = Date.UTC(2026, 10, 20);
  assert.equal(german.ago(now - 4000, now), 'jetzt');
  assert.equal(german.ago(now + 4000, now), 'jetzt');
  assert.equal(german.ago(now - 3 * 60_000, now), 'vor 3 Min.');
  assert.equal(english.ago(now - 3 * 60_000, now), '3 min ago');
  assert.equal(german.ago(now - 26 * 3_600_000, now), 'vor 26 Std.');
});

test('days of the week that follow each other are a span', () => {
  assert.equal(german.weekdays([1, 2, 3, 4, 5]), 'Mo–Fr');
  assert.equal(german.weekdays([6, 0]), 'Sa, So');
  assert.equal(german.weekdays([5, 1, 3]), 'Mo, Mi, Fr');
  assert.equal(english.weekdays([0, 1, 2, 6]), 'Mon, Tue, Sat, Sun');
});

test('a period of local days is named whatever the zone of the house', () => {
  const auckland = createFormat({ language: 'de', timeZone: 'Pacific/Auckland', currency: 'NZD' });
  assert.equal(auckland.period('day', '2026-04-12'), 'So., 12. April 2026');
  assert.equal(auckland.period('month', '2026-04-01'), 'April 2026');
  assert.equal(auckland.period('year', '2026-01-01'), '2026');
});
