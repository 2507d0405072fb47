import type { App } from './app.ts';
import { emptyState } from './empty-state.ts';
import type { Finding, Settings } from './house/index.ts';
import { createChargeOptimizer } from './optimizer/index.ts';
import { createFollower, type RedisPlace } from './redis/index.ts';
import { remembered } from './remembered.ts';
import { createServer, newSessionSecret, type Server, sharedSessionSecret } from './server/index.ts';
import { ingressPeer, PAGE_FOLDER } from './surroundings.ts';
import { VERSION } from './version.ts';

export interface FollowerAppOptions {
  settings: Settings;
  redis: RedisPlace;
  /** Warnings about this process's own configuration. */
  findings: Finding[];
  /** Where it was read from, for people. */
  configPlaces: string[];
  /** Address to listen on; what the settings say by default. */
  host?: string;
}

/** A process that serves a house which another one steers: it reads through Redis, and asks for what is to be done. */
export function createFollowerApp(options: FollowerAppOptions): Pick<App, 'start' | 'stop'> {
  const { settings, redis, findings } = options;
  const follower = createFollower({
    redis,
    version: VERSION,
    empty: {
      ...emptyState({ cycleId: 0, demo: null, timeZone: settings.timeZone, findings }),
      planMissing: {
        de: 'Von dem Prozess, der das Haus steuert, war noch nichts zu hören.',
        en: 'Nothing was heard yet of the process that steers the house.',
      },
    },
    onReign: () => server.cutStreams(),
    log: (line) => console.warn(line),
  });
  const { calls } = follower;
  const startedAt = follower.now();
  const optimizer = createChargeOptimizer({ onTrouble: (message) => console.warn(message) });
  const server: Server = createServer({
    port: settings.port,
    subscriptionLimits: settings.subscriptionLimits,
    access: settings.access,
    // There is no data folder here: without a password to make it of, sessions are this process's own.
    sessionSecret: sharedSessionSecret(redis) ?? newSessionSecret(),
    ingressPeer: ingressPeer(),
    ...(options.host === undefined ? {} : { host: options.host }),
    pageFolder: PAGE_FOLDER,
    findings: () => findings,
    configPlaces: options.configPlaces,
    get live() {
      return follower.live();
    },
    actions: calls,
    displays: follower.displays,
    ...remembered(calls),
    optimizer,
    facts: () => ({
      version: VERSION,
      startedAt,
      now: follower.now(),
      lastCycle: follower.pulse()?.lastCycle ?? null,
      fallbackCount: follower.pulse()?.fallbackCount ?? 0,
      memoryRssBytes: process.memoryUsage.rss(),
    }),
    onError: (error) => console.error('request failed', error),
  });
  let stopping: Promise<void> | null = null;

  async function stop(): Promise<void> {
    await Promise.allSettled([server.stop(), follower.stop(), optimizer.stop()]);
  }

  return {
    async start() {
      const listening = await server.start();
      follower.start();
      return listening;
    },
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
}
