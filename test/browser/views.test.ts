import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { runLivedInHouse } from '../support/page-house.ts';
import type { RunningHouse } from '../support/running-house.ts';
import { obstacles } from './axe.ts';
import { launchBrowser, skipBrowser } from './browser.ts';
import { type OutageProxy, startProxy } from './proxy.ts';

/** Each view, and something that is there once it is drawn. */
const VIEWS = {
  now: 'today-cost',
  plan: 'plan-chart',
  battery: 'battery-soc',
  cars: 'card-vehicles',
  savings: 'saved',
  'savings/2026-04-12': 'reckoning',
  'savings/2026': 'month-2026-04',
  system: 'health',
};
const PHONE = { width: 360, height: 740 };
const DESKTOP = { width: 1280, height: 900 };
const LOOKS: readonly (BrowserContextOptions & { name: string })[] = [
  { name: 'phone, light, German', viewport: PHONE, colorScheme: 'light', locale: 'de-DE' },
  { name: 'phone, dark, English', viewport: PHONE, colorScheme: 'dark', locale: 'en-GB' },
  { name: 'desktop, light, English', viewport: DESKTOP, colorScheme: 'light', locale: 'en-GB' },
  { name: 'desktop, dark, German', viewport: DESKTOP, colorScheme: 'dark', locale: 'de-DE' },
];

