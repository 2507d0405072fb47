import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { shown, startServer, startWallHouse, temporaryFolder, waitFor } from './processes.ts';

describe('a configuration that changes while the program runs', () => {
  it('is taken over; one that cannot be used is told, and the old one stays', async (t) => {
    const { url } = await startWallHouse(t);
    const file = join(temporaryFolder(t), 'options.json');
    const write = (text: string) => writeFileSync(file, text);
    const options = (minSoc: number) => JSON.stringify({ evcc_url: url, battery_min_soc: minSoc });
    write(options(15));
    const port = String(20_000 + (process.pid % 20_000));
    const args = ['--config', file, '--data', temporaryFolder(t), '--port', port];
    const server = await startServer(t, args);

    const minSoc = async () => {
      const answer = await fetch(`http://127.0.0.1:${server.port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ snapshot { battery { minSocPercent } } }"}',
      }).catch(() => null);
      return (await answer?.json())?.data?.snapshot?.battery?.minSocPercent ?? null;
    };
    assert.equal(await waitFor('the first reading', minSoc), 15);

    write(options(25));
    await waitFor('the new minimum', async () => ((await minSoc()) === 25 ? true : null));

    write('{ "evcc_url": ');
    const notice = await waitFor('the notice', async () =>
      (await shown(server.port)).notices.find(({ code }) => code === 'CONFIG_REJECTED'),
    );
    assert.match(notice.message.en, /the one before stays/);
    assert.equal(await minSoc(), 25);

    write(options(25));
    await waitFor('the end of the notice', async () => {
      const { notices } = await shown(server.port);
      return notices.some(({ code }) => code === 'CONFIG_REJECTED') ? null : true;
    });
  });

  it('ends the error page once it is right', async (t) => {
    const { url } = await startWallHouse(t);
    const file = join(temporaryFolder(t), 'options.json');
    writeFileSync(file, '{}');
    const port = String(20_001 + (process.pid % 20_000));
    const args = ['--config', file, '--data', temporaryFolder(t), '--port', port];
    const server = await startServer(t, args);
    assert.equal((await fetch(`http://127.0.0.1:${server.port}/`)).status, 503);
    writeFileSync(file, JSON.stringify({ evcc_url: url }));
    await waitFor('the page', async () => {
      const answer = await fetch(`http://127.0.0.1:${server.port}/ready`).catch(() => null);
      return answer?.status === 200 ? true : null;
    });
  });
});
