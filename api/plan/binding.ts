import type {
  PlanBattery,
  PlanBatterySlot,
  PlanBinding,
  PlanCar,
  PlanCarSlot,
  PlanInput,
} from '../house/index.ts';
import { missingWithout } from './car-otherwise.ts';
import { fixedAction } from './fixed.ts';
import type { SlotFlow } from './merit-order.ts';
import { paidForKw } from './peaks.ts';
import {
  isAbovePriceLimit,
  isSunOnly,
  servesHouseholdOnly,
  slotHours,
  surplusKw,
  taperedPowerKw,
} from './physics.ts';
import { carPowerKw } from './self-consumption.ts';
import { type CarCourse, carCourse } from './stays.ts';

/** As close to a bound as this counts as at it; a flow below it is none. */
export const NEAR_KW = 1e-3;
const NEAR_KWH = 2e-3;
const NEAR_PERCENT = 0.02;

/** The same slots with what binds each battery and car. */
export function withBindings<Slot extends SlotFlow>(input: PlanInput, flows: readonly Slot[]): Slot[] {
  const courses = input.cars.map((car) => carCourse(car, input));
  const paidKw = paidForKw(input);
  const peaksKw = peakReached(input, flows, paidKw);
  return flows.map((flow, index) => {
    const house = { input, flow, hours: slotHours(flow), peakKw: peaksKw[index] ?? Number.POSITIVE_INFINITY };
    return {
      ...flow,
      batteries: flow.batteries.map((own, at) => {
        const battery = input.batteries[at];
        const before = flows[index - 1]?.batteries[at]?.socPercent ?? battery?.socPercent ?? 0;
        return battery ? { ...own, binding: batteryBinding(house, battery, own, before) } : own;
      }),
      cars: flow.cars.map((own, at) => {
        const [car, course] = [input.cars[at], courses[at]];
        if (!car || !course) return own;
        // The one cause that no slot shows by itself.
        const isUrgent = () => missingWithout(input, flows, index, at, course) > NEAR_KWH;
        const beforeKwh = flows[index - 1]?.cars[at]?.energyKwh ?? 0;
        const binding = carBinding(house, car, own, course, index, beforeKwh, isUrgent);
        return { ...own, binding };
      }),
    };
  });
}

interface House {
  input: PlanInput;
  flow: SlotFlow;
  hours: number;
  /** Import above which a peak that has a price would rise. */
  peakKw: number;
}

/** What the highest import with a price comes to in the plan, by slot; without a bound where no price holds. */
function peakReached(input: PlanInput, flows: readonly SlotFlow[], paidKw: readonly number[]): number[] {
  const highestKw = Math.max(
    0,
    ...flows.map(({ importKw }, index) => (Number.isFinite(paidKw[index]) ? importKw : 0)),
  );
  return input.slots.map((_, index) => Math.max(paidKw[index] ?? Number.POSITIVE_INFINITY, highestKw));
}

function batteryBinding(
  house: House,
  battery: PlanBattery,
  own: PlanBatterySlot,
  before: number,
): PlanBinding {
  if (fixedAction(house.input, battery.id, house.flow)) return 'OVERRIDE';
  if (own.chargeKw > NEAR_KW) return chargingBinding(house, battery, own, before);
  if (own.dischargeKw > NEAR_KW) return dischargingBinding(house, battery, own);
  const { flow } = house;
  const lackKw = -surplusKw(flow);
  const serves = battery.canFeedGrid || lackKw > NEAR_KW;
  if (serves && servesHouseholdOnly(battery) && flow.cars.some(({ chargeKw }) => chargeKw > NEAR_KW))
    return 'LOCKED';
  if (own.socPercent >= battery.maxSocPercent - NEAR_PERCENT && flow.exportKw + flow.curtailedKw > NEAR_KW)
    return 'SOC_MAX';
  if (flow.importKw > NEAR_KW) {
    if (own.socPercent <= battery.minSocPercent + NEAR_PERCENT) return 'SOC_MIN';
    if (own.socPercent <= battery.reserveSocPercent + NEAR_PERCENT) return 'RESERVE';
  }
  const worth = (own.storedValuePerKwh ?? 0) * battery.chargeEfficiency;
  const wouldCharge =
    worth > flow.importPricePerKwh + 1e-3 && own.socPercent < battery.maxSocPercent - NEAR_PERCENT;
  if (wouldCharge && isAbovePriceLimit(battery, flow)) return 'PRICE_LIMIT';
  if (wouldCharge && isSunOnly(battery, flow)) return 'SUN';
  return wouldCharge ? importBinding(house) : 'NONE';
}

