import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { planned, startServer, startWallHouse, temporaryFolder, waitFor } from './processes.ts';
import { ask } from './steered-house.ts';

interface Setup {
  __typename: string;
  needed: boolean;
  address: string | null;
}

const SETUP = '__typename ... on Setup { needed address } ... on UserError { message { en } }';

/** A port of its own: it stays the same while the house behind it changes. */
const port = (offset: number) => String(20_010 + ((process.pid + offset) % 20_000));

async function settled(
  at: number,
): Promise<{ setup: Setup; snapshot: { demo: object | null } | null } | null> {
  return await ask<{ setup: Setup; snapshot: { demo: object | null } | null }>(
    at,
    '{ setup { needed address } snapshot { demo { speed } } }',
  ).catch(() => null);
}

describe('the first visit', () => {
  it('leads from the virtual house to a real one and back, in the same process', async (t) => {
    const { url } = await startWallHouse(t);
    const dataDir = temporaryFolder(t);
    const server = await startServer(t, ['--data', dataDir, '--port', port(0)]);
    assert.deepEqual(await settled(server.port), {
      setup: { needed: true, address: null },
      snapshot: { demo: { speed: 1 } },
    });
    const { checkEvcc } = await ask<{
      checkEvcc: { version: string; loadpoints: object[]; tariffs: object };
    }>(
      server.port,
      `mutation { checkEvcc(address: "${url}") { ... on FoundEvcc { version loadpoints { title } tariffs { grid solar } } } }`,
    );
    assert.equal(checkEvcc.loadpoints.length, 2);
    assert.deepEqual(checkEvcc.tariffs, { grid: true, solar: true });

    const { finishSetup } = await ask<{ finishSetup: Setup }>(
      server.port,
      `mutation { finishSetup(address: "${url}") { ${SETUP} } }`,
    );
    assert.deepEqual(finishSetup, { __typename: 'Setup', needed: false, address: url });
    const kept = join(dataDir, 'evcc.json');
    assert.equal(statSync(kept).mode & 0o777, 0o600);
    assert.equal(JSON.parse(readFileSync(kept, 'utf8')).evcc_url, url);
    await waitFor('the real house', async () => (await settled(server.port))?.snapshot?.demo === null);
    const { rollouts } = await planned(server.port);
    assert.ok(
      rollouts.every(({ mode }) => mode === 'OBSERVATION'),
      'a real house is watched first',
    );

    await ask(server.port, `mutation { forgetEvcc { ${SETUP} } }`);
    await waitFor('the virtual house', async () => {
      const now = await settled(server.port);
      return now?.snapshot?.demo && now.setup.needed;
    });
    assert.equal((await server.end('SIGTERM')).code, 0);
  });

  it('ends the error page of a configuration without evcc, and outlives a restart', async (t) => {
    const { url } = await startWallHouse(t);
    const config = join(temporaryFolder(t), 'options.json');
    writeFileSync(config, JSON.stringify({ battery_min_soc: 15 }));
    const dataDir = temporaryFolder(t);
    const args = ['--config', config, '--data', dataDir, '--port', port(1)];
    const server = await startServer(t, args);
    assert.deepEqual(await settled(server.port), { setup: { needed: true, address: null }, snapshot: null });
    const wrong = await ask<{ finishSetup: Setup }>(
      server.port,
      `mutation { finishSetup(address: "http://127.0.0.1:${server.port}") { ${SETUP} } }`,
    );
    assert.equal(wrong.finishSetup.__typename, 'InvalidValue', 'we are no evcc ourselves');
    await ask(server.port, `mutation { finishSetup(address: "${url}") { ${SETUP} } }`);
    await waitFor('the house', async () => (await settled(server.port))?.snapshot?.demo === null);
    await server.end('SIGKILL');
    const again = await startServer(t, args);
    assert.deepEqual((await settled(again.port))?.setup, { needed: false, address: url });
  });
});
