import type { Override, Text } from '../house/index.ts';
import type { NewEvent } from '../live/index.ts';
import { boostOverride } from './boost.ts';
import type { ControlState } from './state.ts';

/** What people should hear of when control changes: overrides that begin or end, and boosts. */
export function changeEvents(before: ControlState, after: ControlState): NewEvent[] {
  return [...overrideEvents(before, after), ...boostEvents(before, after)];
}

function overrideEvents(before: ControlState, after: ControlState): NewEvent[] {
  const begun = Object.entries(after.overrides)
    .filter(([subject, { override }]) => before.overrides[subject]?.override.since !== override.since)
    .map(([subject, { override }]) => overrideEvent(subject, override.message, override));
  const ended = Object.keys(before.overrides)
    .filter((subject) => !after.overrides[subject])
    .map((subject) => overrideEvent(subject, TAKES_OVER, null));
  return [...begun, ...ended];
}

function boostEvents(before: ControlState, after: ControlState): NewEvent[] {
  const begun = Object.entries(after.boosts)
    .filter(([subject]) => !before.boosts[subject])
    .map(([subject, boost]) => overrideEvent(subject, BOOST_BEGUN, boostOverride(boost)));
  const ended = Object.keys(before.boosts)
    .filter((subject) => !after.boosts[subject])
    .map((subject) => overrideEvent(subject, BOOST_ENDED, null));
  return [...begun, ...ended];
}

function overrideEvent(subject: string, message: Text, override: Override | null): NewEvent {
  return { type: 'OVERRIDE', subject, message, payload: { kind: 'OVERRIDE', override } };
}

const TAKES_OVER: Text = { de: 'Smartload übernimmt wieder.', en: 'Smartload takes over again.' };
const BOOST_BEGUN: Text = { de: 'Boost begonnen.', en: 'Boost started.' };
const BOOST_ENDED: Text = { de: 'Boost beendet.', en: 'Boost ended.' };
