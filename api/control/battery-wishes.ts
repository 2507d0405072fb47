import { type EvccCommand, followed } from '../evcc/index.ts';
import type { Intent, SiteState } from '../house/index.ts';
import { evccLocks } from './battery-lock.ts';
import { chargesFast } from './battery-to-car.ts';
import { isDimmedCharge } from './contradiction.ts';
import { learnedMaxSoc } from './learned-battery.ts';
import type { ControlState } from './state.ts';
import { PUT_BACK, type Wish } from './wish.ts';

/** Of the wish for the battery's mode. */
export const BATTERY_MODE_KEY = 'battery:mode';

/** The battery mode: `hold`, `charge`, `holdcharge` and, for a car, `normal` are ours for as long as we say so; else it is released. */
export function batteryWishes(site: SiteState, intent: Intent | undefined, control: ControlState): Wish[] {
  const { battery } = site;
  if (!battery) return [];
  const wanted =
    wantedBatteryMode(site, intent, learnedMaxSoc(control.learnedBattery, site.observedAt)) ??
    (intent?.live && control.batteryMode !== null && isLocked(site) ? 'hold' : null);
  if (wanted) {
    const command: EvccCommand = { kind: 'batteryMode', mode: wanted };
    // evcc shows at once that it was asked, and what the device follows only after its next control cycle.
    const asked = control.batteryMode === wanted && battery.externalMode === wanted;
    return [
      {
        key: BATTERY_MODE_KEY,
        subject: 'battery',
        command,
        satisfied: asked && (followed(command, site) === true || isDimmedCharge(site, wanted, battery)),
        cause: intent?.reason ?? PUT_BACK,
        own: (state) => ({ ...state, batteryMode: wanted }),
      },
    ];
  }
  if (control.batteryMode === null) return [];
  return [
    {
      key: BATTERY_MODE_KEY,
      subject: 'battery',
      command: { kind: 'releaseBatteryMode' },
      satisfied: battery.externalMode === null,
      cause: intent?.reason ?? PUT_BACK,
      settle: (state) => ({ ...state, batteryMode: null }),
    },
  ];
}

/**
 * A car charges fast and evcc locks the battery meanwhile. Whoever releases an external mode now unlocks it for a
 * control cycle before evcc's own rule counts again, so it is held until the car is done.
 */
function isLocked(site: SiteState): boolean {
  return evccLocks(site) && site.loadpoints.some(chargesFast);
}

/** `charge` becomes `hold` once the planned SoC is reached, since nothing else would stop it within the slot. */
function wantedBatteryMode(
  site: SiteState,
  intent: Intent | undefined,
  deviceMaxSoc: number | null,
): ControlState['batteryMode'] {
  const { battery } = site;
  if (!battery || !intent?.live) return null;
  if (intent.action === 'BATTERY_TO_CAR')
    return battery.socPercent !== null && battery.socPercent > (intent.socPercent ?? 100) ? 'normal' : 'hold';
  if (intent.action === 'BATTERY_HOLD') return 'hold';
  // A battery that may not charge still gives: where evcc locks it, it stays locked.
  if (intent.action === 'BATTERY_HOLD_CHARGE') return isLocked(site) ? 'hold' : 'holdcharge';
  if (intent.action !== 'BATTERY_CHARGE') return null;
  const stop = Math.min(intent.socPercent ?? 100, deviceMaxSoc ?? 100);
  const reached = battery.socPercent !== null && battery.socPercent >= stop;
  return reached ? 'hold' : 'charge';
}
