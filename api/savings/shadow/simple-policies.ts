import type { PlanInput, ShadowAction } from '../../house/index.ts';

/** Where no limit was set, the cheapest fifth of the coming prices counts as cheap. */
const CHEAP_SHARE = 0.2;
/** evcc locks the battery while a car takes more than this beyond the sun, kW. */
const FAST_KW = 1.4;

/** The static limit of old: the battery charges from the grid while that costs no more than the limit. */
export function staticLimits(input: PlanInput): ShadowAction {
  const [now] = input.slots;
  const [battery] = input.batteries;
  if (!now || !battery?.canGridCharge) return 'FOLLOW';
  const prices = input.slots.map(({ importPricePerKwh }) => importPricePerKwh).sort((a, b) => a - b);
  const limit = battery.maxGridPricePerKwh ?? prices[Math.floor(CHEAP_SHARE * (prices.length - 1))] ?? 0;
  return now.importPricePerKwh <= limit ? 'CHARGE' : 'FOLLOW';
}

/**
 * evcc alone: the battery follows the house, and is locked while a car charges fast where evcc does that.
 *
 * @param boughtKw what cars took in the quarter beyond the sun
 */
export function evccAlone(locksBattery: boolean, boughtKw: number): ShadowAction {
  return locksBattery && boughtKw > FAST_KW ? 'HOLD' : 'FOLLOW';
}
