import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { ask } from '../closed-loop/steered-house.ts';
import { type RunningHouse, runHouse, until } from '../support/running-house.ts';
import { launchBrowser, skipBrowser } from './browser.ts';
import { type OutageProxy, startProxy } from './proxy.ts';

/** For how long the server is pulled away; two minutes show the same, and take them. */
const AWAY_MS = 1000 * Number(process.env.SMARTLOAD_AWAY_S ?? 12);

describe('the live page', { skip: skipBrowser }, () => {
  let browser: Browser;
  let running: RunningHouse;
  let proxy: OutageProxy;
  const contexts: BrowserContext[] = [];

  before(async () => {
    running = await runHouse({});
    proxy = await startProxy(Number(new URL(running.url).port));
    browser = await launchBrowser();
    await until(() => running.app.live.snapshot().plan !== null, 30_000, 'the first plan');
  });

  after(async () => {
    await browser?.close();
    await proxy?.cut();
    await running?.stop();
  });

  /** A browser of its own. */
  async function newBrowser(): Promise<BrowserContext> {
    const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1280, height: 800 } });
    contexts.push(context);
    return context;
  }

  async function openPage(context: BrowserContext, path = '#/system'): Promise<Page> {
    const page = await context.newPage();
    await page.goto(proxy.url + path);
    await page.locator('[data-testid="connection"][data-state="open"]').waitFor();
    return page;
  }

  const closeAll = () => Promise.all(contexts.splice(0).map((context) => context.close()));
  /** Makes an event, past the proxy. */
  async function choose(display: string, view: 'NOW' | 'PLAN' | 'CARS'): Promise<void> {
    const before = newest();
    const port = Number(new URL(running.url).port);
    await ask(port, `mutation { showView(display: "${display}", view: ${view}) { __typename } }`);
    assert.ok(newest() > before, 'an event was expected');
  }
  const happened = () => running.app.store.events(0, 100).map(({ sequence }) => sequence);
  const newest = () => happened().at(-1) ?? 0;
  const shownEvent = (page: Page, sequence: number) =>
    page.locator(`[data-testid="event"][data-sequence="${sequence}"]`);
  const log = (page: Page) =>
    page
      .getByTestId('event')
      .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-sequence'))).reverse());
  /** Each event once and in order; what happens while we look is shown a moment later. */
  async function showsAll(page: Page): Promise<void> {
    const patience = AbortSignal.timeout(30_000);
    let shown = await log(page);
    while (shown.join() !== happened().join() && !patience.aborted) {
      await page.waitForTimeout(50);
      shown = await log(page);
    }
    assert.deepEqual(shown, happened());
  }

  it('says since when the server is away, and has every event once when it is back', async () => {
    const page = await openPage(await newBrowser());
    await choose('Flur', 'PLAN');
    await shownEvent(page, newest()).waitFor();
    await proxy.cut();
    for (const view of ['CARS', 'NOW', 'PLAN', 'CARS'] as const) await choose('Flur', view);
    const notice = page.getByTestId('lost');
    await notice.waitFor();
    assert.match(await notice.innerText(), /Keine Verbindung seit \d\d:\d\d/);
    assert.equal(await page.locator('main').getAttribute('data-lost'), 'true');
    await page.waitForTimeout(AWAY_MS);
    await choose('Flur', 'NOW');
    await proxy.heal();
    const healedAt = performance.now();
    await notice.waitFor({ state: 'detached' });
    await shownEvent(page, newest()).waitFor();
    const tookMs = performance.now() - healedAt;
    console.log(`away for ${AWAY_MS / 1000} s, back after ${(tookMs / 1000).toFixed(1)} s`);
    await showsAll(page);
    assert.equal(await page.evaluate(() => performance.getEntriesByType('navigation').length), 1);
    await closeAll();
  });

  it('tabs of one browser share one stream, whoever is closed; another browser has its own', async () => {
    const context = await newBrowser();
    const first = await openPage(context);
    const second = await openPage(context);
    await openPage(context);
    assert.equal(proxy.streams(), 1);
    for (const page of [first, second]) await showsAll(page);
    await first.close();
    await choose('Flur', 'PLAN');
    await shownEvent(second, newest()).waitFor();
    assert.equal(proxy.streams(), 1);
    await openPage(await newBrowser());
    assert.equal(proxy.streams(), 2);
    await closeAll();
    await until(() => proxy.streams() === 0, 30_000, 'the end of the streams');
  });

  it('without shared workers each tab has a stream', async () => {
    const context = await newBrowser();
    await context.addInitScript(() => Reflect.deleteProperty(window, 'SharedWorker'));
    await openPage(context);
    const second = await openPage(context);
    assert.equal(proxy.streams(), 2);
    await choose('Flur', 'CARS');
    await shownEvent(second, newest()).waitFor();
    await closeAll();
  });

  it('a tab that nobody has seen for a minute has no stream, and catches up once it is seen', async () => {
    const page = await (await newBrowser()).newPage();
    await page.clock.install();
    await page.goto(`${proxy.url}#/system`);
    await page.locator('[data-testid="connection"][data-state="open"]').waitFor();
    const turn = (state: 'hidden' | 'visible') =>
      page.evaluate((next) => {
        Object.defineProperty(document, 'visibilityState', { value: next, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    await turn('hidden');
    await page.clock.fastForward(50_000);
    await page.waitForTimeout(200);
    assert.equal(proxy.streams(), 1, 'who comes back soon finds it running');
    await page.clock.fastForward(11_000);
    await until(() => proxy.streams() === 0, 30_000, 'the end of the stream');
    for (const view of ['NOW', 'PLAN', 'CARS'] as const) await choose('Flur', view);
    await turn('visible');
    await shownEvent(page, newest()).waitFor();
    await showsAll(page);
    await closeAll();
  });

  it('where streams are held back the page asks, and says so', async () => {
    proxy.holdStreams(true);
    const page = await (await newBrowser()).newPage();
    await page.goto(`${proxy.url}#/system`);
    await page.getByTestId('source-evccState').waitFor();
    await page.getByTestId('polling').waitFor({ timeout: 120_000 });
    assert.match(await page.getByTestId('polling').innerText(), /Proxy/);
    await choose('Flur', 'PLAN');
    await shownEvent(page, newest()).waitFor();
    await showsAll(page);
    proxy.holdStreams(false);
    await closeAll();
  });

  it('a display shows what somebody chooses for it on another device', async () => {
    const tablet = await openPage(await newBrowser(), 'display/K%C3%BCche');
    const page = await openPage(await newBrowser());
    const shows = (view: string) => tablet.locator(`[data-testid="display-view"][data-view="${view}"]`);
    await shows('NOW').waitFor();
    const row = page.locator('[data-testid="display"][data-name="Küche"]');
    await row.and(page.locator('[data-connected="true"]')).waitFor();
    for (const view of ['PLAN', 'CARS', 'BATTERY']) {
      await page.getByTestId('view-of-Küche').selectOption(view);
      await shows(view).waitFor();
      const overflow = await tablet.evaluate(() => {
        const view = document.querySelector('.display > main');
        return view ? view.scrollHeight - view.clientHeight : -1;
      });
      assert.equal(overflow, 0, `${view} has to be scrolled`);
    }
    await tablet.reload();
    await shows('BATTERY').waitFor();
    await tablet.close();
    await row.and(page.locator('[data-connected="false"]')).waitFor();
    const { displays } = running.app.live.snapshot();
    assert.equal(displays.find(({ name }) => name === 'Küche')?.view, 'BATTERY');
    await row.getByRole('button').click();
    await row.waitFor({ state: 'detached' });
    await closeAll();
  });
});
