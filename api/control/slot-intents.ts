import type { Instant, Intent, LoadpointState, Override } from '../house/index.ts';
import type { BatteryAbility } from './battery-action.ts';
import { maxChargePowerKw } from './power.ts';
import { slotOverrideNow, slotOverrideView, slotsOverride } from './slot-overrides.ts';
import type { ControlState, StoredSlotOverride } from './state.ts';

/** What every intent about a car begins with. */
export interface CarIntentBase {
  subject: string;
  capability: 'VEHICLES';
  since: Instant;
}

/** Slots that a person decided and that count now: a pause that was asked for later ends them. */
export function slotsNow(control: ControlState, target: string, now: Instant): StoredSlotOverride | null {
  const slots = slotOverrideNow(control, target, now);
  const pausedLater = slots && control.pause && control.pause.since >= slots.since;
  return pausedLater ? null : slots;
}

const SLOT_BATTERY_ACTIONS = {
  CHARGE: 'BATTERY_CHARGE',
  HOLD: 'BATTERY_HOLD',
  RELEASE: 'BATTERY_RELEASE',
} as const;

/** A person's own wish: it is carried out even while the battery is only observed. */
export function batterySlotIntent(
  base: { subject: 'battery'; capability: 'BATTERY'; since: Instant },
  slots: StoredSlotOverride,
  live: boolean,
  controllable: boolean,
  ability: BatteryAbility,
): Intent {
  const { action, end } = slots;
  const charges = action === 'CHARGE';
  return {
    ...base,
    action: SLOT_BATTERY_ACTIONS[action],
    powerKw: charges ? -ability.maxChargeKw : null,
    socPercent: charges ? ability.maxSocPercent : null,
    until: end,
    live: action === 'RELEASE' ? live : controllable,
    reason: slotOverrideView(slots).message,
  };
}

/** What a person decided for these slots of a car; `HOLD` leaves it to the sun, since `off` would outlive us. */
export function carSlotIntent(
  base: CarIntentBase,
  loadpoint: LoadpointState,
  slots: StoredSlotOverride,
  live: boolean,
): Intent {
  const { action, end: until } = slots;
  const reason = slotOverrideView(slots).message;
  if (action === 'RELEASE') return leftAlone(base, slotsOverride(slots));
  if (action === 'HOLD')
    return { ...base, action: 'CAR_WAIT', powerKw: null, socPercent: null, until, live, reason };
  const powerKw = maxChargePowerKw(loadpoint);
  const socPercent = loadpoint.vehicleSocPercent === null ? null : 100;
  return { ...base, action: 'CAR_CHARGE', powerKw, socPercent, until, live: true, reason };
}

/** A car that is left to evcc and to people, and why. */
export function leftAlone(base: CarIntentBase, { until, message }: Override): Intent {
  return {
    ...base,
    action: 'CAR_LEAVE_ALONE',
    powerKw: null,
    socPercent: null,
    until,
    live: false,
    reason: message,
  };
}
