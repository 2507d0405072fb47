import type { PlanBatteryMode, PlanSlot } from '../../house/index.ts';
import type { BatteryRule } from '../simulate.ts';

/** Below this a flow is noise, kW. */
const NOISE_KW = 0.1;

const RULES: Record<PlanBatteryMode, BatteryRule> = {
  NORMAL: 'FOLLOW',
  HOLD: 'HOLD',
  CHARGE: 'CHARGE',
  HOLD_CHARGE: 'HOLD_CHARGE',
};

/**
 * What a plan wants of the battery in a slot: the mode that it says, else the one that its flows amount to. A battery has no
 * power setting in evcc, so that more than the sun leaves means charging at full rate.
 */
export function ruleOf(slot: PlanSlot): BatteryRule {
  const told = slot.batteries.find((battery) => battery.mode !== undefined)?.mode;
  if (told) return RULES[told];
  const chargeKw = slot.batteries.reduce((sum, battery) => sum + battery.chargeKw, 0);
  const dischargeKw = slot.batteries.reduce((sum, battery) => sum + battery.dischargeKw, 0);
  const carsKw = slot.cars.reduce((sum, car) => sum + car.chargeKw, 0);
  const surplusKw = slot.pvKw - slot.curtailedKw - slot.loadKw - carsKw;
  if (chargeKw > Math.max(0, surplusKw) + NOISE_KW) return 'CHARGE';
  return surplusKw < -NOISE_KW && dischargeKw < NOISE_KW ? 'HOLD' : 'FOLLOW';
}
