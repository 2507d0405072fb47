import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser/browser.ts';
import { type Cleaned, startServer, startWallHouse, temporaryFolder } from './closed-loop/processes.ts';
import { runLivedInHouse } from './support/page-house.ts';

/**
 * Takes a picture of each view and of the first visit in both themes, on a phone and on a desktop, into `docs/screenshots/`. Words choose
 * pictures by a part of their name: `npm run screenshots -- phone`.
 */
const FOLDER = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
/** Each view, and something that is there once it is drawn. */
const VIEWS = {
  now: 'plan-chart',
  plan: 'plan-chart',
  battery: 'battery-soc',
  cars: 'card-vehicles',
  savings: 'saved',
  system: 'health',
};
const DEVICES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 860 } };
const THEMES = ['light', 'dark'] as const;
/** Until what glows and slides in has come to rest. */
const REST_MS = 1800;

const words = process.argv.slice(2);
const isWanted = (name: string) => words.length === 0 || words.some((word) => name.includes(word));
mkdirSync(FOLDER, { recursive: true });
const endings: (() => unknown)[] = [];
const cleaned: Cleaned = { after: (end) => endings.unshift(end) };
const running = await runLivedInHouse();
const wall = await startWallHouse(cleaned);
const fresh = await startServer(cleaned, ['--data', temporaryFolder(cleaned), '--port', '0']);
const browser = await launchBrowser();
for (const [device, viewport] of Object.entries(DEVICES))
  for (const colorScheme of THEMES) {
    const page = await browser.newPage({ locale: 'de-DE', viewport, colorScheme });
    for (const [view, landmark] of Object.entries(VIEWS))
      await take(page, `${running.url}#/${view}`, landmark, `${view}-${device}-${colorScheme}`);
    if (isWanted(`setup-${device}-${colorScheme}`)) {
      await page.goto(`http://127.0.0.1:${fresh.port}/setup`);
      await page.getByTestId('evcc-address').fill(wall.url);
      await page.getByTestId('check-evcc').click();
      await picture(page, 'accept-evcc', `setup-${device}-${colorScheme}`);
    }
    await page.close();
  }
const display = await browser.newPage({ locale: 'de-DE', viewport: { width: 1280, height: 800 } });
await take(display, `${running.url}display/K%C3%BCche`, 'display-view', 'display');
await browser.close();
await running.stop();
for (const end of endings) await end();
process.exit(0);

async function take(page: Page, url: string, landmark: string, name: string): Promise<void> {
  if (!isWanted(name)) return;
  await page.goto(url);
  await picture(page, landmark, name);
}

async function picture(page: Page, landmark: string, name: string): Promise<void> {
  await page.getByTestId(landmark).first().waitFor();
  await page.waitForTimeout(REST_MS);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  console.log(`docs/screenshots/${name}.png`);
}
