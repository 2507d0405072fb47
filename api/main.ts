import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type App, createApp } from './app.ts';
import {
  type ConfigFileId,
  canGoOnWith,
  keepChosen,
  type LoadedConfig,
  type Takeover,
  takeOverOldData,
  type WatchedConfig,
  watchConfig,
} from './config/index.ts';
import { readEarlierLoads } from './earlier-loads.ts';
import { ADDRESSES_ELSEWHERE, ADDRESSES_IN_HOME_ASSISTANT } from './evcc/index.ts';
import { showFindings } from './findings-app.ts';
import { DataFolderInUseError } from './history/index.ts';
import { type Clock, type Instant, realClock, type Settings, type SetupActions } from './house/index.ts';
import { installLog } from './log/index.ts';
import type { Owner } from './redis/index.ts';
import { ListenError } from './server/index.ts';
import { createSearch, createSetup } from './setup/index.ts';
import { VERSION } from './version.ts';

/** A file that is right at last ends the error page within this time: nobody can ask for it there. */
const RETRY_MS = 5000;
/** Whoever asked for what needs everything anew hears first that it was taken over. */
const REBUILD_DELAY_MS = 500;
/** So many seconds of the house for one of ours leave time for policies beside its plans. */
const SHADOW_SPEED = 60;

const ONLY_HERE =
  'Nur auf diesem Rechner erreichbar. Im ganzen Netz: SMARTLOAD_LISTEN=all (Option listen) oder ein Token (npm run token). / Reached on this machine only. In the whole network: SMARTLOAD_LISTEN=all (option listen) or a token (npm run token).';

const DEMO_IN_FOLDER =
  'DATABASE_URL gilt nicht für das virtuelle Haus: es behält alles in seinem eigenen Datenordner. / DATABASE_URL is not for the virtual house: it keeps everything in a data folder of its own.';

/** What runs by one configuration: a house, or the page that says what is wrong. */
interface Running {
  stop(): Promise<void>;
}

/** Configuration → findings → server → loop, until a signal ends it. */
async function main(): Promise<void> {
  // What is kept may say who is at home: nobody else's to read.
  process.umask(0o077);
  const watched = watchConfig({ argv: process.argv.slice(2), env: process.env });
  const search = createSearch({
    setup: firstVisit(watched, rebuild),
    candidates: ADDRESSES_IN_HOME_ASSISTANT,
    log: (line) => console.log(line),
  });
  let running = await run(watched, rebuild);
  let stopping = false;
  let turn: Promise<void> = Promise.resolve();

  /** Begins anew by the configuration as it is now, in the same process. */
  function rebuild(): void {
    turn = turn
      .then(async () => {
        if (stopping) return;
        await running.stop();
        running = await run(watched, rebuild);
      })
      .catch(fail);
  }

  // Only there is it likely that evcc is beside us; elsewhere nobody is called who was not named.
  if (process.env.SUPERVISOR_TOKEN) search.begin();
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      stopping = true;
      search.stop();
      turn
        .then(() => running.stop())
        .then(() => process.exit(0))
        .catch(fail);
    });
}

async function run(watched: WatchedConfig, rebuild: () => void): Promise<Running> {
  const config = watched.config();
  installLog(config.log);
  printFindings(config);
  if (!config.settings) return showFindingsUntilRight(watched, rebuild);
  return config.role === 'api' ? runFollower(config) : runHouse(watched, rebuild);
}

function printFindings({ findings }: LoadedConfig): void {
  for (const { severity, field, message, suggestion } of findings)
    console.warn(`${severity} ${field}: ${message.de} ${suggestion.de} / ${message.en} ${suggestion.en}`);
}

async function showFindingsUntilRight(watched: WatchedConfig, rebuild: () => void): Promise<Running> {
  const page = await showFindings(watched.config(), firstVisit(watched, rebuild));
  const timer = setInterval(() => {
    if (watched.reload()) rebuild();
  }, RETRY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await page.stop();
    },
  };
}

/** Which evcc is steered may be chosen on the page; then everything begins anew with it. */
function firstVisit(watched: WatchedConfig, rebuild: () => void): SetupActions {
  return createSetup({
    state: () => watched.config().setup,
    keep(address) {
      keepChosen(watched.config().dataDir, address);
      if (watched.reload()) setTimeout(rebuild, REBUILD_DELAY_MS);
    },
    candidates: [
      ...(process.env.SUPERVISOR_TOKEN ? ADDRESSES_IN_HOME_ASSISTANT : []),
      ...ADDRESSES_ELSEWHERE,
    ],
  });
}

/** Serves a house that another process steers. Redis is loaded only where it is used. */
async function runFollower({ settings, findings, files }: LoadedConfig): Promise<Running> {
  if (!settings?.redis) throw new TypeError('a process that follows needs to know where Redis is');
  const { createFollowerApp } = await import('./follower-app.ts');
  const app = createFollowerApp({ settings, redis: settings.redis, findings, configPlaces: files });
  const { port } = await app.start();
  console.log(`Smartload: http://localhost:${port} (--role api)`);
  return app;
}

