import { type Capability, DAY_MS, type Instant, type Rollout, type Settings } from '../house/index.ts';
import type { ControlState, RolloutState } from './state.ts';

/** A capability that is seen for the first time: observed for `days`, at once live with 0. */
function newRollout(now: Instant, days: number): RolloutState {
  return { firstRunAt: now, observeUntil: now + days * DAY_MS };
}

/** With the rollouts of battery and cars begun where they are seen for the first time. */
export function withNewRollouts(
  control: ControlState,
  { observationDays }: Pick<Settings, 'observationDays'>,
  now: Instant,
): ControlState {
  const { BATTERY, VEHICLES } = control.rollouts;
  return {
    ...control,
    rollouts: {
      ...control.rollouts,
      BATTERY: BATTERY ?? newRollout(now, observationDays.BATTERY),
      VEHICLES: VEHICLES ?? newRollout(now, observationDays.VEHICLES),
    },
  };
}

/** Whether the capability may write to evcc. */
export function isLive(rollout: RolloutState, now: Instant): boolean {
  return now >= rollout.observeUntil;
}

/** Changes what is known of a capability's rollout; one that was never seen stays so. */
export function withRollout(
  control: ControlState,
  capability: Capability,
  update: (rollout: RolloutState) => RolloutState,
): ControlState {
  const rollout = control.rollouts[capability];
  if (!rollout) return control;
  return { ...control, rollouts: { ...control.rollouts, [capability]: update(rollout) } };
}

/** What people see of battery and cars. */
export function rolloutViews({ rollouts }: ControlState, now: Instant): Rollout[] {
  return (['BATTERY', 'VEHICLES'] as const).flatMap((capability) => {
    const rollout = rollouts[capability];
    return rollout ? [rolloutView(capability, rollout, now)] : [];
  });
}

export function activated(rollout: RolloutState, now: Instant): RolloutState {
  return { ...rollout, observeUntil: Math.min(rollout.observeUntil, now) };
}

/** Observes until `days` from now, whatever it was before. */
export function extended(rollout: RolloutState, now: Instant, days: number): RolloutState {
  return { ...rollout, observeUntil: now + days * DAY_MS };
}

/** What people see of it; days are rounded up, so that "1 day left" is said until it is live. */
function rolloutView(capability: Capability, rollout: RolloutState, now: Instant): Rollout {
  if (isLive(rollout, now)) return { capability, mode: 'LIVE', liveAt: null, daysRemaining: null };
  return {
    capability,
    mode: 'OBSERVATION',
    liveAt: rollout.observeUntil,
    daysRemaining: Math.ceil((rollout.observeUntil - now) / DAY_MS),
  };
}
