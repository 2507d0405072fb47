import { DAY_MS, type Instant, MINUTE_MS, type SiteState } from '../house/index.ts';
import type { ControlState, LearnedBattery } from './state.ts';

/** evcc's cycle and the inverter's own ramp lie between an order and the power that belongs to it. */
export const RAMP_MS = 2 * MINUTE_MS;
/** A battery that takes less than this does not charge. */
export const CHARGING_KW = 0.2;
/** Above it batteries take less of themselves; what they take there says nothing of their rate. */
const TAPER_SOC_PERCENT = 85;
/** Without charging for so long although it is told to, it cannot, or has reached a limit of its own. */
const REFUSED_MS = 10 * MINUTE_MS;
/** What a battery could not do is tried again after this. */
const FORGET_MS = 7 * DAY_MS;
/** Share of a new measurement. */
const NEW_SHARE = 0.2;

/**
 * What this battery does when it is told to charge, from its measured power: at which rate, up to which SoC, and
 * whether it takes energy from the grid at all.
 */
export function withLearned(control: ControlState, site: SiteState, now: Instant): ControlState {
  const { battery } = site;
  // While the grid operator dims the house, evcc turns a charge into a hold: that says nothing of the battery.
  const told = battery?.mode === 'charge' && control.batteryMode === 'charge' && !site.dimmed;
  const before = control.learnedBattery;
  if (!battery || !told || battery.powerKw === null || battery.socPercent === null)
    return before.toldToChargeSince === null
      ? control
      : { ...control, learnedBattery: { ...before, toldToChargeSince: null } };
  const since = before.toldToChargeSince ?? now;
  const learned = { ...before, toldToChargeSince: since };
  const takesKw = -battery.powerKw;
  const next =
    now - since < RAMP_MS ? learned : measured(learned, takesKw, battery.socPercent, now - since, now);
  return { ...control, learnedBattery: next };
}

function measured(
  learned: LearnedBattery,
  takesKw: number,
  socPercent: number,
  toldMs: number,
  now: Instant,
): LearnedBattery {
  if (takesKw >= CHARGING_KW) {
    const charges = { ...learned, refusesSince: null, maxSoc: keptMaxSoc(learned, socPercent) };
    if (socPercent >= TAPER_SOC_PERCENT) return charges;
    const before = learned.chargeKw;
    const chargeKw = before === null ? takesKw : before + NEW_SHARE * (takesKw - before);
    return { ...charges, chargeKw: Math.round(chargeKw * 20) / 20 };
  }
  if (toldMs < REFUSED_MS) return learned;
  // A battery that has charged before stops at a limit of its own; one that never did cannot.
  return learned.chargeKw === null
    ? { ...learned, refusesSince: learned.refusesSince ?? now }
    : { ...learned, maxSoc: { socPercent, at: now } };
}

function keptMaxSoc({ maxSoc }: LearnedBattery, socPercent: number): LearnedBattery['maxSoc'] {
  return maxSoc && socPercent > maxSoc.socPercent ? null : maxSoc;
}

/** Whether this battery was seen not to charge from the grid, lately. */
export function refusesGridCharge({ refusesSince }: LearnedBattery, now: Instant): boolean {
  return refusesSince !== null && now - refusesSince < FORGET_MS;
}

/** Where the device itself ends a charge from the grid, %; `null` = nowhere that was seen lately. */
export function learnedMaxSoc({ maxSoc }: LearnedBattery, now: Instant): number | null {
  return maxSoc && now - maxSoc.at < FORGET_MS ? maxSoc.socPercent : null;
}
