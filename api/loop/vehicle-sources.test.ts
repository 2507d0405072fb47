import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { type ControlState, emptyControlState, withManualSoc } from '../control/index.ts';
import { testLoadpoint, testSite } from '../control/test-site.ts';
import { HOUR_MS, MINUTE_MS, type SiteState, type VehicleSettings } from '../house/index.ts';
import { startRenault } from '../vehicles/test-renault.ts';
import { START, testSources } from './test-sources.ts';
import { createVehicleSources } from './vehicle-sources.ts';

let renault: Awaited<ReturnType<typeof startRenault>>;
before(async () => {
  renault = await startRenault();
});
after(() => renault.stop());

const CAR: VehicleSettings = {
  name: 'KOMBI',
  type: 'renault',
  capacityKwh: null,
  chargePowerKw: null,
  disabled: false,
  pollIntervalMinutes: null,
  targetSocPercent: null,
  minSocPercent: null,
  departure: null,
  renault: {
    user: 'me@example.org',
    password: 'secret',
    vin: null,
    country: 'DE',
    gigyaApiKey: null,
    kamereonApiKey: null,
  },
};
const ID = 'vehicle:KOMBI';
const away = testSite({ loadpoints: [testLoadpoint({ connected: false, vehicleName: null })] });
const live = testSite({ loadpoints: [testLoadpoint({ vehicleSocPercent: 55 })] });

let kept: Map<string, unknown>;
let control: ControlState;
beforeEach(() => {
  kept = new Map();
  control = emptyControlState();
  renault.asked.length = 0;
  tell(62, START - HOUR_MS);
});

function tell(batteryLevel: number, measuredAt: number): void {
  const attributes = { batteryLevel, timestamp: new Date(measuredAt).toISOString() };
  Object.assign(renault.state, { status: 200, errors: {}, cars: ['VF1AAAA'], attributes });
}

/** The cars of a house as its process starts, with what was kept before. */
function start(site: SiteState = away, car: VehicleSettings = CAR) {
  const { clock, sources } = testSources();
  const vehicles = createVehicleSources({
    settings: { vehicles: [car], vehiclePollIntervalMinutes: 60 },
    clock,
    sources,
    site: () => site,
    controller: () => ({
      state: () => control,
      change: (next) => {
        control = next(control);
      },
    }),
    store: {
      get: (key, decode) => (kept.has(key) ? decode(kept.get(key)) : null),
      set: (key, value) => void kept.set(key, JSON.parse(JSON.stringify(value))),
    },
    renaultHosts: renault.hosts,
  });
  const source = () => sources.list().find(({ id }) => id === `vehicle:${car.name}`);
  return { clock, vehicles, sources, source };
}
const readings = () => renault.asked.filter(({ path }) => path.endsWith('/battery-status')).length;
const soc = () => [control.manualSoc.kombi, control.manualSocNoted.kombi?.at];

test('a reading counts from when it was measured, and so does its age', async () => {
  const { clock, vehicles, source } = start();
  await vehicles.look(away);
  assert.deepEqual(soc(), [62, START - HOUR_MS]);
  assert.equal(control.manualSocNoted.kombi?.teller, 'SOURCE');
  assert.equal(source()?.updatedAt, START - HOUR_MS);
  assert.equal(source()?.state, 'FRESH');
  await clock.advanceTo(START + 11 * HOUR_MS + MINUTE_MS);
  assert.equal(source()?.state, 'STALE', 'Renault was asked lately, but the car told it twelve hours ago');
  assert.equal(vehicles.sourceOf('kombi'), ID);
});

test('plugged in with a SoC that evcc tells, nothing is old', async () => {
  const { clock, vehicles, source } = start(live);
  await vehicles.look(live);
  await clock.advanceTo(START + 30 * HOUR_MS);
  assert.equal(source()?.state, 'STALE');
  await vehicles.look(live);
  assert.equal(source()?.state, 'FRESH');
  const silent = testSite({ loadpoints: [testLoadpoint({ vehicleSocPercent: null })] });
  await clock.advanceTo(START + 60 * HOUR_MS);
  await vehicles.look(silent);
  assert.equal(source()?.state, 'STALE', 'at the cable, but nobody tells its SoC');
});

