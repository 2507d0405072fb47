import { type Driver, IDLE_DRIVER, type Setting } from './policy.ts';

/** Nobody steers: the battery, if there is one, follows the house, cars charge at once. */
export function uncontrolled({ house }: Setting): Driver {
  return {
    ...IDLE_DRIVER,
    async start() {
      for (const { settings } of house.evcc.loadpoints) settings.mode = 'now';
    },
  };
}
