import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../../api/app.ts';
import { simulationSettings } from '../../api/cli/simulate.ts';
import { createVirtualHouse, type VirtualHouse } from '../../api/demo/index.ts';
import { openStore, type Store } from '../../api/history/index.ts';
import { type Instant, realClock, type Settings } from '../../api/house/index.ts';

export interface RunningHouse {
  app: App;
  house: VirtualHouse | null;
  url: string;
  /** Where evcc is, for people who go past us. */
  evccUrl: string;
  stop(): Promise<void>;
}

/**
 * The real server in real (or faster) time, for tests that watch it: beside a virtual house, or beside
 * whatever answers at `evccUrl`.
 */
export async function runHouse(options: {
  speed?: number;
  start?: Instant;
  evccUrl?: string;
  settings?: Partial<Settings>;
  demo?: boolean;
  /** Policies decide beside the plan. */
  shadow?: boolean;
  /** Puts into the empty data folder what is to be there from before. */
  remember?: (store: Store) => void;
  /** Where Telegram's bots are reached. */
  telegramHost?: string;
  /** Home Assistant's interface for its apps. */
  homeAssistant?: { url: string; token: string };
}): Promise<RunningHouse> {
  const { speed = 1, start, demo = true } = options;
  const dataDir = mkdtempSync(join(tmpdir(), 'smartload-test-'));
  const clock = realClock({
    speed,
    ...(start === undefined ? {} : { start }),
    onError: (error) => console.error('timer failed', error),
  });
  const house = options.evccUrl === undefined ? createVirtualHouse({ clock, intervalS: 10 }) : null;
  const evccUrl = options.evccUrl ?? (await house?.start())?.url ?? '';
  if (options.remember) {
    const store = openStore({ dataDir, now: clock.now });
    options.remember(store);
    store.close();
  }
  const app = createApp({
    settings: simulationSettings(dataDir, options.settings),
    findings: [],
    configPlaces: [],
    clock,
    evccUrl,
    demo: demo ? { speed } : null,
    inherited: { manualSoc: {}, departures: {}, buffer: null },
    host: '127.0.0.1',
    shadow: options.shadow ?? false,
    ...(options.telegramHost === undefined ? {} : { telegramHost: options.telegramHost }),
    ...(options.homeAssistant === undefined ? {} : { homeAssistant: options.homeAssistant }),
  });
  const { port } = await app.start();
  return {
    app,
    house,
    url: `http://127.0.0.1:${port}/`,
    evccUrl,
    async stop() {
      await app.stop();
      await house?.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Waits until `condition` holds; fails after `timeoutMs`. */
export async function until(condition: () => boolean, timeoutMs: number, what: string): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
