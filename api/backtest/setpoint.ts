import { currentToKw, type Devices, type Orders } from '../demo/index.ts';
import type { PlanSlot } from '../house/index.ts';

/** Below it no car charges. */
const LEAST_A = 6;
/** Below it a flow is none, kW. */
const NOTICEABLE_KW = 0.01;

/**
 * A slot of a plan as power settings. Where the plan stores all of the surplus or serves all of the deficit, the
 * battery goes on following the house, so that an error of the forecast costs no more than it must.
 *
 * @param presentShare of the slot, for each car: a plan's power is the mean over all of the slot
 */
export function setpointsOf(
  slot: PlanSlot,
  { cars, chargers }: Devices,
  presentShare: (car: number) => number = () => 1,
): Orders {
  return {
    ...batterySetpoint(slot),
    chargers: chargers.map((charger, index) => {
      const powerKw = (slot.cars.find((car) => car.id === charger.name)?.chargeKw ?? 0) / presentShare(index);
      const phases = powerKw < currentToKw(LEAST_A, 3) || cars[index]?.phases === 1 ? 1 : 3;
      if (powerKw <= NOTICEABLE_KW) return { currentA: 0, phases };
      // A plan may fill a car exactly with a little less than it can take; it is full a little earlier then.
      return { currentA: Math.max(LEAST_A, powerKw / currentToKw(1, phases)), phases };
    }),
  };
}

function batterySetpoint({
  batteries,
  importKw,
  exportKw,
}: PlanSlot): Pick<Orders, 'battery' | 'batteryLimitKw'> {
  const { chargeKw = 0, dischargeKw = 0 } = batteries[0] ?? {};
  if (chargeKw > NOTICEABLE_KW) {
    if (importKw > NOTICEABLE_KW) return { battery: 'charge', batteryLimitKw: chargeKw };
    return exportKw > NOTICEABLE_KW ? { battery: 'hold', batteryLimitKw: chargeKw } : { battery: 'hold' };
  }
  if (dischargeKw > NOTICEABLE_KW)
    return importKw > NOTICEABLE_KW
      ? { battery: 'normal', batteryLimitKw: dischargeKw }
      : { battery: 'normal' };
  return { battery: exportKw > NOTICEABLE_KW ? 'idle' : 'hold' };
}
