import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type LoadpointView, MINUTE_MS, type Notice, type Snapshot } from '../house/index.ts';
import { emptyLive } from '../live/test-live.ts';
import { messagesBetween as messagesSince } from './news.ts';
import { NOTHING_SEEN, sightingAfter } from './sighting.ts';
import { GOLF } from './test-golf.ts';

const EMPTY = emptyLive().snapshot();
const NOW = Date.UTC(2026, 10, 21, 6);
const text = { de: 'weil', en: 'because' };

const golf = { ...GOLF, departure: NOW + HOUR_MS, departureSource: 'PERSON' as const };

function house(at: number, car: Partial<LoadpointView> = {}, notices: Notice[] = []): Snapshot {
  return { ...EMPTY, publishedAt: at, loadpoints: [{ ...golf, ...car }], notices };
}

const messagesBetween = (before: Snapshot, after: Snapshot) =>
  messagesSince(sightingAfter(NOTHING_SEEN, before), after);
const between = (before: Snapshot, after: Snapshot) =>
  messagesBetween(before, after).map(({ occasion, vehicle }) => [occasion, vehicle]);

test('says once that a car has its target', () => {
  const charging = house(NOW);
  const charged = house(NOW + MINUTE_MS, { neededKwh: 0, vehicleSocPercent: 80 });
  const [message] = messagesBetween(charging, charged);
  assert.deepEqual([message?.occasion, message?.vehicle], ['CAR_FULL', 'golf']);
  assert.equal(message?.title.de, 'Golf ist geladen');
  assert.match(message?.text.de ?? '', /80 %/);
  assert.deepEqual(between(charged, house(NOW + 2 * MINUTE_MS, { neededKwh: 0 })), []);
  const other = house(NOW + MINUTE_MS, { neededKwh: 0, vehicleName: 'zoe' });
  assert.deepEqual(between(charging, other), [], 'another car came, which is full already');
});

test('who wants less is not told that the car is charged', () => {
  const charging = house(NOW);
  const enough = { neededKwh: 0, vehicleSocPercent: 70 };
  const after = (car: Partial<LoadpointView>) =>
    between(charging, house(NOW + MINUTE_MS, { ...enough, ...car }));
  assert.deepEqual(after({ targetSocPercent: 10 }), []);
  assert.deepEqual(after({ targetSocPercent: null, targetEnergyKwh: 5 }), []);
  assert.deepEqual(after({}), [['CAR_FULL', 'golf']]);
  const byEnergy = { targetSocPercent: null, targetEnergyKwh: 20, vehicleSocPercent: null };
  const less = house(NOW + MINUTE_MS, { ...byEnergy, targetEnergyKwh: 2, neededKwh: 0 });
  assert.deepEqual(between(house(NOW, byEnergy), less), []);
});

test('a car is followed to the new name of its loadpoint', () => {
  const zoe = { ...golf, id: 'carport', vehicleName: 'zoe', neededKwh: 0 };
  const before = { ...house(NOW + 50 * MINUTE_MS), loadpoints: [golf, zoe] };
  const renamed = [
    { ...golf, id: 'db:7' },
    { ...zoe, id: 'garage' },
  ];
  const swapped = { ...house(NOW + 51 * MINUTE_MS), loadpoints: renamed };
  assert.deepEqual(between(before, swapped), [], 'it has not left');
  const charged = renamed.map((car) => ({ ...car, neededKwh: 0 }));
  assert.deepEqual(between(before, { ...swapped, loadpoints: charged }), [['CAR_FULL', 'golf']]);
});

test('says what is missing at the departure, whether the car waits or leaves', () => {
  const at = golf.departure ?? 0;
  const before = house(at - MINUTE_MS, { neededKwh: 12 });
  const [message] = messagesBetween(before, house(at, { neededKwh: 12, departure: null }));
  assert.equal(message?.title.de, 'Golf: 12,0 kWh fehlen');
  assert.equal(message?.title.en, 'Golf: 12.0 kWh short');
  assert.deepEqual(between(house(at - 5 * MINUTE_MS), house(at - 4 * MINUTE_MS, { connected: false })), [
    ['CAR_SHORT', 'golf'],
  ]);
  assert.deepEqual(between(house(at + MINUTE_MS), house(at + 2 * MINUTE_MS, { connected: false })), []);
});

