import type { Inherited } from './config/index.ts';
import { createPeople } from './drivers/index.ts';
import { emptyState } from './empty-state.ts';
import { createEvccClient } from './evcc/index.ts';
import { createExports } from './exports.ts';
import { keepDiscarded, openStore, type Store } from './history/index.ts';
import {
  type Clock,
  type EnergySample,
  type Finding,
  moment,
  type Settings,
  type SetupActions,
} from './house/index.ts';
import { createDisplays, createLive, displaysFromJson, EVENTS_REMEMBERED, type Live } from './live/index.ts';
import {
  createLoop,
  createMemory,
  createSavings,
  createShadow,
  type Loop,
  type WatchedFiles,
} from './loop/index.ts';
import { type HomeAssistant, SUPERVISOR_URL } from './notify/index.ts';
import { createChargeOptimizer } from './optimizer/index.ts';
import { ownerCalls, ownerIdOf } from './owner.ts';
import { createPlanner, type FallbackCause } from './plan/index.ts';
import type { Owner } from './redis/index.ts';
import { remembered } from './remembered.ts';
import { besidePlan } from './savings/index.ts';
import { createServer, keptSessionSecret, type Server, sharedSessionSecret } from './server/index.ts';
import { ingressPeer, PAGE_FOLDER } from './surroundings.ts';
import { VERSION } from './version.ts';
import { noticed } from './whatif/index.ts';

/** Home Assistant's interface for its apps, where it runs us. */
function supervisor(): HomeAssistant | null {
  const token = process.env.SUPERVISOR_TOKEN;
  return token ? { url: SUPERVISOR_URL, token } : null;
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
  /** Loads of the household from a file, to learn from until there are own ones. */
  earlierLoads?: readonly EnergySample[];
  /** Address to listen on; every one by default. */
  host?: string;
  /** Whether policies decide beside the plan, to be compared with it; not by default, since they take time. */
  shadow?: boolean;
  /** A PostgreSQL server that keeps the history instead of the data folder; none by default. Secret. */
  databaseUrl?: string;
  /** Where Telegram's bots are reached; another place in tests. */
  telegramHost?: string;
  /** Home Assistant's interface for its apps; another one in tests. */
  homeAssistant?: HomeAssistant;
  /** The first visit; without it nobody chooses on the page which evcc is steered. */
  setup?: SetupActions;
  /** Speaks for this house to other processes; none by default. Its argument is the same after each restart. */
  connectOwner?: (ownerId: string) => Owner;
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
  const started = moment(clock);
  const store = openStore({
    dataDir: settings.dataDir,
    databaseUrl: options.databaseUrl ?? null,
    retention: settings.retentionDays,
    now: clock.now,
  });
  const planner = noticed(
    createPlanner({
      onFallback: reportFallback,
      onWorkerRestart: (reason) => console.warn(`solver thread replaced: ${reason}`),
    }),
  );
  const evcc = createEvccClient({
    url: options.evccUrl,
    user: settings.evccUser,
    password: settings.evccPassword,
    headers: settings.evccHeaders,
    clock,
    log: (message) => console.warn(message),
  });
  const optimizer = createChargeOptimizer({ onTrouble: (message) => console.warn(message) });
  const owner = options.connectOwner?.(ownerIdOf(store)) ?? null;
  const live = createLive(
    {
      ...emptyState({ findings, demo, timeZone: settings.timeZone, cycleId: store.lastCycleId() }),
      displays: store.get('displays', displaysFromJson) ?? [],
    },
    () => store.nextSequence(),
    clock.now,
    store.events(0, EVENTS_REMEMBERED),
    owner?.eventTarget,
  );
  /** For questions and policies that nobody steers by: the house never waits behind them. */
  const background = noticed(createPlanner());
  const memory = createMemory(store, planner.isSolving, background);
  const shadow = options.shadow
    ? createShadow({
        store,
        planner: background,
        isPlanning: planner.isSolving,
        onChange: (view) => void live.publish({ shadow: besidePlan(view, live.snapshot().plan) }),
      })
    : null;
  const loop = createLoop({
    settings,
    findings,
    ...(options.files ? { files: options.files } : {}),
    clock,
    evcc,
    planner,
    store: shadow?.watched ?? store,
    live,
    inherited: options.inherited,
    earlierLoads: options.earlierLoads ?? [],
    moreNotices: () => [...(owner?.notices() ?? []), ...people.notices()],
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
  const actions = { ...loop.actions, showView: displays.showView };
  const people = createPeople({
    settings,
    clock,
    snapshots: live.snapshots,
    snapshot: live.snapshot,
    actions,
    store,
    homeAssistant: options.homeAssistant ?? supervisor(),
    onTrouble: (what) => console.warn(what),
    ...(options.telegramHost === undefined ? {} : { telegramUrl: options.telegramHost }),
  });
  const calls = ownerCalls(store, createSavings(store, clock.now), actions, memory);
  const facts = () => ({
    now: clock.now(),
    lastCycle: loop.lastCycle(),
    fallbackCount: loop.fallbackCount(),
  });
  const server: Server = createServer({
    port: settings.port,
    subscriptionLimits: settings.subscriptionLimits,
    access: settings.access,
    sessionSecret:
      sharedSessionSecret(settings.redis) ??
      keptSessionSecret(settings.dataDir, settings.access, console.warn),
    ingressPeer: ingressPeer(),
    ...(options.host === undefined ? {} : { host: options.host }),
    pageFolder: PAGE_FOLDER,
    findings: loop.findings,
    configPlaces: options.configPlaces,
    live,
    actions,
    displays,
    answers: people.desk,
    ...remembered(calls),
    ...(options.setup ? { setup: options.setup } : {}),
    optimizer,
    facts: () => ({
      ...facts(),
      version: VERSION,
      startedAt: started.at(),
      memoryRssBytes: process.memoryUsage.rss(),
      logLevel: settings.log.level,
    }),
    onError: (error) => console.error('request failed', error),
  });
  const exports = createExports({ settings, clock, isDemo: demo !== null, live, store, actions });
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
      await Promise.allSettled([
        people.stop(),
        exports.stop(),
        owner?.stop(),
        server.stop(),
        planner.stop(),
        memory.stop(),
        shadow?.stop(),
        optimizer.stop(),
      ]);
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
      people.start();
      exports.start();
      owner?.start({ live, displays, calls, facts });
      return listening;
    },
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
}
