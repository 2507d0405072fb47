import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startServer, startWallHouse, temporaryFolder, waitFor } from '../closed-loop/processes.ts';
import { ask } from '../closed-loop/steered-house.ts';
import { obstacles } from './axe.ts';
import { launchBrowser, skipBrowser } from './browser.ts';
import { startProxy } from './proxy.ts';

const WORDS = {
  'de-DE': { title: 'evcc finden', battery: 'Hausbatterie', steerable: 'steuerbar' },
  'en-GB': { title: 'Find evcc', battery: 'Home battery', steerable: 'can be steered' },
};

/** A port of its own: it stays the same while the house behind it changes. */
const port = (offset: number) => String(20_020 + ((process.pid + offset) % 20_000));

async function open(t: TestContext, browser: Browser, url: string, locale: string): Promise<Page> {
  const phone = locale === 'de-DE';
  const page = await browser.newPage({
    locale,
    viewport: phone ? { width: 360, height: 740 } : { width: 1280, height: 900 },
    colorScheme: phone ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  t.after(() => page.close());
  await page.goto(url);
  return page;
}

/** Nothing keeps anybody from using the step, and it fits the screen. */
async function usable(page: Page, step: string): Promise<void> {
  await page.getByTestId(`setup-${step}`).waitFor();
  assert.deepEqual(await obstacles(page), [], step);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(overflow <= 0, `${step} is ${overflow} px too wide`);
}

describe('the first visit', { skip: skipBrowser }, () => {
  it('leads from the virtual house to a real one in three steps: phone, dark, German, below a prefix', async (t) => {
    const { url } = await startWallHouse(t);
    const server = await startServer(t, ['--data', temporaryFolder(t), '--port', port(0)]);
    const proxy = await startProxy(server.port, '/api/hassio_ingress/abc');
    t.after(() => proxy.cut());
    const browser = await launchBrowser();
    t.after(() => browser.close());
    const page = await open(t, browser, proxy.url, 'de-DE');
    await page.getByTestId('to-setup').click();
    const words = WORDS['de-DE'];

    await usable(page, 'find');
    await page.getByTestId('search-again').waitFor();
    assert.match(await page.getByTestId('setup-find').innerText(), new RegExp(words.title));
    await page.getByTestId('evcc-address').fill('http://8.8.8.8');
    await page.getByTestId('check-evcc').click();
    await page.getByText('nicht im Heimnetz').waitFor();
    await page.getByTestId('evcc-address').fill(url.replace('http://', ''));
    await page.getByTestId('check-evcc').click();

    await usable(page, 'check');
    const found = await page.getByTestId('setup-check').innerText();
    assert.match(found, new RegExp(`${words.battery}[\\s\\S]*${words.steerable}`));
    await page.getByTestId('accept-evcc').click();

    await page.getByTestId('finish-setup').waitFor({ timeout: 60_000 });
    await usable(page, 'steer');
    await page.getByTestId('steer-VEHICLES-atOnce').check();
    await page.getByTestId('steer-BUFFER-later').check();
    await page.getByTestId('finish-setup').click();
    await page.getByTestId('nav-now').waitFor();
    assert.equal(new URL(page.url()).pathname, '/api/hassio_ingress/abc/');
    assert.equal(await page.getByTestId('demo-banner').count(), 0);
    const { snapshot } = await ask<{ snapshot: { rollouts: { capability: string; mode: string }[] } }>(
      server.port,
      '{ snapshot { rollouts { capability mode } } }',
    );
    const modes = Object.fromEntries(snapshot.rollouts.map(({ capability, mode }) => [capability, mode]));
    assert.deepEqual(modes, { BATTERY: 'OBSERVATION', BUFFER: 'OBSERVATION', VEHICLES: 'LIVE' });

    await page.goto(`${proxy.url}#/system`);
    await page.getByTestId('choose-evcc').click();
    await page.getByTestId('forget-evcc').click();
    await waitFor('the virtual house', async () => {
      await page.goto(proxy.url).catch(() => null);
      return page
        .getByTestId('demo-banner')
        .waitFor({ timeout: 3000 })
        .then(() => true)
        .catch(() => false);
    });
  });

  it('ends the error page of a configuration without evcc: desktop, light, English', async (t) => {
    const { url } = await startWallHouse(t);
    const config = join(temporaryFolder(t), 'options.json');
    writeFileSync(config, '{"battery_min_soc": 15}');
    const server = await startServer(t, [
      '--config',
      config,
      '--data',
      temporaryFolder(t),
      '--port',
      port(1),
    ]);
    const browser = await launchBrowser();
    t.after(() => browser.close());
    const page = await open(t, browser, `http://127.0.0.1:${server.port}/`, 'en-GB');
    await page.getByRole('link', { name: 'Find evcc' }).click();
    await usable(page, 'find');
    const words = WORDS['en-GB'];
    await page.getByTestId('search-again').waitFor();
    await page.getByTestId('evcc-address').fill('127.0.0.1:1');
    await page.getByTestId('check-evcc').click();
    await page.getByText('Nobody answers').waitFor();
    await page.getByTestId('evcc-address').fill(url);
    await page.getByTestId('check-evcc').click();
    await usable(page, 'check');
    assert.match(await page.getByTestId('setup-check').innerText(), new RegExp(words.battery));
    await page.getByTestId('accept-evcc').click();
    await page.getByTestId('finish-setup').waitFor({ timeout: 60_000 });
    await usable(page, 'steer');
    await page.getByTestId('skip-setup').click();
    await page.locator('[data-testid="connection"][data-state="open"]').waitFor();
    await page.getByTestId('power-home').waitFor();
    assert.equal(await page.getByTestId('demo-banner').count(), 0);
  });

  it('has nothing to choose where the address is given for good', async (t) => {
    const { url } = await startWallHouse(t);
    const server = await startServer(t, ['--evcc-url', url, '--data', temporaryFolder(t), '--port', '0']);
    const browser = await launchBrowser();
    t.after(() => browser.close());
    const page = await open(t, browser, `http://127.0.0.1:${server.port}/setup`, 'de-DE');
    await page.getByTestId('settled').waitFor();
    await page.getByTestId('skip-setup').click();
    await page.getByTestId('nav-now').waitFor();
  });
});
