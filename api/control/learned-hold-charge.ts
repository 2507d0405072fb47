import { DAY_MS, type Instant, type SiteState } from '../house/index.ts';
import type { Contradiction } from './contradiction.ts';
import { CHARGING_KW, RAMP_MS } from './learned-battery.ts';
import type { ControlState, LearnedBattery, LearnedHoldCharge } from './state.ts';

/** Only beside a surplus of this much it can be seen that a battery does not take it. */
const SEEN_SURPLUS_KW = 0.5;
/** What a battery did not follow is tried again after this. */
const FORGET_MS = 30 * DAY_MS;
/** For so long people are told of it. */
const TOLD_MS = DAY_MS;

/**
 * Whether the battery leaves a surplus to the grid when it is told not to charge. evcc takes the order from everybody
 * and shows it also where the device knows no such mode, so only the measured power tells: a battery that goes on
 * charging, or an evcc that never shows the mode, is not asked again for a month.
 */
export function withHoldChargeLearned(control: ControlState, site: SiteState, now: Instant): ControlState {
  const before = control.learnedBattery.holdCharge;
  const holdCharge = learned(before, control, site, now);
  return holdCharge === before
    ? control
    : { ...control, learnedBattery: { ...control.learnedBattery, holdCharge } };
}

function learned(
  before: LearnedHoldCharge,
  { batteryMode }: ControlState,
  { battery, gridPowerKw }: SiteState,
  now: Instant,
): LearnedHoldCharge {
  if (!battery || batteryMode !== 'holdcharge')
    return before.toldSince === null ? before : { ...before, toldSince: null };
  const toldSince = before.toldSince ?? now;
  const told = before.toldSince === null ? { ...before, toldSince } : before;
  if (now - toldSince < RAMP_MS) return told;
  if (battery.mode !== 'holdcharge') return refusing(told, now);
  if (battery.powerKw === null) return told;
  if (battery.powerKw < -CHARGING_KW) return refusing(told, now);
  const exportsKw = gridPowerKw === null ? 0 : -gridPowerKw;
  return exportsKw >= SEEN_SURPLUS_KW && told.seenAt === null ? { ...told, seenAt: now } : told;
}

function refusing(told: LearnedHoldCharge, now: Instant): LearnedHoldCharge {
  return { ...told, refusesSince: now, seenAt: null };
}

/** Whether this battery was seen to charge although it was told not to, lately. */
export function refusesHoldCharge({ holdCharge }: LearnedBattery, now: Instant): boolean {
  return holdCharge.refusesSince !== null && now - holdCharge.refusesSince < FORGET_MS;
}

/** What people read for a day when the battery was seen to charge although it was told not to. */
export function unheld({ holdCharge }: LearnedBattery, now: Instant): Contradiction[] {
  const { refusesSince } = holdCharge;
  if (refusesSince === null || now - refusesSince > TOLD_MS) return [];
  const message = {
    de: 'Die Batterie hat geladen, obwohl evcc das Laden sperren sollte („holdcharge“). Smartload verlangt das einen Monat lang nicht mehr von ihr und lässt sie Überschüsse speichern.',
    en: 'The battery charged although evcc was to keep it from charging ("holdcharge"). Smartload does not ask for that for a month and lets it store surplus.',
  };
  return [{ subject: 'battery', since: refusesSince, message }];
}