function chargingBinding(
  house: House,
  battery: PlanBattery,
  own: PlanBatterySlot,
  before: number,
): PlanBinding {
  const { flow, hours } = house;
  const percentPerKw = (100 * hours * battery.chargeEfficiency) / battery.capacityKwh;
  const mostKw = Math.min(battery.maxChargeKw, taperedPowerKw(battery.taper, before, percentPerKw));
  if (own.socPercent >= battery.maxSocPercent - NEAR_PERCENT) return 'SOC_MAX';
  if (own.chargeKw >= mostKw - NEAR_KW) return 'POWER';
  const imports = importBinding(house);
  if (imports !== 'NONE') return imports;
  if (flow.importKw > NEAR_KW) return 'NONE';
  if (isAbovePriceLimit(battery, flow)) return 'PRICE_LIMIT';
  return flow.exportKw > NEAR_KW ? exportBinding(flow) : 'SUN';
}

function dischargingBinding({ flow }: House, battery: PlanBattery, own: PlanBatterySlot): PlanBinding {
  if (own.socPercent <= battery.minSocPercent + NEAR_PERCENT) return 'SOC_MIN';
  if (Math.abs(own.socPercent - battery.reserveSocPercent) <= NEAR_PERCENT) return 'RESERVE';
  if (own.dischargeKw >= battery.maxDischargeKw - NEAR_KW) return 'POWER';
  if (flow.exportKw > NEAR_KW) return exportBinding(flow);
  return flow.importKw <= NEAR_KW ? 'DEMAND' : 'NONE';
}

function carBinding(
  house: House,
  car: PlanCar,
  own: PlanCarSlot,
  { presence, stays }: CarCourse,
  index: number,
  beforeKwh: number,
  isUrgent: () => boolean,
): PlanBinding {
  const { flow, hours } = house;
  const there = presence[index];
  const stay = there && stays[there.stay];
  if (!there || !stay) return 'ABSENT';
  if (stay.roomKwh - own.energyKwh <= NEAR_KWH) return 'SOC_MAX';
  if (car.followsPerson || fixedAction(house.input, car.id, flow)) return 'OVERRIDE';
  if (own.chargeKw <= NEAR_KW) {
    const worth = (own.storedValuePerKwh ?? 0) * car.chargeEfficiency;
    if (worth <= flow.importPricePerKwh + 1e-3) return 'NONE';
    return isAbovePriceLimit(car, flow) ? 'PRICE_LIMIT' : importBinding(house);
  }
  if (beforeKwh < stay.minKwh - NEAR_KWH) return 'SOC_MIN';
  if (own.chargeKw >= carPowerKw(car, beforeKwh - stay.usedKwh, hours) * there.share - NEAR_KW)
    return 'POWER';
  const imports = importBinding(house);
  if (imports !== 'NONE') return imports;
  if (flow.importKw <= NEAR_KW) return isAbovePriceLimit(car, flow) ? 'PRICE_LIMIT' : 'SUN';
  return isUrgent() ? 'DEPARTURE' : 'NONE';
}

function importBinding({ flow, peakKw }: House): PlanBinding {
  if (flow.importLimitKw !== null && flow.importKw >= flow.importLimitKw - NEAR_KW) return 'IMPORT_LIMIT';
  return flow.importKw >= peakKw - NEAR_KW ? 'PEAK' : 'NONE';
}

function exportBinding(flow: SlotFlow): PlanBinding {
  return flow.exportLimitKw !== null && flow.exportKw >= flow.exportLimitKw - NEAR_KW
    ? 'EXPORT_LIMIT'
    : 'NONE';
}
