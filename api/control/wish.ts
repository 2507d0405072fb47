import type { EvccCommand } from '../evcc/index.ts';
import type { Text } from '../house/index.ts';
import type { ControlState, OwnedLoadpoint } from './state.ts';

/** What evcc has to show before something else is written. */
export interface Prerequisite {
  /** Of another wish; one that nobody has is no prerequisite. */
  key: string;
  /** Once evcc has refused it for so long it is no longer waited for; absent = it always is. */
  patienceMs?: number;
}

/**
 * One setting of evcc as we want it. Only one that is not `satisfied` leads to a write.
 * `own` notes, before the write, that the setting is ours and what it was; `settle` is applied once evcc
 * shows what we want.
 */
export interface Wish {
  /** One writer for each thing: wishes with the same key are about the same setting, of which there is one at a time. */
  key: string;
  /** Not written before evcc shows these. */
  after?: readonly Prerequisite[];
  /** Wanted in its place once evcc has refused a prerequisite more than once; of the same setting. */
  instead?: Wish;
  /** What it means to people for as long as evcc does not follow. */
  consequence?: Text;
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
