import { describeCommand, type EvccClient } from '../evcc/index.ts';
import { bufferPutBack } from './buffer-wishes.ts';
import { siteWishes, type Wanted } from './site-wishes.ts';
import type { ControlState } from './state.ts';
import { PUT_BACK } from './wish.ts';
import { errorText } from './writer.ts';

/**
 * Puts everything in evcc back that is noted as ours, except the cars' own plans, each once and in a safe order: what
 * has to come after something else is left as it is where evcc does not show that. What it refuses or does not show
 * stays noted, so that the next start puts it back.
 *
 * @throws EvccError where evcc cannot be read
 */
export async function putBack(
  evcc: Pick<EvccClient, 'write' | 'readState'>,
  state: () => ControlState,
  change: (update: (control: ControlState) => ControlState) => void,
): Promise<void> {
  const tried = new Set<string>();
  while (ownsAnything(state())) {
    const reading = await evcc.readState();
    const writes = bufferPutBack(reading.battery, state());
    if (reading.battery && writes.length === 0) change((control) => ({ ...control, bufferFound: null }));
    const wishes = siteWishes(reading, state(), { ...NOTHING, buffer: { writes, cause: PUT_BACK } });
    for (const { satisfied, settle } of wishes) if (satisfied && settle) change(settle);
    const open = new Set(wishes.filter(({ satisfied }) => !satisfied).map(({ key }) => key));
    const due = wishes.filter(
      ({ key, after = [] }) =>
        open.has(key) && !tried.has(key) && after.every((prerequisite) => !open.has(prerequisite.key)),
    );
    if (due.length === 0) return;
    for (const { key, command, own } of due) {
      tried.add(key);
      if (own) change(own);
      try {
        await evcc.write(command);
      } catch (error) {
        console.warn(`${describeCommand(command).path}: ${errorText(error).en}`);
      }
    }
  }
}

/** Who stops us does not wait for longer, by the wall clock and not by the house's. */
const LONGEST_MS = 3000;

/** Waits for it to be put back, but not for an evcc that hangs; a failure is told in the log. */
export async function inTime(done: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LONGEST_MS);
  });
  const told = done.catch((error: unknown) => {
    console.warn(`evcc could not be put back as it was found: ${errorText(error).en}`);
  });
  await Promise.race([told, limit]).finally(() => clearTimeout(timer));
}

const NOTHING: Omit<Wanted, 'buffer'> = {
  goals: new Map(),
  intentFor: () => undefined,
  batteryIntent: undefined,
  unsettled: new Set<string>(),
  carControl: 'PAUSED',
};

function ownsAnything(control: ControlState): boolean {
  return (
    control.batteryMode !== null ||
    control.bufferFound !== null ||
    Object.keys(control.loadpoints).length > 0 ||
    Object.keys(control.vehicleStrategies).length > 0
  );
}
