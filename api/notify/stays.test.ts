import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  HOUR_MS,
  type LoadpointView,
  MINUTE_MS,
  type Notice,
  type Override,
  type Snapshot,
} from '../house/index.ts';
import { emptyLive } from '../live/test-live.ts';
import { messagesBetween } from './news.ts';
import { NOTHING_SEEN, sightingAfter } from './sighting.ts';
import { isNewsOf, type Stay, staysAfter, staysSchema } from './stays.ts';
import { GOLF } from './test-golf.ts';

const EMPTY = emptyLive().snapshot();
/** 6:00 in Berlin, with an hour to go. */
const NOW = Date.UTC(2026, 10, 21, 5);
const DEPARTURE = NOW + HOUR_MS;

const golf: LoadpointView = {
  ...GOLF,
  id: 'my_garage',
  vehicleSocPercent: 40,
  departure: DEPARTURE,
  departureSource: 'PERSON',
  neededKwh: 20,
  expectedSocPercent: 60,
};

const house = (at: number, car: Partial<LoadpointView> = {}, change: Partial<Snapshot> = {}): Snapshot => ({
  ...EMPTY,
  publishedAt: at,
  loadpoints: [{ ...golf, ...car }],
  ...change,
});

/** What is said at the departure of a car that went through these states. */
function saidAfter(...states: Snapshot[]): string {
  let stays: Stay[] = [];
  let before: Snapshot | null = null;
  for (const state of states) {
    stays = staysSchema.parse(
      JSON.parse(JSON.stringify(staysAfter(stays, (before ?? state).publishedAt, state))),
    );
    before = state;
  }
  const last = states.at(-1);
  assert.ok(last);
  const gone = house(DEPARTURE, { neededKwh: 12, departure: null }, { rollouts: last.rollouts });
  const seen = { ...sightingAfter(NOTHING_SEEN, last), publishedAt: DEPARTURE - 1, stays };
  const [message] = messagesBetween(seen, gone);
  assert.equal(message?.occasion, 'CAR_SHORT');
  return message?.text.de ?? '';
}

/** A plan in which the car charges once. */
function planned(chargeKw: number): Snapshot['plan'] {
  const cars = [{ id: 'my_garage', chargeKw, socPercent: null, energyKwh: 0 }];
  const power = { pvKw: 0, loadKw: 0, importKw: 0, exportKw: 0, curtailedKw: 0 };
  const prices = { importPricePerKwh: 0.3, feedInPricePerKwh: 0.08, priceSource: 'PUBLISHED' as const };
  const limits = { importLimitKw: null, exportLimitKw: null, marginalPricePerKwh: null };
  const reason = { de: '', en: '' };
  return {
    status: 'OPTIMAL',
    fallbackReason: null,
    computedAt: NOW,
    slots: [
      { start: NOW, end: DEPARTURE, ...power, ...prices, ...limits, batteries: [], cars, cost: 0, reason },
    ],
    cost: 0,
    selfConsumptionCost: 0,
    gap: null,
    solveMs: 0,
    pricesKnownUntil: null,
    shortfalls: [],
    uncertainty: null,
  };
}

const EARLY = NOW - 10 * HOUR_MS;
const override = (kind: Override['kind'], words: string): Override => ({
  kind,
  since: NOW,
  until: null,
  targetSocPercent: null,
  message: { de: words, en: words },
});
const away: Notice = { code: 'EVCC_UNREACHABLE', severity: 'ERROR', since: NOW, message: { de: '', en: '' } };

test('says that there was too little time, because it came late or its departure did', () => {
  assert.match(
    saidAfter(house(NOW)),
    /Grund: Das Auto wurde erst um 06:00 Uhr angesteckt, für 20,0 kWh \(11,0 kW\)/,
  );
  assert.match(
    saidAfter(house(EARLY, { departure: DEPARTURE + 24 * HOUR_MS }), house(NOW)),
    /Die Abfahrt war erst seit 06:00 Uhr bekannt/,
  );
});

