import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openStore } from '../../api/history/index.ts';
import { HOUR_MS } from '../../api/house/index.ts';
import { act, planned, shown, startServer, startWallHouse, temporaryFolder, waitFor } from './processes.ts';
import { ask } from './steered-house.ts';

/** The program is told to stop within this time. */
const STOP_MS = 5000;

describe('the process ends', () => {
  it('by SIGKILL: all that people asked for is there again, and what we changed is still ours', async (t) => {
    const dataDir = temporaryFolder(t);
    const { house, url, skip } = await startWallHouse(t, { start: { carSocPercent: [85, 50] } });
    const evcc = () => house.exportState().evcc;
    const garage = () => evcc().loadpoints[0]?.settings;
    const found = structuredClone(evcc());
    const args = ['--evcc-url', url, '--data', dataDir, '--port', '0'];

    const first = await startServer(t, args);
    await planned(first.port);
    const departure = new Date(Date.now() + 5 * HOUR_MS).toISOString();
    await act(first.port, 'activateLive(capability: VEHICLES)');
    await act(first.port, 'activateLive(capability: BATTERY)');
    await act(first.port, 'extendObservation(capability: BUFFER, days: 30)');
    await act(
      first.port,
      `setDeparture(loadpoint: "carport", departure: "${departure}", targetSocPercent: 70)`,
    );
    await act(first.port, 'boost(loadpoint: "garage", minutes: 120)');
    await waitFor('fast charging', () => garage()?.mode === 'now');
    await waitFor('the plan in evcc', () => evcc().vehicles.kombi?.plan?.soc === 70);
    assert.equal(garage()?.limitSoc, 100, 'fast charging has an end in evcc itself');
    const before = await waitFor('the mode in the snapshot', async () => {
      const snapshot = await shown(first.port);
      return snapshot.loadpoints[0]?.mode === 'NOW' && snapshot;
    });
    await first.end('SIGKILL');

    const second = await startServer(t, args);
    const after = await planned(second.port);
    assert.ok(after.sequence > before.sequence);
    assert.ok(after.cycleId > before.cycleId);
    assert.notEqual(after.instanceId, before.instanceId);
    assert.deepEqual(after.rollouts, before.rollouts);
    const [garageBefore, carportBefore] = before.loadpoints;
    const [garageAfter, carportAfter] = after.loadpoints;
    assert.equal(garageAfter?.override?.kind, 'BOOST');
    assert.deepEqual(garageAfter?.override, garageBefore?.override);
    assert.equal(carportAfter?.departureSource, 'PERSON');
    assert.deepEqual(
      [carportAfter?.departure, carportAfter?.targetSocPercent],
      [carportBefore?.departure, carportBefore?.targetSocPercent],
    );
    assert.equal(garage()?.mode, 'now');
    await act(second.port, 'cancelBoost(loadpoint: "garage")');
    await waitFor('the mode is given back', () => garage()?.mode === 'pv' && garage()?.limitSoc === 0);

    await act(second.port, 'boost(loadpoint: "garage", minutes: 120)');
    await waitFor('fast charging again', () => garage()?.mode === 'now');
    const { code, ms } = await second.end('SIGTERM');
    assert.equal(code, 0, second.output());
    assert.ok(ms < STOP_MS, `${ms} ms`);
    for (const index of [0, 1])
      assert.deepEqual(evcc().loadpoints[index]?.settings, found.loadpoints[index]?.settings);
    assert.deepEqual(evcc().site, found.site);
    assert.equal(evcc().battery.external, 'unknown');
    for (const [name, car] of Object.entries(evcc().vehicles))
      assert.deepEqual(car.planStrategy, found.vehicles[name]?.planStrategy);
    assert.equal(evcc().vehicles.kombi?.plan?.soc, 70, 'the plan outlives us');

    const store = openStore({ dataDir, now: Date.now });
    t.after(() => store.close());
    const events = store.events(0, 100_000);
    assert.ok(events.length > 5);
    for (const [index, event] of events.entries())
      assert.ok(index === 0 || event.sequence > (events[index - 1]?.sequence ?? 0));
    assert.ok(store.commands(100).some(({ request }) => request.includes('mode/now')));
    assert.deepEqual(store.notices, []);

    await skip(5 * HOUR_MS);
    const kombiKwh = house.totals().carStoredKwh[1] ?? 0;
    assert.ok(kombiKwh >= 0.695 * 77, `evcc alone has filled the car: ${kombiKwh} kWh`);
  });

  it('by SIGINT while evcc is away: in time, and what could not be put back is not forgotten', async (t) => {
    const dataDir = temporaryFolder(t);
    const { house, url } = await startWallHouse(t, { start: { carSocPercent: [40, 50] } });
    const garage = () => house.exportState().evcc.loadpoints[0]?.settings;
    const args = ['--evcc-url', url, '--data', dataDir, '--port', '0'];
    const first = await startServer(t, args);
    await planned(first.port);
    await act(first.port, 'boost(loadpoint: "garage", minutes: 60)');
    await waitFor('fast charging', () => garage()?.mode === 'now');
    house.faults.set({ unreachable: true });
    const { code, ms } = await first.end('SIGINT');
    assert.equal(code, 0, first.output());
    assert.ok(ms < STOP_MS, `${ms} ms`);
    assert.equal(garage()?.mode, 'now');

    house.faults.set({ unreachable: false });
    const second = await startServer(t, args);
    await planned(second.port);
    await act(second.port, 'cancelBoost(loadpoint: "garage")');
    await waitFor('the mode is given back', () => garage()?.mode === 'pv' && garage()?.limitSoc === 0);
  });

  it('by SIGTERM while evcc hangs: in time', async (t) => {
    const { house, url } = await startWallHouse(t);
    const server = await startServer(t, ['--evcc-url', url, '--data', temporaryFolder(t), '--port', '0']);
    await planned(server.port);
    await act(server.port, 'boost(loadpoint: "garage", minutes: 60)');
    await waitFor('fast charging', () => house.exportState().evcc.loadpoints[0]?.settings.mode === 'now');
    house.faults.set({ slowMs: 20_000 });
    const { ms } = await server.end('SIGTERM');
    assert.ok(ms < STOP_MS, `${ms} ms`);
  });

  it('by SIGKILL in the virtual house: measured history and its numbers go on', async (t) => {
    const dataDir = temporaryFolder(t);
    const args = ['--demo', '--speed', '900', '--data', dataDir, '--port', '0'];
    const first = await startServer(t, args);
    await planned(first.port);
    interface Quarter {
      start: string;
      importKwh: number | null;
      loadKwh: number | null;
    }
    const quarters = async (port: number) => {
      const from = new Date(Date.now() - HOUR_MS).toISOString();
      const to = new Date(Date.now() + 100 * HOUR_MS).toISOString();
      const query = `{ history(from: "${from}", to: "${to}") { ... on HistoryConnection { edges { node { start importKwh loadKwh } } } } }`;
      return (await ask<{ history: { edges: { node: Quarter }[] } }>(port, query)).history.edges.map(
        ({ node }) => node,
      );
    };
    const before = await waitFor('a few quarters of an hour', async () => {
      const found = await quarters(first.port);
      return found.length >= 6 && found;
    });
    const snapshot = await shown(first.port);
    await first.end('SIGKILL');

    const second = await startServer(t, args);
    const after = await planned(second.port);
    assert.ok(after.sequence > snapshot.sequence);
    assert.ok(after.cycleId > snapshot.cycleId);
    const kept = new Map((await quarters(second.port)).map((quarter) => [quarter.start, quarter]));
    // The house was saved a quarter of an hour before the kill at most; what it lives again is measured again.
    for (const quarter of before.slice(0, -2)) assert.deepEqual(kept.get(quarter.start), quarter);
    for (const { start } of before) assert.ok(kept.has(start), `${start} is lost`);
    const { code, ms } = await second.end('SIGTERM');
    assert.equal(code, 0, second.output());
    assert.ok(ms < STOP_MS);
    const store = openStore({ dataDir: join(dataDir, 'demo'), now: Date.now });
    t.after(() => store.close());
    assert.deepEqual(store.notices, []);
  });
});
