import { type Instant, nextLocalTime, type Settings, type VehicleSettings } from '../house/index.ts';
import { nextScheduled, scheduledTarget } from './car-schedule.ts';
import type { PersonPlan } from './evcc-plans.ts';
import type { CarGoal } from './goals.ts';
import type { ControlState } from './state.ts';

/** When a car leaves next, who says so, and what it is to have then. */
export interface CarDeparture extends Pick<CarGoal, 'departure' | 'source'> {
  /** `null` = its usual target. */
  targetSocPercent: number | null;
  /** For a car without SoC; `null` = its usual target. */
  targetEnergyKwh: number | null;
}

/** A car whose departure is asked for. */
export interface LeavingCar {
  /** Under which its departures and targets are kept. */
  key: string;
  vehicleName: string | null;
  /** A plan of a person in evcc. */
  evccPlan: PersonPlan | null;
  configured: VehicleSettings | undefined;
  usualSocPercent: number;
}

/** The departure that counts: asked for here, planned in evcc, of the car's schedule, or the usual one, in this order. */
export function carDeparture(
  { key, vehicleName, evccPlan, configured, usualSocPercent }: LeavingCar,
  control: ControlState,
  settings: Settings,
  now: Instant,
): CarDeparture {
  const { timeZone, evDepartureHour } = settings;
  const asked = control.departures[key];
  if (asked && asked.departure > now) {
    const { departure, targetSocPercent, targetEnergyKwh } = asked;
    return { departure, source: 'PERSON', targetSocPercent, targetEnergyKwh };
  }
  if (evccPlan) {
    const { time, socPercent, energyKwh } = evccPlan;
    return { departure: time, source: 'EVCC', targetSocPercent: socPercent, targetEnergyKwh: energyKwh };
  }
  const usual = { targetSocPercent: null, targetEnergyKwh: null };
  const schedule = control.schedules[vehicleName ?? ''];
  const scheduled = schedule ? nextScheduled(schedule.entries, now, timeZone) : null;
  if (schedule && scheduled) {
    const target = control.targets[key];
    const isOutdone = target !== undefined && target.since > schedule.since;
    const targetSocPercent = isOutdone ? null : scheduledTarget(scheduled, usualSocPercent);
    return { ...usual, departure: scheduled.departure, source: 'SCHEDULE', targetSocPercent };
  }
  const own = configured?.departure?.match(/^(\d{1,2}):(\d{2})$/);
  if (own) {
    const departure = nextLocalTime(now, Number(own[1]), Number(own[2]), timeZone);
    return { ...usual, departure, source: 'VEHICLE' };
  }
  const departure = evDepartureHour === null ? null : nextLocalTime(now, evDepartureHour, 0, timeZone);
  return { ...usual, departure, source: 'DEFAULT' };
}
