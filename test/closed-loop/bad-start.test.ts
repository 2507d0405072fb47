import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import {
  act,
  planned,
  runServer,
  shown,
  startServer,
  startWallHouse,
  temporaryFolder,
  waitFor,
} from './processes.ts';
import { ask } from './steered-house.ts';

/** A web server that is no evcc; counts what is asked of it. */
async function webPage(t: TestContext): Promise<{ url: string; asked: () => number }> {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked++;
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>Router</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => asked };
}

/** The notice about evcc, once it is there. */
function unreachableNotice(port: number) {
  return waitFor('the notice', async () =>
    (await shown(port)).notices.find(({ code }) => code === 'EVCC_UNREACHABLE'),
  );
}

describe('a start with something wrong', () => {
  it('nobody at the address: said, waited for, and steered once somebody is there', async (t) => {
    const { house, url } = await startWallHouse(t);
    house.faults.set({ unreachable: true });
    const server = await startServer(t, ['--evcc-url', url, '--data', temporaryFolder(t), '--port', '0']);
    const { message } = await unreachableNotice(server.port);
    assert.match(message.en, /evcc does not answer/);
    const snapshot = await shown(server.port);
    assert.equal(snapshot.plan, null);
    assert.ok(snapshot.planMissing?.de);
    assert.equal((await fetch(`http://127.0.0.1:${server.port}/health`)).status, 200);
    assert.equal((await fetch(`http://127.0.0.1:${server.port}/ready`)).status, 503);
    house.faults.clear();
    await planned(server.port);
    assert.equal((await fetch(`http://127.0.0.1:${server.port}/ready`)).status, 200);
  });

  it('a web page at the address: said in both languages', async (t) => {
    const { url } = await webPage(t);
    const server = await startServer(t, ['--evcc-url', url, '--data', temporaryFolder(t), '--port', '0']);
    const { message } = await unreachableNotice(server.port);
    assert.match(message.de, /Webseite/);
    assert.match(message.en, /web page/);
    const { code } = await server.end('SIGTERM');
    assert.equal(code, 0);
  });

  it('a critical configuration: the page says it, evcc is never called, nothing is stored', async (t) => {
    const { url, asked } = await webPage(t);
    const folder = temporaryFolder(t);
    const config = join(folder, 'options.json');
    writeFileSync(config, JSON.stringify({ evcc_url: url, battery_min_soc: 90, battery_max_soc: 20 }));
    const dataDir = temporaryFolder(t);
    const server = await startServer(t, ['--config', config, '--data', dataDir, '--port', '0']);
    const answer = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);
    const page = await answer('/');
    assert.equal(page.status, 503);
    assert.match(await page.text(), /battery_min_soc/);
    assert.deepEqual(
      [(await answer('/health')).status, (await answer('/ready')).status, (await answer('/x')).status],
      [200, 503, 503],
    );
    const { snapshot, configFindings, health } = await ask<{
      snapshot: unknown;
      configFindings: { field: string; severity: string }[];
      health: { status: string };
    }>(server.port, '{ snapshot { sequence } configFindings { field severity } health { status } }');
    assert.equal(snapshot, null);
    assert.equal(configFindings[0]?.severity, 'CRITICAL');
    assert.equal(health.status, 'CONFIG_ERROR');
    await new Promise((resolve) => setTimeout(resolve, 2000));
    assert.equal(asked(), 0);
    assert.deepEqual(readdirSync(dataDir), []);
    assert.equal((await server.end('SIGTERM')).code, 0);
  });

  it('a second one on the same port, or on the same data folder, refuses and leaves the first alone', async (t) => {
    const { house, url } = await startWallHouse(t);
    const dataDir = temporaryFolder(t);
    const first = await startServer(t, ['--evcc-url', url, '--data', dataDir, '--port', '0']);
    await planned(first.port);
    const writes = house.totals().writes;
    const samePort = await runServer(t, [
      '--evcc-url',
      url,
      '--data',
      temporaryFolder(t),
      '--port',
      String(first.port),
    ]);
    assert.equal(samePort.code, 1);
    assert.match(samePort.output, new RegExp(`Port ${first.port} ist schon belegt`));
    assert.match(samePort.output, new RegExp(`Port ${first.port} is in use already`));
    const sameFolder = await runServer(t, ['--evcc-url', url, '--data', dataDir, '--port', '0']);
    assert.equal(sameFolder.code, 1);
    assert.match(sameFolder.output, /Datenordner .* wird schon benutzt/);
    assert.match(sameFolder.output, /data folder .* is already in use/);
    assert.doesNotMatch(samePort.output + sameFolder.output, /\n\s+at /, 'no stack where a sentence says it');
    assert.equal(house.totals().writes, writes);
    assert.ok((await shown(first.port)).plan);
  });

  it('a data folder that cannot be written: said, and everything works until the end', async (t) => {
    const { url } = await startWallHouse(t);
    // A folder below a file can be made by nobody, not even by root.
    const file = join(temporaryFolder(t), 'file');
    writeFileSync(file, '');
    const server = await startServer(t, ['--evcc-url', url, '--data', join(file, 'data'), '--port', '0']);
    const { notices } = await planned(server.port);
    const notice = notices.find(({ code }) => code === 'DATA_FOLDER_UNUSABLE');
    assert.match(notice?.message.de ?? '', /Datenordner/);
    await act(server.port, 'boost(loadpoint: "garage", minutes: 10)');
    const [garage] = (await shown(server.port)).loadpoints;
    assert.equal(garage?.override?.kind, 'BOOST');
    assert.equal((await server.end('SIGTERM')).code, 0);
  });

  it('a full disk: said within minutes, steering goes on, and what waited is stored once there is room', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'smartload-full-'));
    t.after(() => {
      spawnSync('umount', ['-l', folder]);
      rmdirSync(folder);
    });
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1M', 'tmpfs', folder]);
    if (mounted.status !== 0) return t.skip('mounting a small file system needs root');
    const { house, url } = await startWallHouse(t, { start: { carSocPercent: [85, 85] } });
    const args = ['--evcc-url', url, '--data', folder, '--port', '0'];
    const server = await startServer(t, args);
    await planned(server.port);
    const filler = join(folder, 'filler');
    fill(filler);
    await waitFor(
      'the notice',
      async () => {
        await act(server.port, 'replan');
        return (await shown(server.port)).notices.find(({ code }) => code === 'STORE_PROBLEM');
      },
      30_000,
    );
    await act(server.port, 'boost(loadpoint: "garage", minutes: 60)');
    await waitFor('steering goes on', () => house.exportState().evcc.loadpoints[0]?.settings.mode === 'now');
    writeFileSync(filler, '');
    await act(server.port, 'replan');
    await waitFor('all is stored', async () => {
      await act(server.port, 'replan');
      return !(await shown(server.port)).notices.some(({ code }) => code === 'STORE_PROBLEM');
    });
    await server.end('SIGKILL');
    const again = await startServer(t, args);
    const [garage] = (await planned(again.port)).loadpoints;
    assert.equal(garage?.override?.kind, 'BOOST', 'what was asked for on the full disk was stored later');
  });
});

/** Writes until there is no room left. */
function fill(file: string): void {
  const block = Buffer.alloc(4096);
  for (let size = 2 ** 20; size > 0; size -= block.length) {
    try {
      writeFileSync(file, block, { flag: 'a' });
    } catch {
      return;
    }
  }
}