/** What speaks for this house to other processes; `null` where there are to be none. */
async function ownerConnection(
  redis: Settings['redis'],
  now: () => Instant,
): Promise<((ownerId: string) => Owner) | null> {
  if (!redis) return null;
  const { createOwner } = await import('./redis/index.ts');
  return (ownerId) =>
    createOwner({
      redis,
      ownerId,
      version: VERSION,
      now,
      log: (line) => console.warn(line),
      onError: (error) => console.error('request of another process failed', error),
    });
}

async function runHouse(watched: WatchedConfig, rebuild: () => void): Promise<Running> {
  const { settings, findings, files } = watched.config();
  if (!settings) throw new TypeError('a house needs a configuration without critical findings');
  const isDemo = settings.evccUrl === null;
  // Whoever has a house of their own does without the virtual one.
  const demo = isDemo ? await import('./demo/index.ts') : null;
  const speed = isDemo ? demoSpeed() : 1;
  const dataDir = isDemo ? join(settings.dataDir, 'demo') : settings.dataDir;
  const clock: Clock = realClock({
    speed,
    // A house that ran faster than the world is ahead of it, and goes on from there.
    ...(demo ? { start: Math.max(Date.now(), demo.savedHouseAt(dataDir) ?? 0) } : {}),
    onError: (error) => console.error('timer failed', error),
  });
  const house = demo ? await demo.embedHouse({ clock, dataDir }) : null;
  const earlier = await readEarlierLoads(settings.loadHistoryFile);
  const connectOwner = await ownerConnection(settings.redis, clock.now);
  const inherited = takeOverOldData(dataDir, clock.now(), (line) => console.warn(line));
  /** In the virtual house nothing has to be observed first. */
  const housed = (given: Settings): Settings =>
    isDemo
      ? { ...given, dataDir, observationDays: { ...given.observationDays, BATTERY: 0, VEHICLES: 0 } }
      : given;
  let app: App;

  /** Takes a changed file over: the house goes on by it, or is built anew where it stands on what changed. */
  function takeOver(id: ConfigFileId): Takeover {
    const before = watched.config().settings;
    const result = watched.takeOver(id);
    if (!result.taken) return result;
    printFindings(result.config);
    const after = result.config.settings;
    if (before && after && canGoOnWith(before, after))
      app.loop.takeOver(housed(after), [...result.config.findings, ...earlier.findings]);
    else setTimeout(rebuild, REBUILD_DELAY_MS);
    return result;
  }

  try {
    app = createApp({
      settings: housed(settings),
      findings: [...findings, ...earlier.findings],
      earlierLoads: earlier.loads,
      files: { look: watched.look, takeOver },
      configPlaces: files,
      clock,
      evccUrl: house?.url ?? settings.evccUrl ?? '',
      demo: isDemo ? { speed } : null,
      inherited,
      setup: firstVisit(watched, rebuild),
      ...(connectOwner ? { connectOwner } : {}),
      // A house that runs much faster than the world leaves no time for more than its own plans.
      shadow: speed <= SHADOW_SPEED,
      ...(process.env.DATABASE_URL && !isDemo ? { databaseUrl: process.env.DATABASE_URL } : {}),
    });
    sayOfStore(app.store);
    const { port } = await app.start();
    console.log(`Smartload: http://localhost:${port}${isDemo ? ' (virtuelles Haus / virtual house)' : ''}`);
    if (settings.access.listen === 'local') console.log(ONLY_HERE);
    if (isDemo && process.env.DATABASE_URL) console.log(DEMO_IN_FOLDER);
  } catch (error) {
    await house?.stop();
    throw error;
  }
  return {
    async stop() {
      await app.stop();
      await house?.stop();
    },
  };
}

/** What became of the kept history is told to those, too, who never open the page. */
function sayOfStore({ notices }: App['store']): void {
  for (const { message } of notices) console.warn(`${message.de} / ${message.en}`);
}

/** How many seconds pass in the virtual house for one of ours. */
function demoSpeed(): number {
  const { values } = parseArgs({ options: { speed: { type: 'string' } }, strict: false });
  const speed = Number(values.speed ?? process.env.SMARTLOAD_SPEED ?? 1);
  if (speed > 0 && speed <= 3600) return speed;
  console.warn(`--speed ${values.speed}: 1 … 3600; 1 is used.`);
  return 1;
}

/** Runs the program; what ends it is told in words. */
export function runMain(): void {
  main().catch(fail);
}

function fail(error: unknown): void {
  if (error instanceof DataFolderInUseError || error instanceof ListenError)
    console.error(`${error.text.de}\n${error.text.en}`);
  else console.error(error);
  process.exit(1);
}

if (import.meta.main) runMain();
