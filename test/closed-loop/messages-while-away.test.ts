import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { HOUR_MS, MINUTE_MS } from '../../api/house/index.ts';
import { until } from '../support/running-house.ts';
import { restarted } from './restarted.ts';
import { at, type SteeredHouse, steerHouse } from './steered-house.ts';

/** Titles of what ntfy was told. */
let titles: string[] = [];
const ntfy = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    titles.push(JSON.parse(body).title);
    response.end('{}');
  });
});

before(() => new Promise<void>((resolve) => ntfy.listen(0, '127.0.0.1', resolve)));
beforeEach(() => {
  titles = [];
});
after(() => void ntfy.close());

/** A house in the evening that sends messages, with a car at 40 %. */
const evening = (visit: (house: SteeredHouse) => Promise<void>) =>
  steerHouse(
    {
      start: at('2026-03-16', 20),
      seed: 1,
      house: { start: { carSocPercent: [40, 75] } },
      settings: {
        notify: {
          language: 'de',
          ntfyUrl: `http://127.0.0.1:${(ntfy.address() as AddressInfo).port}/house`,
          webhookUrl: null,
          homeAssistantService: null,
          publicUrl: 'http://house.test:8099',
        },
      },
    },
    visit,
  );
const about = (what: RegExp) => titles.filter((title) => what.test(title)).length;
const told = (what: RegExp) => until(() => about(what) > 0, 20_000, `${what}`);

test('a car that is charged while the server is away is told, once', async () => {
  await evening(async (house) => {
    await house.pass(5 * MINUTE_MS);
    const target = { loadpoint: 'garage', targetSocPercent: 45, targetEnergyKwh: null };
    assert.ok((await house.app.loop.actions.setTarget(target)).ok);
    await house.person('POST', 'loadpoints/1/mode/now');
    await house.pass(15 * MINUTE_MS);
    assert.equal(about(/geladen$/), 0);
    const isAway = () => house.clock.advanceTo(house.clock.now() + 6 * MINUTE_MS);
    await restarted(house, isAway, () => told(/Kompakter ist geladen$/));
    await restarted(house, isAway, () => {});
    assert.equal(about(/Kompakter ist geladen$/), 1);
  });
});

test('who plugs in while the server is away is asked, once', async () => {
  await evening(async (house) => {
    await house.pass(5 * MINUTE_MS);
    house.house.plugOut(0);
    await house.passUntil('the car to be gone', () => !house.loadpoint('garage').connected, HOUR_MS);
    await restarted(
      house,
      async () => {
        house.house.plugIn(0);
        await house.clock.advanceTo(house.clock.now() + 2 * MINUTE_MS);
      },
      () => told(/Kompakter ist angesteckt$/),
    );
    await restarted(
      house,
      async () => {},
      () => {},
    );
    assert.equal(about(/Kompakter ist angesteckt$/), 1);
  });
});

test('a departure that passes while the server is away is told with what is missing', async () => {
  await evening(async (house) => {
    await house.pass(5 * MINUTE_MS);
    const departure = house.clock.now() + HOUR_MS;
    const wish = { loadpoint: 'garage', departure, targetSocPercent: 90, targetEnergyKwh: null };
    assert.ok((await house.app.loop.actions.setDeparture(wish)).ok);
    await house.pass(55 * MINUTE_MS);
    await restarted(
      house,
      () => house.clock.advanceTo(departure + 3 * MINUTE_MS),
      () => told(/Kompakter: \S+ kWh fehlen$/),
    );
    assert.equal(about(/kWh fehlen$/), 1);
  });
});
