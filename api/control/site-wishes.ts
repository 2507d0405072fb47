import type { BufferWrite } from '../buffer/index.ts';
import type { Intent, SiteState, Text } from '../house/index.ts';
import { batteryWishes } from './battery-wishes.ts';
import { bufferWishes } from './buffer-wishes.ts';
import type { CarControl } from './car-control.ts';
import type { CarGoal } from './goals.ts';
import { loadpointWishes } from './loadpoint-wishes.ts';
import { strategyPutBackWishes } from './plan-strategy.ts';
import type { ControlState } from './state.ts';
import type { Wish } from './wish.ts';

/** What is wanted of the whole site; what is ours and not wanted goes back to what it was. */
export interface Wanted {
  /** By loadpoint. */
  goals: ReadonlyMap<string, CarGoal>;
  /** Of a loadpoint. */
  intentFor: (loadpoint: string) => Intent | undefined;
  batteryIntent: Intent | undefined;
  /** Loadpoints of which nothing is concluded yet, so that nothing is done either. */
  unsettled: ReadonlySet<string>;
  /** Unless they are steered, the cars' strategies go back. */
  carControl: CarControl;
  buffer: { writes: readonly BufferWrite[]; cause: Text } | null;
}

/** Everything that we want evcc to show now, in the order in which it is to be written. */
export function siteWishes(site: SiteState, control: ControlState, wanted: Wanted): Wish[] {
  const { goals, intentFor, batteryIntent, unsettled, carControl, buffer } = wanted;
  const cars = site.loadpoints
    .filter(({ name }) => !unsettled.has(name))
    .flatMap((loadpoint) =>
      loadpointWishes(
        loadpoint,
        site,
        goals.get(loadpoint.name),
        intentFor(loadpoint.name),
        control,
        carControl,
      ),
    );
  const strategies = carControl === 'STEERED' ? [] : strategyPutBackWishes(site, control);
  return [
    ...batteryWishes(site, batteryIntent, control),
    ...cars,
    ...strategies,
    ...(buffer ? bufferWishes(site.battery, buffer.writes, buffer.cause) : []),
  ];
}