test('who leaves early, has enough, or never said when, is not told', () => {
  const at = golf.departure ?? 0;
  const left = (minutesBefore: number, car: Partial<LoadpointView>) =>
    between(
      house(at - (minutesBefore + 1) * MINUTE_MS, car),
      house(at - minutesBefore * MINUTE_MS, { ...car, connected: false }),
    );
  assert.deepEqual(left(20, {}), []);
  assert.deepEqual(left(5, { neededKwh: 0.3 }), []);
  assert.deepEqual(left(5, { departure: null }), []);
  assert.deepEqual(left(5, { neededKwh: null }), []);
});

test('cables are news at once, trouble once it has lasted ten minutes', () => {
  const notice = (code: string, since: number): Notice => ({
    code,
    severity: 'INFO',
    since,
    message: text,
  });
  const swap = [notice('SWAP_my_Zoe', NOW)];
  assert.deepEqual(between(house(NOW), house(NOW + MINUTE_MS, {}, swap)), [['CABLE', 'my_Zoe']]);
  assert.deepEqual(between(house(NOW, {}, swap), house(NOW + MINUTE_MS, {}, swap)), []);
  const away = [notice('EVCC_UNREACHABLE', NOW)];
  const after = (minutes: number) => house(NOW + minutes * MINUTE_MS, {}, away);
  assert.deepEqual(between(after(0), after(9)), []);
  assert.deepEqual(between(after(9), after(10)), [['EVCC_AWAY', null]]);
  assert.deepEqual(between(after(10), after(11)), []);
  const short = [notice('SHORTFALL_DEPARTURE_garage', NOW)];
  assert.deepEqual(between(house(NOW + 9 * MINUTE_MS, {}, short), house(NOW + 11 * MINUTE_MS, {}, short)), [
    ['CAR_WILL_BE_SHORT', 'golf'],
  ]);
  const [message] = messagesBetween(
    house(NOW + 9 * MINUTE_MS, { id: 'my_garage' }, [notice('SHORTFALL_DEPARTURE_my_garage', NOW)]),
    house(NOW + 11 * MINUTE_MS, { id: 'my_garage' }, [notice('SHORTFALL_DEPARTURE_my_garage', NOW)]),
  );
  assert.equal(message?.title.de, 'Golf wird nicht rechtzeitig geladen');
  const other = house(NOW + 11 * MINUTE_MS, { id: 'garage' }, [notice('SHORTFALL_DEPARTURE_my_garage', NOW)]);
  assert.deepEqual(between(house(NOW + 9 * MINUTE_MS), other), [['CAR_WILL_BE_SHORT', null]]);
});

test('a message about a cable says which kind it is, and is not told at night instead', () => {
  const notices = (code: string) => [{ code, severity: 'INFO' as const, since: NOW, message: text }];
  const advice = {
    kind: 'SWAP' as const,
    loadpoint: 'garage',
    vehicle: 'zoe_2',
    until: NOW + HOUR_MS,
    message: text,
  };
  const queue = { entries: [], quiet: false, advice };
  const wishes = {
    vehicle: 'zoe_2',
    title: 'Zoë',
    target: null,
    schedule: null,
    nextDeparture: null,
    manualSoc: null,
  };
  const control = { pause: null, slotOverrides: [], vehicles: [wishes], queue };
  const [swap] = messagesBetween(house(NOW), { ...house(NOW, {}, notices('SWAP_zoe_2')), control });
  assert.deepEqual(
    [swap?.title.en, swap?.vehicle, swap?.vehicleTitle, swap?.until],
    ['Please swap the cable', 'zoe_2', 'Zoë', NOW + HOUR_MS],
  );
  const [plugIn] = messagesBetween(house(NOW), house(NOW, {}, notices('PLUG_IN_zoe_2')));
  assert.equal(plugIn?.title.de, 'Bitte für die Nacht anstecken');
  assert.equal(plugIn?.until, NOW + 15 * MINUTE_MS);
});
