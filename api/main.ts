import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type App, createApp, showFindings } from './app.ts';
import { type LoadedConfig, loadConfig, takeOverOldData, watchConfig } from './config/index.ts';
import { type EmbeddedHouse, embedHouse, savedHouseAt } from './demo/index.ts';
import { DataFolderInUseError } from './history/index.ts';
import { type Clock, type Finding, realClock } from './house/index.ts';
import { PortInUseError } from './server/index.ts';

/** What runs by one configuration: a house, or the page that says what is wrong. */
interface Running {
  stop(): Promise<void>;
  /** A changed configuration cannot be used: the old one goes on, and people are told. `null` = all is well again. */
  rejectChange(findings: Finding[] | null): void;
}

/** Configuration → findings → server → loop, until a signal ends it; a changed configuration starts it anew. */
async function main(): Promise<void> {
  const load = () => loadConfig({ argv: process.argv.slice(2), env: process.env });
  let config = load();
  let running = await run(config);
  let stopping = false;
  let restart: Promise<void> = Promise.resolve();

  const stopWatching = watchConfig(load, config, (changed) => {
    restart = restart.then(() => follow(changed)).catch(fail);
  });

  async function follow(changed: LoadedConfig): Promise<void> {
    if (stopping) return;
    if (!changed.settings && config.settings) return running.rejectChange(changed.findings);
    if (JSON.stringify(changed) === JSON.stringify(config)) return running.rejectChange(null);
    console.log('Die Konfiguration hat sich geändert / the configuration has changed');
    await running.stop();
    config = changed;
    running = await run(changed);
  }

  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      stopping = true;
      stopWatching();
      restart
        .then(() => running.stop())
        .then(() => process.exit(0))
        .catch(fail);
    });
}

async function run(config: LoadedConfig): Promise<Running> {
  for (const { severity, field, message, suggestion } of config.findings)
    console.warn(`${severity} ${field}: ${message.de} ${suggestion.de} / ${message.en} ${suggestion.en}`);
  if (config.settings) return runHouse(config);
  return { ...(await showFindings(config)), rejectChange: () => {} };
}

async function runHouse(config: LoadedConfig): Promise<Running> {
  const { settings, findings, files } = config;
  if (!settings) throw new TypeError('a house needs a configuration without critical findings');
  const isDemo = settings.evccUrl === null;
  const speed = isDemo ? demoSpeed() : 1;
  const dataDir = isDemo ? join(settings.dataDir, 'demo') : settings.dataDir;
  const clock: Clock = realClock({
    speed,
    // A house that ran faster than the world is ahead of it, and goes on from there.
    ...(isDemo ? { start: Math.max(Date.now(), savedHouseAt(dataDir) ?? 0) } : {}),
    onError: (error) => console.error('timer failed', error),
  });
  const house: EmbeddedHouse | null = isDemo ? await embedHouse({ clock, dataDir }) : null;
  const inherited = takeOverOldData(dataDir, clock.now(), (line) => console.warn(line));
  let app: App;
  try {
    app = createApp({
      settings: isDemo
        ? { ...settings, dataDir, observationDays: { ...settings.observationDays, BATTERY: 0, VEHICLES: 0 } }
        : { ...settings, dataDir },
      findings,
      configPlaces: files,
      clock,
      evccUrl: house?.url ?? settings.evccUrl ?? '',
      demo: isDemo ? { speed } : null,
      inherited,
    });
    const { port } = await app.start();
    console.log(`Smartload: http://localhost:${port}${isDemo ? ' (virtuelles Haus / virtual house)' : ''}`);
  } catch (error) {
    await house?.stop();
    throw error;
  }
  return {
    async stop() {
      await app.stop();
      await house?.stop();
    },
    rejectChange: (rejected) => app.loop.rejectConfig(rejected),
  };
}

/** How many seconds pass in the virtual house for one of ours. */
function demoSpeed(): number {
  const { values } = parseArgs({ options: { speed: { type: 'string' } }, strict: false });
  const speed = Number(values.speed ?? process.env.SMARTLOAD_SPEED ?? 1);
  if (speed > 0 && speed <= 3600) return speed;
  console.warn(`--speed ${values.speed}: 1 … 3600; 1 is used.`);
  return 1;
}

function fail(error: unknown): void {
  if (error instanceof DataFolderInUseError || error instanceof PortInUseError)
    console.error(`${error.text.de}\n${error.text.en}`);
  else console.error(error);
  process.exit(1);
}

main().catch(fail);
