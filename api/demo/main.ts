import { parseArgs } from 'node:util';
import { realClock } from '../house/index.ts';
import { EVCC_VERSIONS } from './server/index.ts';
import { createVirtualHouse } from './virtual-house.ts';

/** Runs a virtual house by itself until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '7070' },
      host: { type: 'string', default: '127.0.0.1' },
      speed: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      version: { type: 'string', default: '0.315' },
    },
  });
  const version = EVCC_VERSIONS.find((known) => known === values.version);
  if (!version) throw new Error(`--version ${values.version}: allowed are ${EVCC_VERSIONS.join(', ')}.`);
  const speed = positive('--speed', values.speed);
  const clock = realClock({ speed, onError: (error) => console.error(error) });
  const house = createVirtualHouse({
    clock,
    seed: Number(values.seed),
    port: Number(values.port),
    host: values.host,
    version,
    intervalS: speed > 5 ? 30 : 10,
  });
  const { url } = await house.start();
  console.log(`Virtual house (evcc ${version}, seed ${values.seed}, speed ${speed}) at ${url}`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      house.stop().catch((error: unknown) => console.error(error));
    });
  }
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`${option} ${text}: a number above 0 is needed.`);
  return value;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
