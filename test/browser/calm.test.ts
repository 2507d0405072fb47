import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { runLivedInHouse } from '../support/page-house.ts';
import type { RunningHouse } from '../support/running-house.ts';
import { obstacles } from './axe.ts';
import { launchBrowser, skipBrowser } from './browser.ts';

const SCREENS = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 900 },
};

describe('a calm page', { skip: skipBrowser }, () => {
  let browser: Browser;
  let running: RunningHouse;

  before(async () => {
    running = await runLivedInHouse();
    browser = await launchBrowser();
  });

  after(async () => {
    await browser?.close();
    await running?.stop();
  });

  for (const [name, viewport] of Object.entries(SCREENS))
    it(`moves nothing once the first state is drawn: ${name}`, async (t) => {
      const context = await browser.newContext({ locale: 'de-DE', viewport });
      t.after(() => context.close());
      const page = await context.newPage();
      await page.addInitScript(() => {
        const shifts: { at: number; what: string }[] = [];
        const seen = { shifts, drawnAt: Number.POSITIVE_INFINITY };
        Object.assign(window, { seen });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as unknown as Shift[])
            if (entry.value > 0.001)
              shifts.push({
                at: entry.startTime,
                what: `${entry.value.toFixed(3)} ${entry.sources.map(({ node }) => nameOf(node)).join()}`,
              });
        }).observe({ type: 'layout-shift', buffered: true });
        // The frame that draws the first state may move what stood in its place; the next one may not.
        new MutationObserver((_, observer) => {
          if (!document.querySelector('[data-testid="power-home"]')) return;
          observer.disconnect();
          requestAnimationFrame(() =>
            requestAnimationFrame(() => {
              seen.drawnAt = performance.now();
            }),
          );
        }).observe(document, { childList: true, subtree: true });

        interface Shift {
          startTime: number;
          value: number;
          sources: { node: Node | null }[];
        }
        function nameOf(node: Node | null): string {
          return node instanceof Element ? `${node.tagName}.${node.className}` : String(node?.textContent);
        }
      });
      await page.goto(running.url);
      for (const part of ['today-cost', 'plan-chart', 'demo-banner', 'arrange'])
        await page.getByTestId(part).first().waitFor();
      await page.waitForTimeout(1000);
      const { shifts, drawnAt } = await page.evaluate(
        () =>
          (window as unknown as { seen: { shifts: { at: number; what: string }[]; drawnAt: number } }).seen,
      );
      assert.ok(Number.isFinite(drawnAt));
      assert.deepEqual(
        shifts.filter(({ at }) => at >= drawnAt),
        [],
      );
    });

  it('is dim at night on a wall, readable all the same, and burns nothing into the screen', async (t) => {
    const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1280, height: 800 } });
    t.after(() => context.close());
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(`${running.url}display/Flur`);
    await page.getByTestId('display-view').waitFor();
    const display = page.locator('.display');
    const place = () => display.evaluate((element) => element.style.translate);
    // It is eleven in the morning.
    await page.locator('.display[data-night="false"]').waitFor();
    assert.deepEqual(await obstacles(page), []);
    const before = await place();
    await page.clock.fastForward(61_000);
    await page.waitForFunction(
      (old) => (document.querySelector('.display') as HTMLElement | null)?.style.translate !== old,
      before,
    );
    await page.clock.fastForward(14 * 3_600_000);
    await page.locator('.display[data-night="true"]').waitFor();
    assert.deepEqual(await obstacles(page), []);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, 'wandering makes no scroll bar');
  });
});
