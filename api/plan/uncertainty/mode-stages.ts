import type {
  PlanBattery,
  PlanBatteryMode,
  PlanInput,
  PlanSlotInput,
  PlanSpread,
  PowerBand,
} from '../../house/index.ts';
import { isSunOnly, servesHouseholdOnly, slotHours, storedKwh } from '../physics.ts';
import { chargeRoomKw } from '../simulate.ts';
import { carCourse } from '../stays.ts';
import { groupByHour, merged } from './coarse.ts';
import { type Outcome, outcomes } from './regimes.ts';

/** So far ahead slots stay as they are; later ones are taken by the hour. */
const FINE_HOURS = 2;

/** A slot as the battery sees it. */
export interface Stage {
  slot: PlanSlotInput;
  hours: number;
  /** By regime. */
  outcomes: Outcome[];
  /** What all cars take together. */
  carKw: number;
  /** Share of the slot in which a car charges from which the battery is locked. */
  lockedShare: number;
}

/** What a slot costs under a mode (import − feed-in, and wear), and what is stored after it. */
export interface StageResult {
  cost: number;
  leftKwh: number;
}

/** The horizon's slots, the later ones merged to hours, with what may come in each. */
export function stagesOf(input: PlanInput, spread: readonly PlanSpread[], carKw: readonly number[]): Stage[] {
  const [battery] = input.batteries;
  const locks = battery !== undefined && servesHouseholdOnly(battery);
  const courses = input.cars.map((car) => carCourse(car, input));
  const parts = input.slots.map((slot, index) => {
    const charging = (carKw[index] ?? 0) > 0;
    const there = courses.map(({ presence }) => presence[index]?.share ?? 0);
    return {
      slot,
      spread: spread[index] ?? { load: certain(slot.loadKw), pv: certain(slot.pvKw) },
      carKw: carKw[index] ?? 0,
      lockedShare: locks && charging ? Math.max(0, ...there) : 0,
    };
  });
  return groupByHour(parts, ({ slot }) => slot, FINE_HOURS).map((group): Stage => {
    const slot = merged(group.map((part) => part.slot));
    const hours = slotHours(slot);
    const mean = (value: (part: (typeof parts)[number]) => number) =>
      group.reduce((sum, part) => sum + value(part) * slotHours(part.slot), 0) / hours;
    const band = (of: (part: (typeof parts)[number]) => PowerBand): PowerBand => ({
      p10Kw: mean((part) => of(part).p10Kw),
      p50Kw: mean((part) => of(part).p50Kw),
      p90Kw: mean((part) => of(part).p90Kw),
    });
    return {
      slot,
      hours,
      outcomes: outcomes(slot, {
        load: band((part) => part.spread.load),
        pv: band((part) => part.spread.pv),
      }),
      carKw: mean((part) => part.carKw),
      lockedShare: mean((part) => part.lockedShare),
    };
  });
}

function certain(kw: number): PowerBand {
  return { p10Kw: kw, p50Kw: kw, p90Kw: kw };
}

/** The SoC below which nothing is given, %. */
export function floorPercent({ minSocPercent, reserveSocPercent }: PlanBattery): number {
  return Math.max(minSocPercent, reserveSocPercent);
}

/**
 * What a mode leads to in one outcome of a stage from `storedNowKwh`, within the battery's and the connection's limits.
 * Energy that may not be fed in, or would cost something there, is curtailed.
 */
export function stageResult(
  battery: PlanBattery,
  { slot, hours, carKw, lockedShare }: Stage,
  { loadKw, pvKw }: Outcome,
  mode: PlanBatteryMode,
  storedNowKwh: number,
): StageResult {
  const lackKw = loadKw + carKw - pvKw;
  let chargeKw = 0;
  let dischargeKw = 0;
  if (mode === 'CHARGE' && !isSunOnly(battery, slot)) {
    const fromGridKw = (slot.importLimitKw ?? Number.POSITIVE_INFINITY) - lackKw;
    chargeKw = Math.max(0, Math.min(chargeRoomKw(battery, storedNowKwh, hours), fromGridKw));
  } else if (lackKw < 0) {
    chargeKw = mode === 'HOLD_CHARGE' ? 0 : Math.min(-lackKw, chargeRoomKw(battery, storedNowKwh, hours));
  } else if (mode === 'NORMAL' || mode === 'HOLD_CHARGE') {
    const servableKw = servesHouseholdOnly(battery)
      ? Math.min(lackKw, Math.max(0, loadKw - pvKw) * (1 - lockedShare))
      : lackKw;
    const aboveFloorKwh = Math.max(0, storedNowKwh - storedKwh(battery, floorPercent(battery)));
    dischargeKw = Math.min(
      servableKw,
      battery.maxDischargeKw,
      (aboveFloorKwh * battery.dischargeEfficiency) / hours,
    );
  }
  const gridKw = lackKw + chargeKw - dischargeKw;
  const exportKw = Math.min(Math.max(0, -gridKw), slot.exportLimitKw ?? Number.POSITIVE_INFINITY);
  return {
    cost:
      hours *
      (Math.max(0, gridKw) * slot.importPricePerKwh -
        exportKw * Math.max(0, slot.feedInPricePerKwh) +
        dischargeKw * battery.wearCostPerKwh),
    leftKwh:
      storedNowKwh +
      hours * (chargeKw * battery.chargeEfficiency - dischargeKw / battery.dischargeEfficiency),
  };
}
