import type { Inherited } from '../config/index.ts';
import { type ControlState, controlStateSchema, emptyControlState } from '../control/index.ts';
import type { Store } from '../history/index.ts';

/** What control remembers; on the first start what the predecessor's files say. */
export function rememberedControl(store: Store, inherited: Inherited): ControlState {
  const remembered = store.get('control', (value) => controlStateSchema.parse(value));
  if (remembered) return remembered;
  return {
    ...emptyControlState(),
    departures: mapValues(inherited.departures, (departure) => ({
      departure,
      targetSocPercent: null,
      targetEnergyKwh: null,
    })),
    manualSoc: mapValues(inherited.manualSoc, ({ socPercent }) => socPercent),
  };
}

function mapValues<T, U>(record: Record<string, T>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
