import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { runLivedInHouse } from '../support/page-house.ts';
import type { RunningHouse } from '../support/running-house.ts';
import { obstacles } from './axe.ts';
import { launchBrowser, skipBrowser } from './browser.ts';
import { type OutageProxy, startProxy } from './proxy.ts';

const PREFIX = '/api/hassio_ingress/abc';

/** The panel of Home Assistant's frontend: it notes what its frame says. */
const PANEL = `<!doctype html><html lang="en"><head><title>Home Assistant</title></head>
<body style="margin:0"><iframe id="app" title="Smartload" src="${PREFIX}/" style="border:0;width:100vw;height:100vh"></iframe>
<script>window.heard = []; addEventListener('message', (event) => heard.push({ origin: event.origin, ...event.data }));</script>`;

interface Heard {
  type: string;
  origin: string;
  kioskMode?: boolean;
  handleSafeArea?: boolean;
}

describe("the page within Home Assistant's frontend", { skip: skipBrowser }, () => {
  let browser: Browser;
  let running: RunningHouse;
  let ingress: OutageProxy;
  let origin: string;

  before(async () => {
    running = await runLivedInHouse();
    ingress = await startProxy(Number(new URL(running.url).port), PREFIX, true);
    origin = new URL(ingress.url).origin;
    browser = await launchBrowser();
  });

  after(async () => {
    await browser?.close();
    await ingress?.cut();
    await running?.stop();
  });

  async function openPanel(t: { after(fn: () => Promise<void>): void }, kept: Record<string, unknown> = {}) {
    const context: BrowserContext = await browser.newContext({
      locale: 'en-GB',
      viewport: { width: 390, height: 844 },
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    t.after(() => context.close());
    const page = await context.newPage();
    await page.route(`${origin}/smartload`, (route) =>
      route.fulfill({ contentType: 'text/html', body: PANEL }),
    );
    await page.addInitScript((values) => {
      for (const [key, value] of Object.entries(values)) {
        if (localStorage.getItem(key) === null) localStorage.setItem(key, JSON.stringify(value));
      }
    }, kept);
    await page.goto(`${origin}/smartload`);
    const app = page.frames().find((frame) => frame.url().includes(PREFIX));
    assert.ok(app);
    await app.getByTestId('nav-now').waitFor();
    return { page, app };
  }

  /** What the frame said of a kind, once it has: a message arrives after the click that sent it. */
  async function heard(page: Page, type: string): Promise<Heard[]> {
    const said = await page.waitForFunction((wanted) => {
      const ofKind = (window as unknown as { heard: Heard[] }).heard.filter((one) => one.type === wanted);
      return ofKind.length > 0 && ofKind;
    }, `home-assistant/${type}`);
    return (await said.jsonValue()) || [];
  }
  const say = (page: Page, message: object) =>
    page.evaluate((said) => {
      const frame = document.querySelector('iframe');
      frame?.contentWindow?.postMessage(said, location.origin);
    }, message);
  const insetTop = (app: Frame) =>
    app.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--inset-top'));

  it('asks for the whole screen, keeps off its edges, and has the way back to the side bar', async (t) => {
    const { page, app } = await openPanel(t);
    const [subscription] = await heard(page, 'subscribe-properties');
    assert.deepEqual(
      [subscription?.kioskMode, subscription?.handleSafeArea, subscription?.origin],
      [true, true, origin],
    );
    assert.equal(await app.getByTestId('panel-menu').count(), 0);
    await say(page, {
      type: 'home-assistant/properties',
      narrow: true,
      safeAreaInsets: { top: 47, right: 0, bottom: '34px', left: 'calc(100%)' },
    });
    await app.getByTestId('panel-menu').click();
    assert.equal((await heard(page, 'toggle-menu')).length, 1);
    assert.equal(await insetTop(app), '47px');
    const logo = await app.locator('.logo').boundingBox();
    assert.ok(logo && logo.y >= 47, 'nothing lies under the status bar');
    assert.deepEqual(await obstacles(page), []);
    await say(page, { type: 'home-assistant/properties', narrow: false });
    await app.getByTestId('panel-menu').waitFor({ state: 'detached' });
  });

  it('hears nobody but the panel, and nothing that makes no sense', async (t) => {
    const { page, app } = await openPanel(t);
    const properties = { type: 'home-assistant/properties', narrow: true, safeAreaInsets: { top: 99 } };
    // From itself, as a page of somebody else in a frame of ours would look at most.
    await app.evaluate((message) => window.postMessage(message, '*'), properties);
    for (const nonsense of [
      null,
      7,
      'home-assistant/properties',
      { type: 'home-assistant/navigate', path: '/' },
      { type: 'home-assistant/properties', safeAreaInsets: { top: 1e9, left: '1px;color:red', right: -5 } },
    ])
      await say(page, { ...Object(nonsense) });
    // Messages come in order: once this one is there, so were the others.
    await say(page, { type: 'home-assistant/properties', narrow: false, safeAreaInsets: { bottom: 3 } });
    await app.waitForFunction(
      () => document.documentElement.style.getPropertyValue('--inset-bottom') === '3px',
    );
    assert.equal(await app.evaluate(() => document.documentElement.style.cssText), '--inset-bottom: 3px;');
    assert.equal(await app.getByTestId('panel-menu').count(), 0);
    await app.getByTestId('nav-now').waitFor();
  });

  it('has the theme and the language of Home Assistant, until others are chosen in it', async (t) => {
    const { page, app } = await openPanel(t, {
      selectedTheme: { theme: 'default', dark: true },
      selectedLanguage: 'de',
    });
    const look = () =>
      app.evaluate(() => [document.documentElement.dataset.theme, document.documentElement.lang]);
    assert.deepEqual(await look(), ['dark', 'de']);
    await page.evaluate(() => {
      localStorage.setItem('selectedTheme', '{"theme":"default","dark":false}');
      localStorage.setItem('selectedLanguage', '"en"');
    });
    await app.waitForFunction(() => document.documentElement.dataset.theme === 'light');
    await app.waitForFunction(() => document.documentElement.lang === 'en');
    await app.getByTestId('settings').click();
    await app.getByTestId('choose-dark').check();
    await app.getByTestId('choose-de').check();
    await page.evaluate(() => localStorage.setItem('selectedTheme', '{"dark":false,"theme":"x"}'));
    await app.waitForFunction(() => document.documentElement.lang === 'de');
    assert.deepEqual(await look(), ['dark', 'de'], 'what was chosen here counts');
  });

  it('pays no heed to any of that outside of Home Assistant', async (t) => {
    const context = await browser.newContext({ locale: 'en-GB', colorScheme: 'light' });
    t.after(() => context.close());
    const page = await context.newPage();
    await page.addInitScript(() => localStorage.setItem('selectedTheme', '{"dark":true}'));
    await page.goto(running.url);
    await page.getByTestId('nav-now').waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'system');
  });
});
