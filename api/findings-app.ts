import type { App } from './app.ts';
import type { LoadedConfig } from './config/index.ts';
import { moment, realClock, type SetupActions } from './house/index.ts';
import { createServer, keptSessionSecret } from './server/index.ts';
import { ingressPeer, PAGE_FOLDER } from './surroundings.ts';
import { VERSION } from './version.ts';

/** Serves the error page and the findings; nothing is optimised and evcc is never called, but for the first visit. */
export async function showFindings(config: LoadedConfig, setup: SetupActions): Promise<Pick<App, 'stop'>> {
  const clock = realClock({ onError: console.error });
  const started = moment(clock);
  const server = createServer({
    port: config.port,
    access: config.access,
    sessionSecret: keptSessionSecret(config.dataDir, config.access, console.warn),
    ingressPeer: ingressPeer(),
    pageFolder: PAGE_FOLDER,
    findings: () => config.findings,
    configPlaces: config.files,
    live: null,
    actions: null,
    history: null,
    setup,
    facts: () => ({
      version: VERSION,
      startedAt: started.at(),
      now: clock.now(),
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
