import { describeCommand, type EvccClient } from '../evcc/index.ts';
import { batteryWishes } from './battery-wishes.ts';
import { bufferPutBack, bufferWishes } from './buffer-wishes.ts';
import { strategyPutBackWishes } from './dead-mans-plan.ts';
import { loadpointWishes } from './loadpoint-wishes.ts';
import type { ControlState } from './state.ts';
import { PUT_BACK } from './wish.ts';
import { errorText } from './writer.ts';

/**
 * Puts everything in evcc back that is noted as ours, except the cars' own plans, each once and without waiting
 * for evcc to follow. What evcc refuses stays noted, so that the next start puts it back.
 *
 * @throws EvccError where evcc cannot be read
 */
export async function putBack(
  evcc: Pick<EvccClient, 'write' | 'readState'>,
  state: () => ControlState,
  change: (update: (control: ControlState) => ControlState) => void,
): Promise<void> {
  if (!ownsAnything(state())) return;
  const reading = await evcc.readState();
  const control = state();
  const wishes = [
    ...batteryWishes(reading, undefined, control),
    ...reading.loadpoints.flatMap((loadpoint) =>
      loadpointWishes(loadpoint, reading, undefined, undefined, control),
    ),
    ...strategyPutBackWishes(reading, control),
    ...bufferWishes(reading.battery, bufferPutBack(reading.battery, control), PUT_BACK),
  ];
  let bufferReturned = true;
  for (const wish of wishes) {
    try {
      if (!wish.satisfied) await evcc.write(wish.command);
      if (wish.settle) change(wish.settle);
    } catch (error) {
      if (wish.subject === 'buffer') bufferReturned = false;
      console.warn(`${describeCommand(wish.command).path}: ${errorText(error).en}`);
    }
  }
  if (bufferReturned) change((before) => ({ ...before, bufferFound: null }));
}

function ownsAnything(control: ControlState): boolean {
  return (
    control.batteryMode !== null ||
    control.bufferFound !== null ||
    Object.keys(control.loadpoints).length > 0 ||
    Object.keys(control.vehicleStrategies).length > 0
  );
}
