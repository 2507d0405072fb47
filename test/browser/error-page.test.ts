import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { startServer, temporaryFolder } from '../closed-loop/processes.ts';
import { obstacles } from './axe.ts';
import { launchBrowser, skipBrowser } from './browser.ts';

it('a configuration that cannot be used is explained to everyone', { skip: skipBrowser }, async (t) => {
  const options = join(temporaryFolder(t), 'options.json');
  writeFileSync(options, JSON.stringify({ evcc_url: 'evcc' }));
  const port = String(20_003 + ((process.pid + 7) % 20_000));
  const server = await startServer(t, ['--config', options, '--data', temporaryFolder(t), '--port', port]);
  const browser = await launchBrowser();
  t.after(() => browser.close());
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ colorScheme, viewport: { width: 360, height: 740 } });
    await page.goto(`http://127.0.0.1:${server.port}/`);
    assert.match(await page.innerText('body'), /evcc_url/);
    // It loads anew by itself: nothing on it can be typed or lost, and nobody stands at a screen on a wall.
    assert.deepEqual(await obstacles(page, ['meta-refresh']), []);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
  }
});
