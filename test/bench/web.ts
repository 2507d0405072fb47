import { gzipSync } from 'node:zlib';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../browser/browser.ts';
import { runLivedInHouse } from '../support/page-house.ts';
import { startTickProxy, type TickProxy } from '../support/tick-proxy.ts';

/**
 * What the page weighs and costs: JavaScript of the first load, when the first state is painted with a processor four
 * times slower, main thread of one live change, and the heap after an hour of them. `--ticks 3600`, `--runs 5`;
 * `--json` for nothing but the last line.
 */
const argument = (name: string, otherwise: number) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const say = process.argv.includes('--json') ? () => undefined : (text: string) => console.log(text);

const SLOWDOWN = 4;
/** By then the browser has compiled what it will, and what grows from there on is the page's. */
const WARM_UP_TICKS = 1200;
const GAP_MS = 25;
/** Until what glows has come to rest. */
const REST_MS = 2500;
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const rounded = (value: number, digits = 1) => Number(value.toFixed(digits));

const running = await runLivedInHouse();
const proxy = await startTickProxy(Number(new URL(running.url).port));
const browser = await launchBrowser();

const loads = [];
for (let run = 0; run < argument('runs', 5); run++) loads.push(await firstLoad(browser, running.url));
for (const load of loads)
  say(`${load.jsGzipKb.toFixed(1)} kB, painted after ${load.firstSnapshotMs.toFixed(0)} ms`);
const anHour = await manyTicks(browser, proxy, argument('ticks', 3600));

await browser.close();
await proxy.close();
await running.stop();
console.log(
  JSON.stringify({
    jsGzipKb: rounded(median(loads.map(({ jsGzipKb }) => jsGzipKb))),
    firstSnapshotMs: rounded(median(loads.map(({ firstSnapshotMs }) => firstSnapshotMs)), 0),
    tickMainThreadMs: rounded(anHour.tickMainThreadMs, 2),
    heapGrowthPercent: rounded(anHour.heapGrowthPercent),
  }),
);
process.exit(0);

/** Opens the page in a browser that has never seen it, until the state and the plan are drawn. */
async function firstLoad(
  browser: Browser,
  url: string,
): Promise<{ jsGzipKb: number; firstSnapshotMs: number }> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body());
  });
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  await page.addInitScript(notePainted);
  await page.goto(url);
  await page.getByTestId('plan-chart').waitFor();
  const firstSnapshotMs = await page.evaluate(
    () => performance.getEntriesByName('painted')[0]?.startTime ?? -1,
  );
  const bytes = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0);
  await context.close();
  return { jsGzipKb: bytes / 1000, firstSnapshotMs };
}

/** In the page: marks when the first state has been painted. */
function notePainted(): void {
  const observer = new MutationObserver(() => {
    if (!document.querySelector('[data-testid="power-home"]')) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => performance.mark('painted')));
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** Sends changes to an open page and looks at what they leave behind. */
async function manyTicks(
  browser: Browser,
  ticking: TickProxy,
  count: number,
): Promise<{ tickMainThreadMs: number; heapGrowthPercent: number }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(ticking.url);
  await page.getByTestId('plan-chart').waitFor();
  const devtools = await page.context().newCDPSession(page);
  // Time on the processor: what others do on this machine does not count.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await ticking.tick(WARM_UP_TICKS, GAP_MS);
  await page.waitForTimeout(REST_MS);
  const idleShare = await idle(page, devtools);
  const before = await measure(devtools);
  const begun = performance.now();
  await ticking.tick(count, GAP_MS);
  const lastedMs = performance.now() - begun;
  const busyMs = (await metric(devtools, 'TaskDuration')) * 1000;
  await page.waitForTimeout(REST_MS);
  const after = await measure(devtools);
  say(`heap ${(before.heap / 1e6).toFixed(2)} MB, then ${(after.heap / 1e6).toFixed(2)} MB`);
  say(`main thread busy without changes: ${(idleShare * 100).toFixed(1)} %`);
  return {
    tickMainThreadMs: (busyMs - before.taskMs - idleShare * lastedMs) / count,
    heapGrowthPercent: (after.heap / before.heap - 1) * 100,
  };
}

/** Share of the main thread that the page takes while nothing changes. */
async function idle(page: Page, devtools: CDPSession): Promise<number> {
  const WATCHED_MS = 5000;
  const before = await measure(devtools);
  await page.waitForTimeout(WATCHED_MS);
  const after = await measure(devtools);
  return (after.taskMs - before.taskMs) / WATCHED_MS;
}

async function measure(devtools: CDPSession): Promise<{ taskMs: number; heap: number }> {
  const taskMs = await metric(devtools, 'TaskDuration');
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.collectGarbage');
  return { taskMs: taskMs * 1000, heap: await metric(devtools, 'JSHeapUsedSize') };
}

async function metric(devtools: CDPSession, name: string): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return metrics.find((one) => one.name === name)?.value ?? 0;
}
