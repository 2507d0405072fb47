import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Inherited, LoadedConfig } from './config/index.ts';
import { createEvccClient } from './evcc/index.ts';
import { keepDiscarded, openStore, type Store } from './history/index.ts';
import type { Clock, Finding, Settings, Snapshot } from './house/index.ts';
import { createDisplays, createLive, displaysFromJson, EVENTS_REMEMBERED, type Live } from './live/index.ts';
import { createLoop, createSavings, type Loop, type WatchedFiles } from './loop/index.ts';
import { createChargeOptimizer } from './optimizer/index.ts';
import { createPlanner, type FallbackCause, type Planner } from './plan/index.ts';
import { createServer, type Server } from './server/index.ts';

const PAGE_FOLDER = fileURLToPath(new URL('../web/dist', import.meta.url));

/** Version of this program, from its package file. */
export const VERSION: string = String(
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version,
);

/** The Supervisor's address in Home Assistant's own network; it tells of its users where it runs us. */
function ingressPeer(): string | null {
  return process.env.SUPERVISOR_TOKEN ? '172.30.32.2' : null;
}

export interface AppOptions {
  settings: Settings;
  /** Warnings about the configuration. */
  findings: Finding[];
  /** The files that it was read from; without them nothing watches them. */
  files?: WatchedFiles;
  /** Where the configuration was read from, for people. */
  configPlaces: string[];
  clock: Clock;
  /** Where evcc is reached; the virtual house's address in a demo. */
  evccUrl: string;
  /** Set while the virtual house is run. */
  demo: { speed: number } | null;
  inherited: Inherited;
  /** Address to listen on; every one by default. */
  host?: string;
}

/** The running program without its signals: a house is read, planned, steered and shown. */
export interface App {
  live: Live;
  loop: Loop;
  store: Store;
  /** Runs the planner's self-test, listens, then begins to read evcc. */
  start(): Promise<{ port: number }>;
  /** Puts evcc back as it was found and ends everything; safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Puts the parts together, in the order in which they stand on each other.
 *
 * @throws DataFolderInUseError where another instance uses the data folder
 */
export function createApp(options: AppOptions): App {
  const { settings, findings, clock, demo } = options;
  const startedAt = clock.now();
  const store = openStore({ dataDir: settings.dataDir, now: clock.now });
  const planner: Planner = createPlanner({
    onFallback: reportFallback,
    onWorkerRestart: (reason) => console.warn(`solver thread replaced: ${reason}`),
  });
  const evcc = createEvccClient({
    url: options.evccUrl,
    user: settings.evccUser,
    password: settings.evccPassword,
    headers: settings.evccHeaders,
    clock,
    log: (message) => console.warn(message),
  });
  const optimizer = createChargeOptimizer({ onTrouble: (message) => console.warn(message) });
  const live = createLive(
    {
      ...emptySnapshot(options, store.lastCycleId()),
      displays: store.get('displays', displaysFromJson) ?? [],
    },
    () => store.nextSequence(),
    clock.now,
    store.events(0, EVENTS_REMEMBERED),
  );
  const loop = createLoop({
    settings,
    findings,
    ...(options.files ? { files: options.files } : {}),
    clock,
    evcc,
    planner,
    store,
    live,
    inherited: options.inherited,
  });
  const displays = createDisplays({
    live,
    now: clock.now,
    keep: (chosen, events) => {
      store.transaction(() => {
        store.set('displays', chosen);
        for (const event of events) store.recordEvent(event);
      });
      if (!store.stored()) store.flush();
    },
  });
  const server: Server = createServer({
    port: settings.port,
    subscriptionLimits: settings.subscriptionLimits,
    access: settings.access,
    ingressPeer: ingressPeer(),
    ...(options.host === undefined ? {} : { host: options.host }),
    pageFolder: PAGE_FOLDER,
    findings: loop.findings,
    configPlaces: options.configPlaces,
    live,
    actions: { ...loop.actions, showView: displays.showView },
    displays,
    history: (from, to) => store.quarterHours(from, to),
    savings: createSavings(store, clock.now),
    optimizer,
    facts: () => ({
      version: VERSION,
      startedAt,
      now: clock.now(),
      lastCycle: loop.lastCycle(),
      fallbackCount: loop.fallbackCount(),
      memoryRssBytes: process.memoryUsage.rss(),
    }),
    onError: (error) => console.error('request failed', error),
  });
  let stopping: Promise<void> | null = null;

  /** A plan that broke a rule is kept with its inputs, so that somebody can look into it. */
  function reportFallback(cause: FallbackCause): void {
    console.warn(`fallback plan (${cause.kind}): ${cause.reason.en}`);
    if (cause.discarded === null) return;
    try {
      console.warn(`kept in ${keepDiscarded(settings.dataDir, clock.now(), cause)}`);
    } catch (error) {
      console.error('the discarded plan could not be kept', error);
    }
  }

  /** Each part is ended even where one before it fails; evcc comes first. */
  async function stop(): Promise<void> {
    try {
      await loop.stop();
    } finally {
      displays.stop();
      await Promise.allSettled([server.stop(), planner.stop(), optimizer.stop()]);
      store.close();
    }
  }

  return {
    live,
    loop,
    store,
    async start() {
      const listening = await server.start();
      await planner.start();
      loop.start();
      return listening;
    },
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };

  function emptySnapshot(
    { settings: { timeZone } }: AppOptions,
    cycleId: number,
  ): Omit<Snapshot, 'sequence' | 'instanceId' | 'publishedAt'> {
    return {
      cycleId,
      version: VERSION,
      demo,
      siteTitle: null,
      currency: 'EUR',
      timeZone,
      evccVersion: null,
      power: null,
      battery: null,
      loadpoints: [],
      plan: null,
      planMissing: {
        de: 'evcc wird zum ersten Mal gelesen.',
        en: 'evcc is being read for the first time.',
      },
      intents: [],
      buffer: null,
      rollouts: [],
      commands: [],
      notices: [],
      sources: [],
      warming: { done: 0, total: 0 },
      findings,
      displays: [],
      forecastSkill: [],
      departureSuggestions: [],
    };
  }
}

/** Serves the error page and the findings; nothing is optimised and evcc is never called. */
export async function showFindings(config: LoadedConfig): Promise<Pick<App, 'stop'>> {
  const startedAt = Date.now();
  const server = createServer({
    port: config.port,
    access: config.access,
    ingressPeer: ingressPeer(),
    pageFolder: PAGE_FOLDER,
    findings: () => config.findings,
    configPlaces: config.files,
    live: null,
    actions: null,
    history: null,
    facts: () => ({
      version: VERSION,
      startedAt,
      now: Date.now(),
      lastCycle: null,
      fallbackCount: 0,
      memoryRssBytes: process.memoryUsage.rss(),
    }),
    onError: (error) => console.error('request failed', error),
  });
  const { port } = await server.start();
  console.log(`Smartload: http://localhost:${port} (Konfiguration prüfen / check the configuration)`);
  return { stop: () => server.stop() };
}
