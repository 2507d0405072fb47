import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type RunningHouse, runHouse, until } from '../support/running-house.ts';
import { launchBrowser, skipBrowser } from './browser.ts';

describe('the page', { skip: skipBrowser }, () => {
  let browser: Browser;
  let running: RunningHouse;
  let page: Page;
  const foreignRequests: string[] = [];
  const errors: string[] = [];

  before(async () => {
    // A spring morning, sixty times as fast: sun, load and prices move while we look.
    running = await runHouse({ speed: 60, start: Date.parse('2026-04-14T08:00:00Z') });
    await until(() => running.app.live.snapshot().plan !== null, 60_000, 'the first plan');
    browser = await launchBrowser();
    page = await browser.newPage({ locale: 'de-DE', viewport: { width: 1280, height: 900 } });
    page.on('request', (request) => {
      if (!request.url().startsWith(running.url)) foreignRequests.push(request.url());
    });
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(running.url);
  });

  after(async () => {
    await browser?.close();
    await running?.stop();
  });

  const text = (testId: string) => page.getByTestId(testId).first().innerText();

  it('shows the house and its plan', async () => {
    await page.getByTestId('plan-chart').waitFor();
    await page.locator('[data-testid="connection"][data-state="open"]').waitFor();
    assert.match(await text('power-home'), /\d/);
    assert.match(await text('plan-cost'), /\d+,\d/);
    assert.match(await text('demo-banner'), /--evcc-url/);
  });

  it('shows values that change without a reload', async () => {
    const shown = () => Promise.all(['power-home', 'power-grid', 'power-pv'].map(text));
    const first = (await shown()).join();
    await page.waitForFunction(
      (before) =>
        ['power-home', 'power-grid', 'power-pv']
          .map((id) => (document.querySelector(`[data-testid="${id}"]`) as HTMLElement | null)?.innerText)
          .join() !== before,
      first,
      { timeout: 60_000 },
    );
    assert.equal(await page.evaluate(() => performance.getEntriesByType('navigation').length), 1);
  });

  it('explains a slot under the cursor', async () => {
    const chart = page.getByTestId('plan-chart');
    const box = await chart.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const reason = await text('slot-reason');
    assert.ok(reason.length > 20, `a sentence was expected, found: ${reason}`);
  });

  it('activates live mode by clicking', async () => {
    assert.match(await text('buffer-mode'), /Beobacht/i);
    await page.getByTestId('activate-live').click();
    await page.getByTestId('confirm').click();
    await page.waitForFunction(
      () => /live/i.test(document.querySelector('[data-testid="buffer-mode"]')?.textContent ?? ''),
      undefined,
      { timeout: 30_000 },
    );
    assert.equal(running.app.live.snapshot().buffer?.mode, 'LIVE');
  });

  it('goes back to observing by clicking', async () => {
    await page.getByTestId('extend-observation').click();
    await page.waitForFunction(
      () => /beobacht/i.test(document.querySelector('[data-testid="buffer-mode"]')?.textContent ?? ''),
      undefined,
      { timeout: 30_000 },
    );
    assert.equal(running.app.live.snapshot().buffer?.daysRemaining, 14);
  });

  it('speaks English to English browsers', async () => {
    const english = await browser.newPage({ locale: 'en-GB' });
    await english.goto(running.url);
    await english.getByTestId('plan-chart').waitFor();
    assert.match(await english.getByTestId('buffer-mode').innerText(), /observ/i);
    await english.close();
  });

  it('fits a phone', async () => {
    const phone = await browser.newPage({ locale: 'de-DE', viewport: { width: 360, height: 740 } });
    await phone.goto(running.url);
    await phone.getByTestId('plan-chart').waitFor();
    const overflow = await phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px wider than the screen`);
    await phone.close();
  });

  it('needs no network but ours and raises no error', () => {
    assert.deepEqual(foreignRequests, []);
    assert.deepEqual(errors, []);
  });
});
