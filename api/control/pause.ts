import type { Instant, Override, Pause, Text } from '../house/index.ts';
import type { ControlState } from './state.ts';

const PAUSED: Text = {
  de: 'Smartload macht Pause, weil jemand darum gebeten hat: evcc steuert allein.',
  en: 'Smartload pauses because somebody asked for it: evcc is on its own.',
};

/** The master switch is off: nothing is steered, and what we changed goes back. */
export function isPaused({ pause }: Pick<ControlState, 'pause'>, now: Instant): boolean {
  return pause !== null && (pause.until === null || pause.until > now);
}

/** The pause as people see it; `null` = there is none. */
export function pauseView({ pause }: Pick<ControlState, 'pause'>): Pause | null {
  return pause && { ...pause, message: PAUSED };
}

/** Releases everything from `now` on; boosts end, wishes for later stay. */
export function paused(control: ControlState, now: Instant, until: Instant | null): ControlState {
  const since = control.pause?.since ?? now;
  return { ...control, boosts: {}, pause: { since, until } };
}

/** The pause as the reason why a loadpoint is left alone. */
export function pauseOverride(pause: Pause): Override {
  return { kind: 'PAUSE', ...pause, targetSocPercent: null };
}
