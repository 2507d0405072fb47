import type { ChargeMode } from '../house/index.ts';
import { withoutSessionLimit } from './session-limits.ts';
import type { ControlState } from './state.ts';
import { owning } from './wish.ts';

/**
 * Takes a loadpoint back from whoever changed its mode. The mode that evcc shows counts as ours from here on, and `pv`
 * as what to give back: what somebody had chosen before it is not known, and `off` or `now` would be another override.
 */
export function takenOver(control: ControlState, name: string, mode: ChargeMode): ControlState {
  const { [name]: _ended, ...overrides } = control.overrides;
  const state = { ...control, overrides };
  const isTheirs = (mode === 'now' || mode === 'off') && !state.loadpoints[name]?.mode;
  return isTheirs ? owning(name, () => ({ mode: { original: 'pv', ours: mode } }))(state) : state;
}

/** Ends everything that keeps us from planning a loadpoint: changes of mode or limit in evcc, a boost, and slots that are running. */
export function released(control: ControlState, name: string, mode: ChargeMode, now: number): ControlState {
  const state = withoutSessionLimit(takenOver(control, name, mode), name);
  const { [name]: _boost, ...boosts } = state.boosts;
  const slotOverrides = state.slotOverrides.filter(
    ({ target, start, end }) => target !== name || start > now || end <= now,
  );
  return { ...state, boosts, slotOverrides };
}
