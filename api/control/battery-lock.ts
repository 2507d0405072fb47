import type { Instant, SiteState, Text } from '../house/index.ts';
import { isPaused } from './pause.ts';
import { isLive } from './rollout.ts';
import { slotsNow } from './slot-intents.ts';
import type { ControlState } from './state.ts';

/** Whether evcc locks the battery while a car charges fast; where it does not say so, it is an old one that always does. */
export function evccLocks({ battery }: Pick<SiteState, 'battery'>): boolean {
  return battery !== null && battery.dischargeControl !== false;
}

/**
 * Why the battery gives to a car that charges fast: evcc does not lock it then, and we may not. `null` = it is locked, or
 * there is none.
 *
 * @param isGivenUp it was seen not to follow
 */
export function whyUnlocked(
  site: SiteState,
  control: ControlState,
  isGivenUp: boolean,
  now: Instant,
): Text | null {
  const { battery } = site;
  if (!battery || evccLocks(site)) return null;
  if (!battery.controllable) return NOT_CONTROLLABLE;
  const override = control.overrides.battery?.override;
  const slots = slotsNow(control, 'battery', now);
  if (slots && !(override && override.since >= slots.since))
    return slots.action === 'RELEASE' ? RELEASED : null;
  if (isPaused(control, now)) return PAUSED;
  if (override) return override.message;
  const { BATTERY } = control.rollouts;
  if (!BATTERY || !isLive(BATTERY, now)) return OBSERVED;
  return isGivenUp ? NOT_FOLLOWING : null;
}

const NOT_CONTROLLABLE: Text = {
  de: 'evcc kann diese Batterie nicht steuern.',
  en: 'evcc cannot control this battery.',
};

const RELEASED: Text = {
  de: 'Jemand hat die Batterie für diese Zeit freigegeben.',
  en: 'Somebody released the battery for this time.',
};

const PAUSED: Text = {
  de: 'Smartload pausiert.',
  en: 'Smartload is paused.',
};

const OBSERVED: Text = {
  de: 'Smartload beobachtet die Batterie noch und steuert sie nicht.',
  en: 'Smartload still observes the battery and does not steer it.',
};

const NOT_FOLLOWING: Text = {
  de: 'Die Batterie folgt nicht, wenn sie gesperrt werden soll.',
  en: 'The battery does not follow when it is to be locked.',
};
