import type { Instant, SiteState } from '../house/index.ts';
import { withYieldedCurrents } from './charge-current.ts';
import { rememberPersonPlans } from './evcc-plans.ts';
import { endedBoosts, withoutPast } from './expiry.ts';
import { withIdleCars } from './idle-cars.ts';
import { withLearned } from './learned-battery.ts';
import { withLearnedCars } from './learned-cars.ts';
import { withHoldChargeLearned } from './learned-hold-charge.ts';
import { endedManualSocs, withLastSoc } from './manual-soc.ts';
import { withOutdoneDepartures } from './outdone-departures.ts';
import { detectOverrides, type OverrideFacts } from './overrides.ts';
import { withYieldedStrategies } from './plan-strategy.ts';
import { withRenamed } from './renamed.ts';
import { withSessionLimits } from './session-limits.ts';
import { withSlotsBegun } from './slot-overrides.ts';
import type { ControlState } from './state.ts';
import { unseenDepartures, withCablesOut } from './unseen-departures.ts';

/**
 * What a reading of evcc says about control: names that changed, what devices can do, who overrode us, and what has
 * come to its end.
 */
export function noticed(
  control: ControlState,
  reading: SiteState,
  facts: OverrideFacts,
  now: Instant,
): ControlState {
  const named = withRenamed(control, reading);
  const unseen = unseenDepartures(named, reading, facts.afterStop ?? false);
  const { left, lostContact } = unseen;
  if (left.size + lostContact.size === 0) return noticedOnce(named, reading, facts, now);
  // What ends with the cable ends as if it had been seen.
  const leaving = new Set([...facts.leaving, ...lostContact]);
  const without = noticedOnce(named, withCablesOut(reading, unseen), { ...facts, leaving }, now);
  return noticedOnce(without, reading, facts, now);
}

function noticedOnce(
  control: ControlState,
  reading: SiteState,
  facts: OverrideFacts,
  now: Instant,
): ControlState {
  const { pending, leaving } = facts;
  const known = withLastSoc(control, reading);
  const battery = withHoldChargeLearned(withLearned(known, reading, now), reading, now);
  const learned = withLearnedCars(battery, reading, now);
  const idle = withIdleCars(learned, reading, leaving);
  const yielded = withYieldedCurrents(idle, reading, pending);
  const limited = withSessionLimits(yielded, reading, { pending, leaving }, now);
  const strategies = withYieldedStrategies(limited, reading, { pending, leaving });
  const departing = withOutdoneDepartures(strategies, reading, { pending, leaving }, now);
  const seen = detectOverrides(reading, departing, facts, now);
  const ended = endedManualSocs(endedBoosts(seen, reading, leaving, now), reading, leaving);
  const modes = new Map(reading.loadpoints.map(({ name, mode }) => [name, mode]));
  const current = withSlotsBegun(withoutPast(ended, now), modes, now);
  // What evcc shows of a car that may only seem to have left is not a person's word.
  return leaving.size > 0 ? current : rememberPersonPlans(current, reading, now);
}
