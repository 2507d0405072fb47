import { CAPABILITIES, type Capability, type Instant } from '../house/index.ts';
import type { NewEvent } from '../live/index.ts';
import { isLive } from './rollout.ts';
import type { ControlState } from './state.ts';

/** What people should hear of when control changes: overrides that begin or end, boosts, rollouts. */
export function changeEvents(before: ControlState, after: ControlState, now: Instant): NewEvent[] {
  return [
    ...overrideEvents(before, after),
    ...boostEvents(before, after),
    ...rolloutEvents(before, after, now),
  ];
}

function overrideEvents(before: ControlState, after: ControlState): NewEvent[] {
  const events: NewEvent[] = [];
  for (const [subject, { override }] of Object.entries(after.overrides))
    if (before.overrides[subject]?.override.since !== override.since)
      events.push({ type: 'OVERRIDE', subject, message: override.message });
  for (const subject of Object.keys(before.overrides))
    if (!after.overrides[subject])
      events.push({
        type: 'OVERRIDE',
        subject,
        message: { de: 'Smartload übernimmt wieder.', en: 'Smartload takes over again.' },
      });
  return events;
}

function boostEvents(before: ControlState, after: ControlState): NewEvent[] {
  const events: NewEvent[] = [];
  for (const subject of Object.keys(after.boosts))
    if (!before.boosts[subject])
      events.push({
        type: 'OVERRIDE',
        subject,
        message: { de: 'Boost begonnen.', en: 'Boost started.' },
      });
  for (const subject of Object.keys(before.boosts))
    if (!after.boosts[subject])
      events.push({ type: 'OVERRIDE', subject, message: { de: 'Boost beendet.', en: 'Boost ended.' } });
  return events;
}

function rolloutEvents(before: ControlState, after: ControlState, now: Instant): NewEvent[] {
  const mode = (control: ControlState, capability: Capability) => {
    const rollout = control.rollouts[capability];
    return rollout ? isLive(rollout, now) : null;
  };
  return CAPABILITIES.flatMap((capability): NewEvent[] => {
    const live = mode(after, capability);
    if (live === null || mode(before, capability) === null || live === mode(before, capability)) return [];
    return [
      {
        type: 'ROLLOUT',
        subject: capability,
        message: live
          ? { de: 'Smartload steuert ab jetzt.', en: 'Smartload steers from now on.' }
          : { de: 'Smartload beobachtet nur.', en: 'Smartload only observes.' },
      },
    ];
  });
}
