import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Snapshot } from '../../api/house/index.ts';
import { launchBrowser, skipBrowser } from '../browser/browser.ts';
import { type RunningHouse, runHouse, until } from '../support/running-house.ts';

/** Recorded states of real evcc installations; they lie beside the checkout, where there are any. */
const FOLDER = fileURLToPath(new URL('../../../shared/evcc-samples/', import.meta.url));

interface Expected {
  file: string;
  gridKw: number | null;
  homeKw: number | null;
  socPercent: number | null;
  capacityKwh: number | null;
  loadpoints: number;
  /** SoC of the car at the first loadpoint that has one. */
  carSocPercent: number | null;
}

/** What each file says, read off by hand. */
const SAMPLES: Expected[] = [
  {
    file: 'ws-initial-0.200.9-evcc-dart.json',
    gridKw: 0.04297,
    homeKw: 0,
    socPercent: 20,
    capacityKwh: null,
    loadpoints: 1,
    carSocPercent: null,
  },
  {
    file: 'ws-initial-0.315.0-openhab.json',
    gridKw: 0.7376,
    homeKw: 1.0036,
    socPercent: 0,
    capacityKwh: 8.82,
    loadpoints: 3,
    carSocPercent: 56,
  },
  {
    file: 'api-state-0.315.0-derived-from-ws.json',
    gridKw: 0.7376,
    homeKw: 1.0036,
    socPercent: 0,
    capacityKwh: 8.82,
    loadpoints: 3,
    carSocPercent: 56,
  },
  {
    file: 'api-state-0.207.5-demo-openhab.json',
    gridKw: 2.87597,
    homeKw: 0.5,
    socPercent: 31,
    capacityKwh: 13.4,
    loadpoints: 2,
    carSocPercent: 48.3,
  },
  {
    file: 'api-state-0.203x-result-wrapped-openems.json',
    gridKw: 0.01,
    homeKw: 2.51552,
    socPercent: 63,
    capacityKwh: 10.2,
    loadpoints: 2,
    carSocPercent: 77.761,
  },
];

async function playBack(file: string): Promise<{ url: string; close(): Promise<void> }> {
  const body = JSON.stringify(nested(JSON.parse(readFileSync(FOLDER + file, 'utf8'))));
  const server = createServer((request, response) => {
    const isState = request.url?.split('?')[0] === '/api/state';
    response.writeHead(isState ? 200 : 404, { 'content-type': isState ? 'application/json' : 'text/plain' });
    response.end(isState ? body : '404 page not found');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A WebSocket welcome has dotted keys where REST has lists: `loadpoints.0.mode`. */
function nested(recorded: Record<string, unknown>): Record<string, unknown> {
  const state: Record<string, unknown> = {};
  const loadpoints: Record<string, unknown>[] = [];
  for (const [key, value] of Object.entries(recorded)) {
    const [, index, name] = key.match(/^loadpoints\.(\d+)\.(.+)$/) ?? [];
    if (index === undefined || name === undefined) state[key] = value;
    else loadpoints[Number(index)] = { ...loadpoints[Number(index)], [name]: value };
  }
  return loadpoints.length > 0 ? { ...state, loadpoints } : state;
}

async function withSample(
  file: string,
  check: (running: RunningHouse, snapshot: Snapshot) => Promise<void>,
): Promise<void> {
  const evcc = await playBack(file);
  const running = await runHouse({ evccUrl: evcc.url, demo: false, settings: { evccUrl: evcc.url } });
  try {
    await until(() => running.app.live.snapshot().power !== null, 15_000, 'the first reading');
    await check(running, running.app.live.snapshot());
  } finally {
    await running.stop();
    await evcc.close();
  }
}

function near(found: number | null | undefined, wanted: number | null, what: string): void {
  if (wanted === null) return;
  assert.ok(
    typeof found === 'number' && Math.abs(found - wanted) < 1e-3,
    `${what}: ${found} instead of ${wanted}`,
  );
}

describe('a recorded house', { skip: existsSync(FOLDER) ? false : 'no recorded samples here' }, () => {
  for (const sample of SAMPLES)
    it(`${sample.file} shows its own numbers`, async () => {
      await withSample(sample.file, async (_, snapshot) => {
        near(snapshot.power?.gridKw, sample.gridKw, 'grid');
        near(snapshot.power?.homeKw, sample.homeKw, 'home');
        near(snapshot.battery?.socPercent, sample.socPercent, 'battery SoC');
        near(snapshot.battery?.capacityKwh, sample.capacityKwh, 'battery capacity');
        assert.equal(snapshot.loadpoints.length, sample.loadpoints);
        near(
          snapshot.loadpoints.find((view) => view.vehicleSocPercent !== null)?.vehicleSocPercent,
          sample.carSocPercent,
          'SoC of the first car',
        );
      });
    });

  it('is planned even without any tariff', async () => {
    await withSample('api-state-0.315.0-derived-from-ws.json', async (running) => {
      const { live } = running.app;
      await until(() => live.snapshot().plan !== null, 20_000, 'the plan');
      const snapshot = live.snapshot();
      assert.ok((snapshot.plan?.slots.length ?? 0) >= 96);
      assert.ok(snapshot.plan?.slots.every((slot) => slot.priceSource === 'ASSUMED'));
      assert.ok(snapshot.notices.some((notice) => notice.code === 'NO_GRID_TARIFF'));
    });
  });

  it('is shown on the page', { skip: skipBrowser }, async () => {
    const browser = await launchBrowser();
    try {
      await withSample('api-state-0.315.0-derived-from-ws.json', async (running) => {
        const page = await browser.newPage({ locale: 'en-GB' });
        await page.goto(running.url);
        const home = page.getByTestId('power-home');
        await home.waitFor();
        assert.match(await home.innerText(), /1\.0/);
        assert.match(await page.getByTestId('power-grid').innerText(), /0\.74/);
        assert.equal(await page.getByTestId('demo-banner').count(), 0);
        assert.match(await page.locator('body').innerText(), /BMW iX3/);
      });
    } finally {
      await browser.close();
    }
  });
});
