import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type App, createApp, showFindings } from './app.ts';
import { type LoadedConfig, loadConfig, takeOverOldData } from './config/index.ts';
import { type EmbeddedHouse, embedHouse, savedHouseAt } from './demo/index.ts';
import { DataFolderInUseError } from './history/index.ts';
import { type Clock, realClock } from './house/index.ts';
import { PortInUseError } from './server/index.ts';

/** Configuration → findings → server → loop, until a signal ends it. */
async function main(): Promise<void> {
  const config = loadConfig({ argv: process.argv.slice(2), env: process.env });
  for (const { severity, field, message, suggestion } of config.findings)
    console.warn(`${severity} ${field}: ${message.de} ${suggestion.de} / ${message.en} ${suggestion.en}`);
  const running = config.settings ? await runHouse(config) : await showFindings(config);
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      running.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
}

async function runHouse(config: LoadedConfig): Promise<{ stop(): Promise<void> }> {
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

main().catch((error: unknown) => {
  if (error instanceof DataFolderInUseError || error instanceof PortInUseError)
    console.error(`${error.text.de}\n${error.text.en}`);
  else console.error(error);
  process.exit(1);
});
