import type { BatteryMode, Instant } from '../../house/index.ts';
import type { DeviceMode } from '../plant/index.ts';
import type { BatteryMemory } from './memory.ts';

/** An external mode is forgotten this long after its last post. */
export const WATCHDOG_MS = 60_000;

/** In the order of evcc's integers. */
export const BATTERY_MODES = ['unknown', 'normal', 'hold', 'charge', 'holdcharge'] as const;

/** Takes an external mode from outside; `unknown` releases it. */
export function setExternalMode(battery: BatteryMemory, mode: BatteryMode, now: Instant): void {
  battery.resetPending = mode === 'unknown' && (battery.external !== 'unknown' || battery.resetPending);
  battery.external = mode;
  battery.externalAt = now;
  battery.externalKnown = true;
}

/** The watchdog: releases an external mode that nobody has posted for more than a minute. */
export function expireExternalMode(battery: BatteryMemory, now: Instant): void {
  if (battery.external !== 'unknown' && now - battery.externalAt > WATCHDOG_MS) {
    setExternalMode(battery, 'unknown', now);
  }
}

/** evcc's own reasons to steer the battery. */
export interface BatteryWishes {
  gridChargeActive: boolean;
  dischargeLocked: boolean;
  /** The grid operator dims the house (§14a EnWG): a charge becomes a hold. */
  dimmed: boolean;
}

/** What this cycle wants of the battery; `null` = leave it as it is. */
function requiredMode(battery: BatteryMemory, wishes: BatteryWishes): BatteryMode | null {
  const unlessThere = (mode: BatteryMode) => {
    const allowed = mode === 'charge' && wishes.dimmed ? 'hold' : mode;
    return battery.mode === allowed ? null : allowed;
  };
  if (battery.resetPending) return 'normal';
  if (battery.external !== 'unknown') return unlessThere(battery.external);
  if (wishes.gridChargeActive) return unlessThere('charge');
  if (wishes.dischargeLocked) return unlessThere('hold');
  return battery.mode === 'unknown' || battery.mode === 'normal' ? null : 'normal';
}

/**
 * One cycle of battery control: what the device is told. At `maxSoc` forced charging becomes a hold, while evcc
 * goes on saying `charge`.
 */
export function controlBattery(
  battery: BatteryMemory,
  device: DeviceMode,
  wishes: BatteryWishes,
  socPercent: number,
  maxSoc: number,
): DeviceMode {
  const required = requiredMode(battery, wishes);
  battery.resetPending = false;
  if (required) battery.mode = required;
  if (battery.mode === 'charge')
    return maxSoc > 0 && maxSoc < 100 && socPercent >= maxSoc ? 'hold' : 'charge';
  if (required === null || required === 'unknown') return device;
  return required;
}
