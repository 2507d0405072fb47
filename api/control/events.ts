import type { Override, Text } from '../house/index.ts';
import type { NewEvent } from '../live/index.ts';
import { boostOverride } from './boost.ts';
import { pauseOverride, pauseView } from './pause.ts';
import { sessionLimitOverride } from './session-limits.ts';
import { isLeftOf, slotsOverride } from './slot-overrides.ts';
import type { ControlState } from './state.ts';

/** What people should hear of when control changes: overrides that begin or end, and boosts. */
export function changeEvents(before: ControlState, after: ControlState): NewEvent[] {
  return [
    ...overrideEvents(before, after),
    ...sessionLimitEvents(before, after),
    ...boostEvents(before, after),
    ...slotEvents(before, after),
    ...pauseEvents(before, after),
  ];
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

function sessionLimitEvents(before: ControlState, after: ControlState): NewEvent[] {
  const set = Object.entries(after.sessionLimits)
    .filter(([name, { since }]) => before.sessionLimits[name]?.since !== since)
    .flatMap(([name]) => {
      const override = sessionLimitOverride(after, name);
      return override ? [overrideEvent(name, override.message, override)] : [];
    });
  const ended = Object.keys(before.sessionLimits).filter((name) => !after.sessionLimits[name]);
  return [...set, ...ended.map((name) => overrideEvent(name, TAKES_OVER, null))];
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

/** What replaces an earlier decision begins without an end of that, and what is left of it does not begin again. */
function slotEvents(
  { slotOverrides: before }: ControlState,
  { slotOverrides: after }: ControlState,
): NewEvent[] {
  const isIn = (list: ControlState['slotOverrides'], id: string) => list.some((slots) => slots.id === id);
  const begun = after.filter(
    (slots) => !isIn(before, slots.id) && !before.some((whole) => isLeftOf(slots, whole)),
  );
  const ended = before.filter(
    ({ id, target }) => !isIn(after, id) && !begun.some((slots) => slots.target === target),
  );
  return [
    ...begun.map((slots) => {
      const override = slotsOverride(slots);
      return overrideEvent(slots.target, override.message, override);
    }),
    ...ended.map(({ target }) => overrideEvent(target, SLOTS_ENDED, null)),
  ];
}

/** About everything, so about no single subject. */
function pauseEvents(before: ControlState, after: ControlState): NewEvent[] {
  const pause = pauseView(after);
  if (pause && pause.since !== before.pause?.since)
    return [overrideEvent(null, pause.message, pauseOverride(pause))];
  return before.pause && !pause ? [overrideEvent(null, TAKES_OVER, null)] : [];
}

function overrideEvent(subject: string | null, message: Text, override: Override | null): NewEvent {
  return { type: 'OVERRIDE', subject, message, payload: { kind: 'OVERRIDE', override } };
}

const TAKES_OVER: Text = { de: 'Smartload übernimmt wieder.', en: 'Smartload takes over again.' };
const SLOTS_ENDED: Text = { de: 'Die Vorgabe ist zu Ende.', en: 'The decision for these slots has ended.' };
const BOOST_BEGUN: Text = { de: 'Boost begonnen.', en: 'Boost started.' };
const BOOST_ENDED: Text = { de: 'Boost beendet.', en: 'Boost ended.' };
