import { objectiveValue, type Schedule } from './schedule.ts';
import type { ChargeTask } from './task.ts';

/** The answer to `POST /optimize/charge-schedule`; all series in Wh of each step. */
export interface ChargeAnswer {
  /** `Optimal` is proven to a cent, `Feasible` keeps the rules and may not be the best. */
  status: 'Optimal' | 'Feasible';
  /** What the schedule earns, in currency; the change of charge counts from after the first step. */
  objective_value: number;
  limit_violations: { grid_import_limit_exceeded: boolean; grid_export_limit_hit: boolean };
  batteries: { charging_power: number[]; discharging_power: number[]; state_of_charge: number[] }[];
  /** With a demand rate all that is imported, else without the overshoot. */
  grid_import: number[];
  grid_export: number[];
  /** 1 = export, 0 = import. */
  flow_direction: number[];
  /** Empty without an import limit. */
  grid_import_overshoot: number[];
  /** Empty without an export limit. */
  grid_export_overshoot: number[];
}

const WH_PER_KWH = 1000;
/** Counts as proven, currency; evcc's own optimizer stops there too. */
const PROVEN_GAP = 0.01;

/** Puts a schedule into evcc's words. */
export function toAnswer(task: ChargeTask, schedule: Schedule, gap: number): ChargeAnswer {
  const { importKwh, exportKwh, importOvershootKwh, exportOvershootKwh } = schedule;
  const hasRate = task.demandRatePerKw !== null;
  return {
    status: gap <= PROVEN_GAP ? 'Optimal' : 'Feasible',
    objective_value: objectiveValue(task, schedule),
    limit_violations: {
      grid_import_limit_exceeded: importOvershootKwh.some((kwh) => kwh > 0),
      grid_export_limit_hit: exportOvershootKwh.some((kwh) => kwh > 0),
    },
    batteries: schedule.stores.map(({ chargeKwh, dischargeKwh, storedKwh }) => ({
      charging_power: toWh(chargeKwh),
      discharging_power: toWh(dischargeKwh),
      state_of_charge: toWh(storedKwh),
    })),
    grid_import: toWh(importKwh.map((kwh, t) => kwh + (hasRate ? (importOvershootKwh[t] ?? 0) : 0))),
    grid_export: toWh(exportKwh),
    flow_direction: task.steps.map((_, t) => directionOf(task, schedule, t)),
    grid_import_overshoot: task.importLimitKw === null ? [] : toWh(importOvershootKwh),
    grid_export_overshoot: task.exportLimitKw === null ? [] : toWh(exportOvershootKwh),
  };
}

/** Where nothing flows either way, the direction that would: what the sun leaves goes out. */
function directionOf({ steps }: ChargeTask, schedule: Schedule, t: number): 0 | 1 {
  if ((schedule.importKwh[t] ?? 0) + (schedule.importOvershootKwh[t] ?? 0) > 0) return 0;
  if ((schedule.exportKwh[t] ?? 0) + (schedule.exportOvershootKwh[t] ?? 0) > 0) return 1;
  const { pvKwh = 0, loadKwh = 0 } = steps[t] ?? {};
  return pvKwh > loadKwh ? 1 : 0;
}

/** A millionth of a Wh is as exact as anything here. */
function toWh(kwh: readonly number[]): number[] {
  return kwh.map((value) => Math.round(value * WH_PER_KWH * 1e6) / 1e6);
}
