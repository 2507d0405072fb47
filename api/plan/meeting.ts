import type { PlanSlotInput } from '../house/index.ts';
import type { ModelDraft, SlotColumns } from './model.ts';
import type { BatteryColumns, BatterySlotColumns } from './model-battery.ts';
import type { CarColumns, CarSlotColumns } from './model-car.ts';
import type { LoadColumns } from './model-load.ts';
import { servesHouseholdOnly } from './physics.ts';
import type { BoundedFlow } from './sharing.ts';

/** Everything that meets in one slot. */
export interface Meeting {
  draft: ModelDraft;
  input: PlanSlotInput;
  slot: SlotColumns;
  /** Batteries that may not feed the grid and could discharge. */
  homeOnly: BatterySlotColumns[];
  /** Of these, the ones that serve the household only, not the cars. */
  householdOnly: BatterySlotColumns[];
  /** Batteries that may charge from the sun alone and could. */
  sunOnly: BatterySlotColumns[];
  all: BatterySlotColumns[];
  /** All that takes energy and can be told when: cars and flexible loads. */
  cars: CarSlotColumns[];
  carsMaxKw: number;
  /** Of these, the real cars: evcc locks batteries while one charges. */
  lockers: CarSlotColumns[];
  /** And the flexible loads, which belong to the household. */
  loads: CarSlotColumns[];
  /** Energy in store may be worth less than nothing: above the corridor, or in the way of a later negative price. */
  mayBurn: boolean;
}

/** Gathers what meets in the slot at `index`. */
export function meetingAt(
  draft: ModelDraft,
  index: number,
  slot: SlotColumns,
  input: PlanSlotInput,
  batteries: readonly BatteryColumns[],
  cars: readonly CarColumns[],
  flexible: readonly LoadColumns[],
): Meeting {
  const all = batteries.flatMap(({ slots }) => slots[index] ?? []);
  const lockers = cars.flatMap(({ slots }) => slots[index] ?? []);
  const loads = flexible.flatMap(({ slots }) => slots[index] ?? []);
  const present = [...lockers, ...loads];
  const discharging = (isMeant: (battery: BatteryColumns['battery']) => boolean) =>
    batteries.flatMap(({ battery, slots }) => {
      const columns = slots[index];
      return columns && isMeant(battery) && columns.maxDischargeKw > 0 ? [columns] : [];
    });
  return {
    draft,
    input,
    slot,
    all,
    homeOnly: discharging((battery) => !battery.canFeedGrid),
    householdOnly: discharging(servesHouseholdOnly),
    sunOnly: all.filter((columns) => columns.sunOnly && columns.maxChargeKw > 0),
    cars: present,
    lockers,
    loads,
    mayBurn: draft.mayBurn[index] ?? false,
    carsMaxKw: total(present.map((car) => car.maxKw)),
  };
}

/** A car's power with its limit. */
export const carFlow = ({ power, maxKw }: CarSlotColumns): BoundedFlow => ({ column: power, maxKw });

/** What of the sun is not produced. */
export const curtailedFlow = ({ curtailed, maxCurtailedKw }: SlotColumns): BoundedFlow => ({
  column: curtailed,
  maxKw: maxCurtailedKw,
});

/** Charging of those batteries that could. */
export const chargeFlows = (batteries: readonly BatterySlotColumns[]): BoundedFlow[] =>
  batteries
    .filter(({ maxChargeKw }) => maxChargeKw > 0)
    .map(({ charge, maxChargeKw }) => ({ column: charge, maxKw: maxChargeKw }));

/** Discharging of those batteries that could. */
export const dischargeFlows = (batteries: readonly BatterySlotColumns[]): BoundedFlow[] =>
  batteries
    .filter(({ maxDischargeKw }) => maxDischargeKw > 0)
    .map(({ discharge, maxDischargeKw }) => ({ column: discharge, maxKw: maxDischargeKw }));

export const columnsOf = (flows: readonly BoundedFlow[]) => flows.map(({ column }) => column);
export const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
