import type { BufferWrite } from '../buffer/index.ts';
import type { BatteryState, Text } from '../house/index.ts';
import type { ControlState } from './state.ts';
import type { Wish } from './wish.ts';

/** The buffer settings as wishes, in the order in which evcc accepts them. */
export function bufferWishes(
  battery: BatteryState | null,
  writes: readonly BufferWrite[],
  cause: Text,
): Wish[] {
  if (!battery) return [];
  return writes.map(({ setting, value }) => ({
    key: `buffer:${setting}`,
    subject: 'buffer',
    command: { kind: setting, socPercent: value },
    satisfied: reported(battery, setting) === value,
    cause,
    own: (state: ControlState) => ({ ...state, bufferFound: state.bufferFound ?? chain(battery) }),
  }));
}

/** The writes that bring the chain back to what it was before us. */
export function bufferPutBack(battery: BatteryState | null, control: ControlState): BufferWrite[] {
  const found = control.bufferFound;
  if (!battery || !found) return [];
  const wanted: [BufferWrite['setting'], number | null][] = [
    ['bufferStartSoc', found.bufferStartSoc],
    ['bufferSoc', found.bufferSoc],
    ['prioritySoc', found.prioritySoc],
  ];
  const writes = wanted.flatMap(([setting, value]) =>
    value === null || reported(battery, setting) === value ? [] : [{ setting, value }],
  );
  const lowering = found.bufferSoc < (battery.bufferSocPercent ?? found.bufferSoc);
  return lowering ? writes.reverse() : writes;
}

function chain(battery: BatteryState): NonNullable<ControlState['bufferFound']> {
  return {
    prioritySoc: battery.prioritySocPercent,
    bufferSoc: battery.bufferSocPercent ?? 0,
    bufferStartSoc: battery.bufferStartSocPercent,
  };
}

function reported(battery: BatteryState, setting: BufferWrite['setting']): number | null {
  if (setting === 'prioritySoc') return battery.prioritySocPercent;
  if (setting === 'bufferSoc') return battery.bufferSocPercent;
  return battery.bufferStartSocPercent;
}