describe('the views', { skip: skipBrowser }, () => {
  let browser: Browser;
  let running: RunningHouse;
  let ingress: OutageProxy;
  const errors: string[] = [];

  before(async () => {
    running = await runLivedInHouse();
    ingress = await startProxy(Number(new URL(running.url).port), '/api/hassio_ingress/abc');
    browser = await launchBrowser();
  });

  after(async () => {
    await browser?.close();
    await ingress?.cut();
    await running?.stop();
  });

  async function open(context: BrowserContext, view: string, url = running.url): Promise<Page> {
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${url}#/${view}`);
    await page.locator('[data-testid="connection"][data-state="open"]').waitFor();
    return page;
  }

  for (const { name, ...look } of LOOKS)
    it(`are usable by everyone and fit the screen: ${name}`, async () => {
      const context = await browser.newContext({ ...look, reducedMotion: 'reduce' });
      const page = await open(context, 'now');
      for (const [view, landmark] of Object.entries(VIEWS)) {
        await page.evaluate((hash) => {
          location.hash = hash;
        }, `#/${view}`);
        await page.getByTestId(landmark).first().waitFor();
        assert.deepEqual(await obstacles(page), [], view);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${view} is ${overflow} px wider than the screen`);
      }
      await page.getByTestId('settings').click();
      await page.getByTestId('arrange').click();
      assert.deepEqual(await obstacles(page), [], 'settings and arranging');
      await context.close();
    });

  it('are reached and read by keyboard alone', async () => {
    const context = await browser.newContext({ locale: 'de-DE', viewport: DESKTOP });
    const page = await open(context, 'now');
    await page.getByTestId('nav-plan').focus();
    await page.keyboard.press('Enter');
    const chart = page.getByTestId('plan-chart').first();
    await chart.waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Plan');
    await chart.focus();
    // A new plan may come meanwhile and say other powers of the same slot.
    const said = async () => (await chart.getAttribute('aria-valuetext'))?.match(/\d\d:\d\d/)?.[0];
    const now = await said();
    await page.keyboard.press('ArrowRight');
    assert.notEqual(await said(), now);
    await page.keyboard.press('Home');
    assert.equal(await said(), now);
    await context.close();
  });

  it('draw how far sun and load may be off, the meter, and when nobody is asked', async () => {
    const context = await browser.newContext({ locale: 'de-DE', viewport: DESKTOP });
    const page = await open(context, 'plan');
    for (const series of ['pv-band', 'load-band', 'export-bars'])
      await page.locator(`.${series}[d*="M"]`).waitFor({ state: 'attached' });
    await page.locator('.quiet-mark').nth(1).waitFor({ state: 'attached' });
    assert.equal(await page.locator('.quiet-mark').count(), 2);
    const values = page.locator('.slot-values');
    await values.filter({ hasText: /Erzeugung\s*[\d,]+ kW · [\d,]+–[\d,]+/ }).waitFor();
    const chart = page.getByTestId('plan-chart');
    await chart.focus();
    for (let hours = 0; hours < 12; hours += 4) await page.keyboard.press('PageUp');
    await page.locator('.slot-head').getByText('Ruhezeit').waitFor();
    await page.getByText('Alle Werte als Tabelle').click();
    for (const said of [/^\d+,\d\d–\d+,\d\d$/, /^geschätzt$/])
      await page.locator('.scroll td').filter({ hasText: said }).first().waitFor();
    await context.close();
  });

  it('remember language, theme and cards for each browser', async () => {
    const context = await browser.newContext({
      locale: 'de-DE',
      viewport: DESKTOP,
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    const page = await open(context, 'now');
    await page.getByTestId('settings').click();
    await page.getByTestId('choose-dark').check();
    await page.getByTestId('choose-en').check();
    await page.keyboard.press('Escape');
    await page.getByTestId('arrange').click();
    await page.getByRole('button', { name: 'Today so far: Hide' }).click();
    await page.getByRole('button', { name: /^Energy flow: move down/ }).click();
    const plan = page.getByRole('group', { name: /hours/ }).getByRole('checkbox');
    await plan.check();
    await page.getByTestId('arrange').click();
    await page.reload();
    await page.getByTestId('card-doing').waitFor();
    assert.equal(await page.getByTestId('card-today').count(), 0);
    const order = await page
      .locator('.place')
      .evaluateAll((places) => places.map((place) => place.getAttribute('data-testid')));
    assert.deepEqual(order.slice(0, 2), ['card-doing', 'card-flow']);
    assert.equal(await page.getByTestId('plan-chart').count(), 0);
    await page.getByTestId('card-plan').getByRole('button', { name: 'Load' }).click();
    await page.getByTestId('plan-chart').waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(background, 'rgb(14, 18, 23)', 'dark though the device is light');
    await context.close();
  });

  it('write times on the clock of the house, or of the browser where somebody wants that', async () => {
    const context = await browser.newContext({
      locale: 'de-DE',
      timezoneId: 'America/New_York',
      viewport: DESKTOP,
    });
    const page = await open(context, 'plan');
    const slot = () => page.locator('.slot-head strong').first().innerText();
    assert.match(await slot(), /So\., 11:/);
    await page.getByTestId('settings').click();
    await page.getByTestId('choose-browser').check();
    await page.waitForFunction(() =>
      /So\., 05:/.test(document.querySelector('.slot-head')?.textContent ?? ''),
    );
    await context.close();
  });

  it('say what was saved, how sure that is, and how it was worked out', async () => {
    const context = await browser.newContext({ locale: 'de-DE', viewport: DESKTOP });
    const page = await open(context, 'savings');
    await page.getByTestId('saved').waitFor();
    await page
      .getByTestId('band')
      .filter({ hasText: /vier von fünf.*€/ })
      .waitFor();
    const first = await page.getByTestId('saved').innerText();
    await page.getByTestId('against').selectOption('NO_BATTERY');
    await page.getByTestId('saved').filter({ hasNotText: first }).waitFor();
    await page.getByTestId('day-2026-04-09').filter({ hasText: 'Lücken' }).waitFor();
    const saving = page.waitForEvent('download');
    await page.getByTestId('savings-table').click();
    const table = await saving;
    assert.equal(table.suggestedFilename(), 'smartload-day.csv');
    assert.match(await readFile(await table.path(), 'utf8'), /^start;end;importKwh;.*\r\n2026-04-/);
    const shadow = page.getByTestId('shadow-policies');
    await shadow.getByText('Gelernte Strategie Kein nachgewiesener Vorteil.').waitFor();
    await page.getByTestId('shadow-actions').filter({ hasText: 'Der Plan will' }).waitFor();
    await page.getByTestId('shadow-days').getByText('Tag für Tag').click();
    const days = page.getByTestId('shadow-days').locator('tbody tr');
    await days.nth(30).waitFor();
    assert.equal(await days.count(), 31);
    await page
      .getByTestId('shadow-days')
      .locator('tfoot')
      .getByText(/Tage davor/)
      .waitFor();
    await page.getByTestId('day-2026-04-12').click();
    await page.getByTestId('reckoning').waitFor();
    await page.getByTestId('steps').getByText('Alle Viertelstunden').click();
    const quarters = page.getByTestId('steps').locator('tbody tr');
    await quarters.nth(95).waitFor();
    assert.equal(await quarters.count(), 96);
    await page.getByTestId('later').click();
    await page.getByTestId('period').getByText('13. April').waitFor();
    await page.getByTestId('unit-year').click();
    await page.getByTestId('month-2026-04').waitFor();
    await page.getByTestId('earlier').click();
    await page.getByTestId('savings-waiting').waitFor();
    await context.close();
  });

  it('work under the prefix of an ingress, and draw displays there', async () => {
    const context = await browser.newContext({ locale: 'de-DE', viewport: DESKTOP });
    const foreign: string[] = [];
    const page = await open(context, 'system', ingress.url);
    page.on('request', (request) => {
      if (!request.url().startsWith(ingress.url)) foreign.push(request.url());
    });
    await page.getByTestId('health').waitFor();
    await page.getByTestId('nav-savings').click();
    await page.getByTestId('saved').waitFor();
    await page.goto(`${ingress.url}display/Bad`);
    await page.getByTestId('display-view').waitFor();
    assert.deepEqual(foreign, []);
    await context.close();
  });

  it('give away no secret in what is saved for a bug report', async () => {
    const context = await browser.newContext({ locale: 'de-DE', viewport: DESKTOP });
    const page = await open(context, 'system');
    const saved = page.waitForEvent('download');
    await page.getByTestId('save-diagnostics').click();
    const stream = await (await saved).createReadStream();
    const text = Buffer.concat(await stream.toArray()).toString();
    const found = JSON.parse(text);
    assert.ok(found.snapshot.plan.slots.length > 90 && found.events.length > 0 && found.health.version);
    assert.doesNotMatch(text, /password"\s*:\s*"(?!\*\*\*)/i);
    await context.close();
  });

  it('show the last state, dated, while the server is away', async () => {
    const context = await browser.newContext({ locale: 'de-DE', viewport: DESKTOP });
    const proxy = await startProxy(Number(new URL(running.url).port));
    const page = await open(context, 'now', proxy.url);
    await page.getByTestId('today-cost').waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready);
    // The worker keeps what is fetched once it is in charge.
    await page.reload();
    await page.getByTestId('plan-chart').waitFor();
    await proxy.cut();
    await page.reload();
    await page.getByTestId('remembered').waitFor();
    await page.getByTestId('remembered').filter({ hasText: '26.04.2026' }).waitFor();
    await page.getByTestId('power-home').filter({ hasText: /\d/ }).waitFor();
    await page.goto(`${proxy.url}#/battery`);
    await page.locator('.week .problem').filter({ hasText: 'nicht erreichbar' }).waitFor();
    assert.doesNotMatch(await page.locator('.week').innerText(), /nichts gemessen/);
    await page.goto(`${proxy.url}#/cars`);
    await page.locator('.car-head').first().filter({ hasText: 'zuletzt: ' }).waitFor();
    await page
      .locator('.vehicle .lines')
      .first()
      .filter({ hasText: /von evcc · vor \d+ (Sek|Min)\./ })
      .waitFor();
    await page.goto(`${proxy.url}#/system`);
    await page.getByTestId('source-evccState').filter({ hasText: 'zuletzt aktuell' }).waitFor();
    await proxy.heal();
    await page.getByTestId('remembered').waitFor({ state: 'detached' });
    await context.close();
    await proxy.cut();
  });

  it('raise no error', () => assert.deepEqual(errors, []));
});
