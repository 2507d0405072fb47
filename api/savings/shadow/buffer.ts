import type { PlanBattery, PlanSlot, ShadowAction } from '../../house/index.ts';
import type { Knobs } from './knobs.ts';

/** Below this a car takes nothing beyond the sun, kW. */
const NOTHING_KW = 0.1;

/**
 * What a battery is told in a slot by another buffer than the plan's: while cars take more than the sun leaves it helps them
 * above that SoC, and does not below it. Its minimum and its reserve hold as ever, and what it does for other reasons stays.
 *
 * @param action what the plan wants of it
 * @param battery with what the policy has left in it
 */
export function withBuffer(
  action: ShadowAction,
  slot: PlanSlot,
  battery: PlanBattery,
  { bufferPercent }: Pick<Knobs, 'bufferPercent'>,
): ShadowAction {
  const carsKw = slot.cars.reduce((sum, { chargeKw }) => sum + chargeKw, 0);
  const boughtKw = carsKw - Math.max(0, slot.pvKw - slot.curtailedKw - slot.loadKw);
  if (bufferPercent === null || carsKw <= NOTHING_KW || boughtKw <= NOTHING_KW) return action;
  const isLocked = action === 'HOLD' && slot.batteries[0]?.binding === 'LOCKED';
  if (action !== 'FOLLOW' && !isLocked) return action;
  const floorPercent = Math.max(bufferPercent, battery.minSocPercent, battery.reserveSocPercent);
  return battery.socPercent > floorPercent ? 'FOLLOW' : 'HOLD';
}
