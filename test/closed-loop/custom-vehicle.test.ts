import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { Source } from '../../api/house/index.ts';
import { runHouse, until } from '../support/running-house.ts';

/** An address that tells a car's SoC, and can be told to fail. */
async function carAddress() {
  let status = 200;
  let soc = 37;
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(status).end(JSON.stringify({ battery: { soc } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/?token=secret-token`,
    asked: () => asked,
    tell: (percent: number) => {
      soc = percent;
    },
    fail: (code: number) => {
      status = code;
    },
    stop: () => server.close(),
  };
}

test('a car with an address of its own is read from it, newer over older, and its failing is shown', async () => {
  const car = await carAddress();
  const vehicle = {
    name: 'ID.3',
    type: 'custom' as const,
    capacityKwh: null,
    chargePowerKw: null,
    disabled: false,
    pollIntervalMinutes: 60,
    targetSocPercent: null,
    minSocPercent: null,
    departure: null,
    custom: { url: car.url, headers: {}, socPath: 'battery.soc', socRegex: null },
  };
  const first = await runHouse({});
  const known = () => first.app.live.snapshot();
  await until(() => known().loadpoints.length > 0, 20_000, 'the first reading');
  const title = known().control?.vehicles[0]?.title ?? '';
  const name = known().control?.vehicles[0]?.vehicle ?? '';
  await first.stop();

  const running = await runHouse({ settings: { vehicles: [{ ...vehicle, name: title.toUpperCase() }] } });
  try {
    const { live, loop } = running.app;
    const manual = () =>
      live.snapshot().control?.vehicles.find((wishes) => wishes.vehicle === name)?.manualSoc;
    const source = (): Source | undefined =>
      live.snapshot().sources.find(({ id }) => id === `vehicle:${title.toUpperCase()}`);
    await until(() => manual()?.socPercent === 37, 20_000, 'the SoC of the address');
    assert.equal(manual()?.teller, 'SOURCE');
    assert.equal(source()?.state, 'FRESH');
    const askedBefore = car.asked();
    car.tell(38);
    const again = await loop.actions.pollVehicle(name);
    assert.equal(again.ok, true);
    assert.equal(car.asked(), askedBefore, 'an answer of the last five minutes is good enough');
    await loop.actions.setManualSoc(name, 55);
    assert.deepEqual([manual()?.socPercent, manual()?.teller], [55, 'PERSON']);
    assert.ok(!JSON.stringify(live.snapshot()).includes('secret-token'));
  } finally {
    await running.stop();
  }

  car.fail(500);
  const failing = await runHouse({ settings: { vehicles: [{ ...vehicle, name }] } });
  try {
    const source = () => failing.app.live.snapshot().sources.find(({ id }) => id === `vehicle:${name}`);
    await until(() => source()?.state === 'FAILED', 20_000, 'the failure');
    assert.match(source()?.error?.de ?? '', /Status 500/);
    const polled = await failing.app.loop.actions.pollVehicle(name);
    assert.ok(!polled.ok && polled.field === 'vehicle');
    assert.match(polled.message.de, /Status 500/);
    await until(() => failing.app.live.snapshot().plan !== null, 30_000, 'a plan all the same');
  } finally {
    await failing.stop();
    car.stop();
  }
});