test('the newest measurement wins, whoever made it', async () => {
  const { clock, vehicles } = start();
  control = withManualSoc(control, 'kombi', 40, away, START - 2 * HOUR_MS);
  await vehicles.look(away);
  assert.deepEqual(soc(), [62, START - HOUR_MS], 'newer than what a person typed in');

  control = withManualSoc(control, 'kombi', 30, away, START + MINUTE_MS);
  tell(61, START);
  await clock.advanceTo(START + HOUR_MS);
  await vehicles.look(away);
  assert.equal(readings(), 2);
  assert.deepEqual(soc(), [30, START + MINUTE_MS], 'what was measured before that changes nothing');

  tell(29, START + 2 * MINUTE_MS);
  await clock.advanceTo(START + 2 * HOUR_MS);
  await vehicles.look(away);
  assert.deepEqual(soc(), [29, START + 2 * MINUTE_MS]);

  control = { ...control, lastSoc: { kombi: { socPercent: 80, at: START + 3 * HOUR_MS } } };
  tell(28, START + 2.5 * HOUR_MS);
  await clock.advanceTo(START + 4 * HOUR_MS);
  await vehicles.look(away);
  assert.deepEqual(soc(), [29, START + 2 * MINUTE_MS], 'evcc saw it since');

  const measured = {
    at: START + HOUR_MS,
    loadpoint: 'garage',
    socPercent: 80,
    sessionKwh: 0,
    chargedSince: null,
  };
  control = { ...control, lastSoc: { kombi: { socPercent: 80, at: START + 4 * HOUR_MS, measured } } };
  tell(27, START + 3.5 * HOUR_MS);
  await clock.advanceTo(START + 6 * HOUR_MS);
  await vehicles.look(away);
  assert.deepEqual(soc(), [27, START + 3.5 * HOUR_MS], 'evcc still shows what it measured before');
});

test('it is asked as it is plugged in, by its interval, and by hand with a throttle', async () => {
  const { clock, vehicles, sources } = start();
  const byHand = () => sources.reader(ID)?.(new AbortController().signal);
  await vehicles.look(away);
  await clock.advanceTo(START + 10 * MINUTE_MS);
  await vehicles.look(away);
  assert.equal(readings(), 1);
  await vehicles.look(live);
  assert.equal(readings(), 2, 'plugged in');
  await vehicles.look(live);
  await byHand();
  assert.equal(readings(), 2);
  await clock.advanceTo(START + 15 * MINUTE_MS);
  await byHand();
  assert.equal(readings(), 3);
  await clock.advanceTo(START + 75 * MINUTE_MS);
  await vehicles.look(live);
  assert.equal(readings(), 4, 'an hour later');
});

test('a cloud that failed is left alone for hours, also after a restart', async () => {
  renault.state.errors = { 'accounts.login': 403042 };
  const first = start();
  await first.vehicles.look(away);
  assert.equal(first.source()?.state, 'FAILED');
  assert.ok(!JSON.stringify([...kept]).includes('secret'));
  const second = start();
  assert.equal(second.source()?.state, 'FAILED');
  renault.asked.length = 0;
  tell(62, START);
  await second.clock.advanceTo(START + 119 * MINUTE_MS);
  await second.vehicles.look(away);
  await second.vehicles.look(live);
  assert.deepEqual(renault.asked, []);
  await second.clock.advanceTo(START + 120 * MINUTE_MS);
  await second.vehicles.look(live);
  assert.equal(readings(), 1);
  assert.equal(second.source()?.state, 'FRESH');
  assert.equal(start().source()?.state, 'WARMING', 'nothing is kept of what is over');
});

test('a car that evcc does not know is said, with the names that it knows', async () => {
  const { vehicles, source } = start(away, { ...CAR, name: 'Zoë <b>' });
  await vehicles.look(away);
  assert.equal(source()?.state, 'FAILED');
  assert.match(source()?.error?.de ?? '', /„Zoë <b>“.*\(kombi\)/);
  assert.deepEqual(control.manualSoc, {});
});

test('neither a disabled car nor one without a source is asked', async () => {
  for (const car of [
    { ...CAR, disabled: true },
    { ...CAR, renault: null },
  ]) {
    const { vehicles, sources } = start(away, car);
    await vehicles.look(away);
    assert.deepEqual(sources.ids(), []);
  }
  assert.deepEqual(renault.asked, []);
});
