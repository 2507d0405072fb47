import {
  DAY_MS,
  type Instant,
  type PlanBattery,
  type PlanSlotInput,
  SLOT_MS,
  slotStart,
} from '../house/index.ts';
import { endValuePerKwh } from '../plan/index.ts';
import type { Scenario } from './scenario.ts';

/** Beyond the data each quarter is as it was on the last of so many days before. */
const DAYS_BACK = 7;

/** Planning slots with load, PV and price as they will be; in a gap time passes and nothing flows. */
export function trueSlots(scenario: Scenario, from: Instant, to: Instant): PlanSlotInput[] {
  const { load, pv, price, feedInPricePerKwh } = scenario;
  const end = Math.min(load.end, pv.end, price.end);
  const slots: PlanSlotInput[] = [];
  for (let at = slotStart(from); at < to; at += SLOT_MS) {
    const like = at < end ? at : lastKnown(scenario, at);
    const [loadKw, pvKw, perKwh] = [load.at(like), pv.at(like), price.at(like)];
    const isGap = loadKw === null || pvKw === null || perKwh === null;
    slots.push({
      start: Math.max(at, from),
      end: at + SLOT_MS,
      importPricePerKwh: perKwh ?? slots.at(-1)?.importPricePerKwh ?? 0,
      feedInPricePerKwh,
      priceSource: 'PUBLISHED',
      pvKw: isGap ? 0 : pvKw,
      loadKw: isGap ? 0 : loadKw,
      importLimitKw: isGap ? 0 : null,
      exportLimitKw: isGap ? 0 : null,
    });
  }
  return slots;
}

function lastKnown({ load, pv, price }: Scenario, at: Instant): Instant {
  for (let day = 1; day <= DAYS_BACK; day += 1) {
    const before = at - day * DAY_MS;
    if ([load, pv, price].every((series) => series.at(before) !== null)) return before;
  }
  return at;
}

/** The battery for a plan over these slots; what is left at their end is worth what the planner usually takes for it. */
export function trueBattery(
  { devices: { battery } }: Scenario,
  storedKwh: number,
  slots: readonly PlanSlotInput[],
): PlanBattery {
  const { dischargeEfficiency } = battery;
  return {
    id: 'battery',
    capacityKwh: battery.capacityKwh,
    socPercent: Math.min(100, Math.max(0, (100 * storedKwh) / battery.capacityKwh)),
    minSocPercent: battery.minSocPercent,
    maxSocPercent: battery.maxSocPercent,
    reserveSocPercent: battery.minSocPercent,
    maxChargeKw: battery.maxChargeKw,
    maxDischargeKw: battery.maxDischargeKw,
    chargeEfficiency: battery.chargeEfficiency,
    dischargeEfficiency,
    wearCostPerKwh: 0,
    canGridCharge: true,
    canFeedGrid: false,
    canServeCars: true,
    maxGridPricePerKwh: null,
    taper: [],
    endValuePerKwh: endValuePerKwh(slots, { ...battery, wearCostPerKwh: 0 }),
  };
}