test('says so too where the car took nothing yet, or less than it could', () => {
  const seconds = DEPARTURE - 5000;
  const late = house(seconds, { powerKw: 0 });
  assert.match(
    saidAfter(house(EARLY, { departure: null, powerKw: 0 }), late),
    /Die Abfahrt war erst seit 06:59 Uhr bekannt, für 20,0 kWh blieb/,
  );
  const slow = house(EARLY, { powerKw: 1.4 });
  assert.match(
    saidAfter({ ...slow, plan: planned(11) }),
    /ist nicht bekannt/,
    'ten hours are enough at 11 kW',
  );
});

test('says who intervened, that evcc was away, that nothing is steered yet, or that nobody knows', () => {
  const pause = house(EARLY + HOUR_MS, { override: override('PAUSE', 'Pause bis 5 Uhr.') });
  assert.match(saidAfter(house(EARLY), pause, house(NOW)), /Grund: Pause bis 5 Uhr\./);
  const boost = house(EARLY + HOUR_MS, { override: override('BOOST', 'Boost.') });
  assert.match(saidAfter(house(EARLY), boost, house(NOW)), /ist nicht bekannt/);
  const gone = house(EARLY + HOUR_MS, {}, { notices: [away] });
  const stillGone = house(EARLY + HOUR_MS + 45 * MINUTE_MS, {}, { notices: [away] });
  assert.match(saidAfter(house(EARLY), house(EARLY + HOUR_MS), gone, stillGone), /evcc hat 45 min lang/);
  const rollouts = [
    { capability: 'VEHICLES' as const, mode: 'OBSERVATION' as const, liveAt: null, daysRemaining: 3 },
  ];
  assert.match(saidAfter(house(EARLY, {}, { rollouts })), /beobachtet die Autos noch/);
  assert.match(saidAfter(house(EARLY)), /ist nicht bekannt/);
});

test('a stay begins anew with another car, and ends with the car', () => {
  const first = staysAfter([], EARLY, house(EARLY));
  const other = staysAfter(first, EARLY, house(NOW, { vehicleName: 'zoe' }));
  assert.deepEqual(
    other.map(({ vehicle, since }) => [vehicle, since]),
    [['zoe', NOW]],
  );
  assert.deepEqual(staysAfter(other, NOW, house(NOW, { connected: false })), []);
  assert.deepEqual(staysAfter([], NOW, house(NOW, { isHeating: true })), []);
  const seen = { ...sightingAfter(NOTHING_SEEN, house(NOW)), stays: other };
  const unread = { ...house(NOW), loadpoints: [] };
  assert.deepEqual(sightingAfter(seen, unread).stays, other, 'after a restart');
});

test('a stay goes on under the new name of its loadpoint', () => {
  const zoe = { ...golf, id: 'carport', vehicleName: 'zoe' };
  const both = (at: number, loadpoints: LoadpointView[]) => ({ ...house(at), loadpoints });
  const before = both(EARLY, [golf, zoe]);
  const after = both(NOW, [
    { ...golf, id: 'db:7' },
    { ...zoe, id: 'my_garage' },
  ]);
  assert.deepEqual(
    staysAfter(staysAfter([], EARLY, before), EARLY, after).map(({ loadpoint, vehicle, since }) => [
      loadpoint,
      vehicle,
      since,
    ]),
    [
      ['db:7', 'golf', EARLY],
      ['my_garage', 'zoe', EARLY],
    ],
  );
});

test('it is kept when something happens, not with every kilowatt', () => {
  const stays = staysAfter([], EARLY, house(EARLY));
  assert.ok(isNewsOf([], stays));
  assert.ok(!isNewsOf(stays, staysAfter(stays, EARLY, house(NOW, { powerKw: 22 }))));
  assert.ok(isNewsOf(stays, staysAfter(stays, EARLY, house(NOW, { departure: null }))));
});
