import type { BatteryMode } from '../gql/graphql.ts';
import type { HouseParts } from '../live/live-document.ts';
import type { Intent } from './parts.ts';

/** What a car or the battery does where that is something else than what is wanted of it. */
export type Unlike =
  /** A car that is to wait has what is left of the sun. */
  | 'fromSun'
  | 'stillCharging'
  | 'sunToCar'
  | 'sunToBattery'
  | 'noSun'
  | 'notYetCharging'
  | 'locked'
  | 'notFilled'
  | 'notYetModed'
  | 'filled';

/** What has to be known of the house for it. */
export type Doing = Pick<HouseParts, 'loadpoints' | 'power' | 'battery'>;

/** What keeps a battery that is to run freely from it. */
const NOT_FREE: Record<BatteryMode, Unlike | null> = {
  UNKNOWN: null,
  NORMAL: null,
  HOLD: 'locked',
  CHARGE: 'filled',
  HOLDCHARGE: 'notFilled',
};
/** What is a mode of its own in evcc. */
const MODED: readonly Intent['action'][] = ['BATTERY_HOLD', 'BATTERY_CHARGE', 'BATTERY_HOLD_CHARGE'];

/** Below this a car takes nothing, and a battery neither. */
const CHARGING_KW = 0.1;
/** evcc follows the sun with some delay: a car that takes a little more than there is still has it from the sun. */
const FROM_SUN = 0.8;

/** `null` = it does what is wanted, or nobody knows better. */
export function unlike(
  { capability, subject, action, live }: Pick<Intent, 'capability' | 'subject' | 'action' | 'live'>,
  house: Doing,
): Unlike | null {
  if (capability === 'BATTERY') return unlikeMode(action, live, house);
  const car = house.loadpoints.find(({ id }) => id === subject);
  const powerKw = car?.powerKw ?? null;
  if (!live || !car || powerKw === null) return null;
  const charges = powerKw >= CHARGING_KW;
  if (action === 'CAR_WAIT' && charges)
    return followsSun(car) && sunLeftKw(house, subject) >= powerKw * FROM_SUN ? 'fromSun' : 'stillCharging';
  if (action === 'CAR_CHARGE' && !charges) return 'notYetCharging';
  return action === 'CAR_SOLAR' && !charges ? sunWhere(house, subject) : null;
}

/** The car that has the sun instead of the one at `subject`, absent where there is none. */
export function sunTaker({ loadpoints }: Pick<Doing, 'loadpoints'>, subject: string) {
  return loadpoints.find(({ id, powerKw }) => id !== subject && (powerKw ?? 0) >= CHARGING_KW);
}

function unlikeMode(action: Intent['action'], live: boolean, { battery }: Doing): Unlike | null {
  const mode = battery?.externalMode ?? battery?.mode ?? 'UNKNOWN';
  if (action === 'BATTERY_RELEASE') return NOT_FREE[mode];
  if (!live) return null;
  // What was to be charged is there already, and is kept.
  if (action === 'BATTERY_CHARGE' && mode === 'HOLD') return 'locked';
  return mode === 'NORMAL' && MODED.includes(action) ? 'notYetModed' : null;
}

function sunWhere(house: Doing, subject: string): Unlike {
  if (sunLeftKw(house, null) < CHARGING_KW) return 'noSun';
  if (sunTaker(house, subject)) return 'sunToCar';
  return -(house.power?.batteryKw ?? 0) >= CHARGING_KW ? 'sunToBattery' : 'noSun';
}

/** What the sun gives beside what the house takes, and cars without `subject`; 0 where that is not known. */
function sunLeftKw({ power, loadpoints }: Doing, subject: string | null): number {
  if (power?.pvKw == null || power.homeKw === null) return 0;
  const others = subject === null ? [] : loadpoints.filter(({ id }) => id !== subject);
  return others.reduce((left, { powerKw }) => left - (powerKw ?? 0), power.pvKw - power.homeKw);
}

const followsSun = ({ mode }: Doing['loadpoints'][number]) => mode === 'PV' || mode === 'MINPV';
