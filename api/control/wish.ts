import type { EvccCommand } from '../evcc/index.ts';
import type { Text } from '../house/index.ts';
import type { ControlState, OwnedLoadpoint } from './state.ts';

/**
 * One setting of evcc as we want it. Only one that is not `satisfied` leads to a write.
 * `own` notes, before the write, that the setting is ours and what it was; `settle` is applied once evcc
 * shows what we want.
 */
export interface Wish {
  /** One writer for each thing: wishes with the same key are about the same setting. */
  key: string;
  subject: string;
  command: EvccCommand;
  satisfied: boolean;
  cause: Text;
  own?: (control: ControlState) => ControlState;
  settle?: (control: ControlState) => ControlState;
}

/** Cause of every write that undoes one of ours. */
export const PUT_BACK: Text = {
  de: 'Smartload stellt zurück, was es geändert hatte.',
  en: 'Smartload puts back what it had changed.',
};

/** Notes something at a loadpoint as ours. */
export function owning(name: string, change: (owned: OwnedLoadpoint) => Partial<OwnedLoadpoint>) {
  return (state: ControlState): ControlState => {
    const owned = state.loadpoints[name] ?? {};
    return { ...state, loadpoints: { ...state.loadpoints, [name]: { ...owned, ...change(owned) } } };
  };
}

/** Something at a loadpoint is no longer ours. */
export function disowning(name: string, key: keyof OwnedLoadpoint) {
  return (state: ControlState): ControlState => {
    const { [key]: _returned, ...rest } = state.loadpoints[name] ?? {};
    const { [name]: _all, ...others } = state.loadpoints;
    return { ...state, loadpoints: Object.keys(rest).length > 0 ? { ...others, [name]: rest } : others };
  };
}
