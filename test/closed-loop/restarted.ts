import { appBeside } from '../../api/cli/simulate.ts';
import { type LoadpointView, MINUTE_MS } from '../../api/house/index.ts';
import type { SteeredHouse } from './steered-house.ts';

/** Stops the server, lets `happen` happen and looks at what the next one makes of it. */
export async function restarted(
  house: SteeredHouse,
  happen: () => Promise<void>,
  look: (garage: () => LoadpointView | undefined) => Promise<void> | void,
): Promise<void> {
  await house.app.stop();
  await happen();
  const next = appBeside(house);
  try {
    await next.start();
    await house.pass(5 * MINUTE_MS);
    await look(() => next.live.snapshot().loadpoints.find(({ id }) => id === 'garage'));
  } finally {
    await next.stop();
  }
}
