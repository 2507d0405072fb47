import assert from 'node:assert/strict';
import { it } from 'node:test';
import { planned, startServer, temporaryFolder } from '../closed-loop/processes.ts';
import { ask } from '../closed-loop/steered-house.ts';
import { launchBrowser, skipBrowser } from './browser.ts';

it('a page that stays open shows the log of a house that lost its data', { skip: skipBrowser }, async (t) => {
  const port = String(20_004 + (process.pid % 20_000));
  const start = () => startServer(t, ['--demo', '--port', port, '--data', temporaryFolder(t)]);
  const choose = (display: string, view: string) =>
    ask(Number(port), `mutation { showView(display: "${display}", view: ${view}) { __typename } }`);
  const first = await start();
  await planned(first.port);
  // Far beyond the numbers that the next run begins with.
  for (let turn = 0; turn < 300; turn++) await choose('before', turn % 2 ? 'PLAN' : 'CARS');
  const browser = await launchBrowser();
  t.after(() => browser.close());
  const page = await browser.newPage({ locale: 'de-DE' });
  await page.goto(`http://127.0.0.1:${port}/#/system`);
  const told = (display: string) => page.getByTestId('event').filter({ hasText: `„${display}“` });
  await told('before').first().waitFor();
  await first.end('SIGKILL');
  const second = await start();
  await planned(second.port);
  await choose('afterwards', 'CARS');
  await told('afterwards').first().waitFor({ timeout: 60_000 });
  assert.equal(await told('before').count(), 0);
  assert.equal(await page.evaluate(() => performance.getEntriesByType('navigation').length), 1);
});
