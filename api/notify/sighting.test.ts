import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type LoadpointView, MINUTE_MS, type Notice, type Snapshot } from '../house/index.ts';
import { emptyLive } from '../live/test-live.ts';
import { messagesBetween } from './news.ts';
import { isWorthKeeping, NOTHING_SEEN, type Sighting, sightingAfter, sightingSchema } from './sighting.ts';
import { GOLF } from './test-golf.ts';

const EMPTY = emptyLive().snapshot();
const NOW = Date.UTC(2026, 10, 21, 6);

const away = (since: number): Notice => ({
  code: 'EVCC_UNREACHABLE',
  severity: 'ERROR',
  since,
  message: { de: 'weg', en: 'away' },
});
const house = (minutes: number, car: Partial<LoadpointView> = {}, notices: Notice[] = []): Snapshot => ({
  ...EMPTY,
  publishedAt: NOW + minutes * MINUTE_MS,
  loadpoints: [{ ...GOLF, ...car }],
  notices,
});
/** As a process begins: nothing was read yet. */
const starting = (minutes: number, notices: Notice[] = []): Snapshot => ({
  ...house(minutes, {}, notices),
  loadpoints: [],
});
const restarted = (seen: Sighting): Sighting => sightingSchema.parse(JSON.parse(JSON.stringify(seen)));

/** What is said while these states of the house are seen, each after the other, with a restart before each. */
function said(...houses: Snapshot[]): string[] {
  let seen = NOTHING_SEEN;
  return houses.flatMap((next) => {
    const messages = messagesBetween(seen, next);
    seen = restarted(sightingAfter(seen, next));
    return messages.map(({ occasion, at, title }) => `${(at - NOW) / MINUTE_MS}: ${occasion} ${title.en}`);
  });
}

test('a car that was charged while nobody looked is told once, and not when that is hours ago', () => {
  const charged = { neededKwh: 0, vehicleSocPercent: 80 };
  assert.deepEqual(said(house(0), starting(6), house(7, charged), starting(9), house(10, charged)), [
    '7: CAR_FULL Golf is charged',
  ]);
  assert.deepEqual(said(house(0), starting(130), house(131, charged)), []);
});

test('a departure that passed while nobody looked is told with what is missing now', () => {
  const goes = { departure: NOW + HOUR_MS };
  assert.deepEqual(said(house(55, goes), starting(63), house(64, { neededKwh: 4 })), [
    '64: CAR_SHORT Golf: 4.0 kWh short',
  ]);
  assert.deepEqual(
    said(house(55, goes), house(64, { neededKwh: 20, targetSocPercent: 100, vehicleSocPercent: 80 })),
    [],
    'it has what it should have had by then',
  );
  assert.deepEqual(said(house(0, goes), house(180, { neededKwh: 4 })), [], 'it was two hours ago');
});

test('of a car that left while nobody looked nobody knows what it had', () => {
  const gone = { connected: false, vehicleName: null, neededKwh: null, departure: null };
  const goes = { departure: NOW + HOUR_MS };
  assert.deepEqual(said(house(40, goes), house(61, gone)), []);
  assert.deepEqual(said(house(58, goes), house(61, gone)), ['61: CAR_SHORT Golf: 5.0 kWh short']);
});

test('evcc away is told once for each time, however often we start meanwhile', () => {
  const first = [
    house(0, {}, [away(NOW)]),
    starting(5),
    starting(8, [away(NOW + 8 * MINUTE_MS)]),
    starting(11, [away(NOW + 8 * MINUTE_MS)]),
    starting(13),
    starting(40, [away(NOW + 15 * MINUTE_MS)]),
  ];
  const told = ['11: EVCC_AWAY evcc does not answer'];
  assert.deepEqual(said(...first), told);
  const again = away(NOW + 70 * MINUTE_MS);
  const second = [house(50), house(70, {}, [again]), house(80, {}, [again]), house(90, {}, [again])];
  assert.deepEqual(said(...first, ...second), [...told, '80: EVCC_AWAY evcc does not answer']);
});

test('evcc that comes and goes is told once', () => {
  const flapping = Array.from({ length: 20 }, (_, index) => index * 13).flatMap((from) => [
    house(from, {}, [away(NOW + from * MINUTE_MS)]),
    house(from + 11, {}, [away(NOW + from * MINUTE_MS)]),
    house(from + 12),
  ]);
  assert.deepEqual(said(...flapping), ['11: EVCC_AWAY evcc does not answer']);
});

test('what is over before it lasted begins anew', () => {
  const blinking = [0, 6, 12, 18].flatMap((from) => [
    house(from, {}, [away(NOW + from * MINUTE_MS)]),
    house(from + 5),
  ]);
  assert.deepEqual(said(...blinking), []);
});

test('what was seen is kept when something happens, and every five minutes', () => {
  const kept = sightingAfter(NOTHING_SEEN, house(0));
  const after = (next: Snapshot) => isWorthKeeping(kept, sightingAfter(kept, next));
  assert.ok(!after(house(1, { neededKwh: 4, powerKw: 9 })));
  assert.ok(after(house(5)));
  assert.ok(after(house(1, { neededKwh: 0 })));
  assert.ok(after(house(1, { connected: false })));
  assert.ok(after(house(1, {}, [away(NOW)])));
});
