import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Simulation, startSimulation } from '../api/cli/simulate.ts';
import { serverPrograms, startServer, type TestServer } from '../api/history/test-postgres.ts';
import { sampleQuarter } from '../api/history/test-records.ts';
import { DAY_MS, HOUR_MS } from '../api/house/index.ts';
import { at } from './closed-loop/steered-house.ts';

const START = at('2026-03-16', 12);
const bin = serverPrograms();
const skip = bin ? false : 'needs a PostgreSQL server of Debian (apt-get install postgresql) and its user';

interface Ended {
  code: number;
  output: string;
}

/** Runs a command of a house with its own evcc whose history is on a server, in an empty folder. */
function run(folder: string, databaseUrl: string, name: string, args: string[]): Promise<Ended> {
  const program = new URL(`../api/cli/${name}.ts`, import.meta.url).pathname;
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    EVCC_URL: 'http://127.0.0.1:1',
    SMARTLOAD_DATA: folder,
  };
  const options = ['--disable-warning=ExperimentalWarning', program, ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, options, { cwd: folder, env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr });
    });
  });
}

describe('a history on PostgreSQL', { skip }, () => {
  let server: TestServer;
  let databaseUrl: string;
  let folder: string;
  let house: Simulation;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'smartload-kept-'));
    server = await startServer(String(bin));
    databaseUrl = server.newDatabase();
    house = await startSimulation({ start: START, seed: 1, databaseUrl });
    await house.advanceTo(START + HOUR_MS);
    house.app.store.recordQuarterHour(sampleQuarter(START + DAY_MS));
  });
  after(async () => {
    await house.stop();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('its cycles are computed again beside the running house', async () => {
    const { code, output } = await run(folder, databaseUrl, 'replay', ['--cycle', 'last', '--count', '2']);
    assert.equal(code, 0, output);
    assert.match(output, /"different":0/);
  });

  test('what was saved is worked out', async () => {
    const { code, output } = await run(folder, databaseUrl, 'savings', []);
    assert.equal(code, 0, output);
    assert.match(output, /^2026-03-16 · \d+ Viertelstunden fehlen/m);
  });

  test('a backup of the folder says how the database is backed up', async () => {
    const { code, output } = await run(folder, databaseUrl, 'backup', [
      'backup',
      '--to',
      join(folder, 'copy'),
    ]);
    assert.equal(code, 1);
    assert.match(output, /pg_dump.*pg_restore/);
  });

  test('one that is away is said to be, without its password', async () => {
    const away = 'postgres://house:secret@127.0.0.1:1/house';
    const { code, output } = await run(folder, away, 'savings', []);
    assert.equal(code, 1);
    assert.match(output, /PostgreSQL/);
    assert.doesNotMatch(output, /secret/);
  });
});

test('a folder without a database is named', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'smartload-kept-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const { code, output } = await run(folder, '', 'savings', ['--data', folder]);
  assert.equal(code, 1);
  assert.match(output, /There is no .*smartload\.sqlite/);
});
