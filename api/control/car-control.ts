import type { Instant } from '../house/index.ts';
import { isPaused } from './pause.ts';
import { isLive } from './rollout.ts';
import type { ControlState } from './state.ts';

/** Whether cars are charged by our plan now: everything may rest instead, or cars may only be observed. */
export type CarControl = 'STEERED' | 'PAUSED' | 'OBSERVED';

export function carControl(control: ControlState, now: Instant): CarControl {
  if (isPaused(control, now)) return 'PAUSED';
  const { VEHICLES } = control.rollouts;
  return VEHICLES !== undefined && isLive(VEHICLES, now) ? 'STEERED' : 'OBSERVED';
}
