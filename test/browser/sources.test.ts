import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { planned, startServer, startWallHouse, temporaryFolder } from '../closed-loop/processes.ts';
import { launchBrowser, skipBrowser } from './browser.ts';

it('a source is read anew and a changed file taken over by a tap', { skip: skipBrowser }, async (t) => {
  const { url } = await startWallHouse(t);
  const options = join(temporaryFolder(t), 'options.json');
  const write = (change: object) => writeFileSync(options, JSON.stringify({ evcc_url: url, ...change }));
  write({});
  const port = String(20_003 + (process.pid % 20_000));
  const server = await startServer(t, ['--config', options, '--data', temporaryFolder(t), '--port', port]);
  await planned(server.port);
  const browser = await launchBrowser();
  t.after(() => browser.close());
  const page = await browser.newPage({ locale: 'de-DE', viewport: { width: 375, height: 800 } });
  await page.goto(`http://127.0.0.1:${server.port}/#/system`);
  const row = (id: string, state: string) =>
    page.locator(`[data-testid="source-${id}"][data-state="${state}"]`);

  await row('gridTariff', 'FRESH').waitFor();
  const refreshed = page.waitForResponse((response) =>
    (response.request().postData() ?? '').includes('RefreshSource'),
  );
  await page.getByTestId('refresh-gridTariff').click();
  assert.equal((await (await refreshed).json()).data.refreshSource.__typename, 'Source');
  await row('gridTariff', 'FRESH').waitFor();

  write({ battery_min_soc: 21 });
  await row('options', 'STALE').filter({ hasText: 'geändert' }).waitFor();
  await page.locator('[data-code="CONFIG_CHANGED"]').waitFor();
  await page.getByTestId('refresh-options').click();
  await row('options', 'FRESH').waitFor();
  await page.locator('[data-code="CONFIG_CHANGED"]').waitFor({ state: 'detached' });

  writeFileSync(options, '{');
  await row('options', 'STALE').waitFor();
  await page.getByTestId('refresh-options').click();
  await row('options', 'FAILED').filter({ hasText: 'Zeile 1' }).waitFor();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `the page is ${overflow} px too wide for a phone`);
});
