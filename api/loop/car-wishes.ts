import {
  type Controller,
  type ControlState,
  type PersonDeparture,
  released,
  withManualSoc,
  withoutManualSoc,
} from '../control/index.ts';
import {
  type ActionResult,
  type Clock,
  type ControlView,
  DAY_MS,
  type Language,
  type LoadpointState,
  type LoadpointView,
  type LoopActions,
  type Refusal,
  type ScheduleEntry,
  type SiteState,
  type Text,
  type VehicleState,
  type VehicleWishes,
} from '../house/index.ts';
import type { Refresher } from './refresh.ts';
import { invalid, NOT_READY, outOfRange, twoTargets, unknownLoadpoint, unknownVehicle } from './refusals.ts';

/** A departure for every quarter of an hour of a week is more than anybody means. */
const MOST_ENTRIES = 50;

type CarWishes = Pick<
  LoopActions,
  'setTarget' | 'releaseOverride' | 'setSchedule' | 'setManualSoc' | 'clearManualSoc' | 'pollVehicle'
>;

export interface CarWishDependencies {
  clock: Clock;
  controller: Controller;
  site: () => SiteState | null;
  refresher: Refresher;
  /** The source of a car's own, by evcc's name. */
  sourceOf: (vehicle: string) => string | null;
  shown: () => ControlView;
  apply: () => Promise<void>;
  /** A loadpoint with a car, or why there is none. */
  car: (loadpoint: string) => LoadpointState | Refusal;
  /** Applies what was stored; the loadpoint as it is then. */
  changed: (loadpoint: string) => Promise<ActionResult<LoadpointView>>;
}

/** What people want of a car from now on, checked and stored. */
export function carWishes(dependencies: CarWishDependencies): CarWishes {
  const { clock, controller, site, refresher, sourceOf, shown, apply, car, changed } = dependencies;

  function vehicleNamed(vehicle: string): VehicleState | Refusal {
    const reading = site();
    if (!reading) return NOT_READY;
    return reading.vehicles.find(({ name }) => name === vehicle) ?? unknownVehicle(vehicle, reading);
  }

  /** Stores a wish for a car that evcc knows. */
  async function forVehicle(
    vehicle: string,
    store: (reading: SiteState) => void,
  ): Promise<ActionResult<VehicleWishes>> {
    const found = vehicleNamed(vehicle);
    if ('ok' in found) return found;
    const reading = site();
    if (!reading) return NOT_READY;
    store(reading);
    await apply();
    return wishesOf(found.name);
  }

  function wishesOf(vehicle: string): ActionResult<VehicleWishes> {
    const value = shown().vehicles.find((wishes) => wishes.vehicle === vehicle);
    return value ? { ok: true, value } : NOT_READY;
  }

  return {
    async setTarget({ loadpoint, targetSocPercent, targetEnergyKwh }) {
      const found = car(loadpoint);
      if ('ok' in found) return found;
      if (targetSocPercent !== null && !(targetSocPercent >= 0 && targetSocPercent <= 100))
        return outOfRange('targetSocPercent', targetSocPercent, 0, 100);
      if (targetEnergyKwh !== null && !(targetEnergyKwh > 0 && targetEnergyKwh <= 500))
        return outOfRange('targetEnergyKwh', targetEnergyKwh, 0, 500);
      const refusal = twoTargets(targetSocPercent, targetEnergyKwh);
      if (refusal) return refusal;
      const key = found.vehicleName ?? found.name;
      controller.change((control) => {
        const { [key]: _before, ...targets } = control.targets;
        if (targetSocPercent === null && targetEnergyKwh === null) return { ...control, targets };
        const target = { targetSocPercent, targetEnergyKwh, since: clock.now() };
        return { ...withDepartureTarget(control, key, target), targets: { ...targets, [key]: target } };
      });
      return changed(loadpoint);
    },

    async releaseOverride(loadpoint) {
      const reading = site();
      if (!reading) return NOT_READY;
      const found = reading.loadpoints.find(({ name }) => name === loadpoint);
      if (!found) return unknownLoadpoint(loadpoint, reading);
      if (controller.state().overrides[loadpoint]?.override.kind === 'OPTIMIZER')
        return invalid('loadpoint', {
          de: 'evccs eigener Optimierer steuert. Bitte zuerst in evcc ausschalten.',
          en: "evcc's own optimizer is steering. Please switch it off in evcc first.",
        });
      controller.change((control) => released(control, loadpoint, found.mode, clock.now()));
      return changed(loadpoint);
    },

    async setSchedule(vehicle, entries) {
      const refusal = checkSchedule(entries);
      if (refusal) return refusal;
      return forVehicle(vehicle, () =>
        controller.change((control) => {
          const { [vehicle]: _before, ...schedules } = control.schedules;
          if (entries.length === 0) return { ...control, schedules };
          const kept = entries.map(({ weekdays, time, targetSocPercent }) => ({
            weekdays: weekdays.toSorted((a, b) => a - b),
            time,
            targetSocPercent,
          }));
          const schedule = { since: clock.now(), entries: kept };
          return { ...control, schedules: { ...schedules, [vehicle]: schedule } };
        }),
      );
    },

    async setManualSoc(vehicle, socPercent) {
      if (!(socPercent >= 0 && socPercent <= 100)) return outOfRange('socPercent', socPercent, 0, 100);
      return forVehicle(vehicle, (reading) =>
        controller.change((control) => withManualSoc(control, vehicle, socPercent, reading, clock.now())),
      );
    },

    clearManualSoc: (vehicle) =>
      forVehicle(vehicle, () => controller.change((control) => withoutManualSoc(control, vehicle))),

    async pollVehicle(vehicle) {
      const found = vehicleNamed(vehicle);
      if ('ok' in found) return found;
      const own = sourceOf(found.name);
      const read = await refresher.source(own ?? 'evccState');
      if (!read.ok) return read;
      const { state, error } = read.value;
      return state === 'FAILED' && error ? notRead(own !== null, error) : wishesOf(found.name);
    },
  };
}

/** Why a car was not read. */
function notRead(isOwnSource: boolean, message: Text): Refusal {
  return { ok: false, code: isOwnSource ? 'NOT_READY' : 'EVCC_UNREACHABLE', field: 'vehicle', message };
}

/** Who sets a target means the next departure too: one with a target of its own takes the new one. */
function withDepartureTarget(
  control: ControlState,
  key: string,
  { targetSocPercent, targetEnergyKwh }: Pick<PersonDeparture, 'targetSocPercent' | 'targetEnergyKwh'>,
): ControlState {
  const planned = control.departures[key];
  if (!planned) return control;
  const departure = { ...planned, targetSocPercent, targetEnergyKwh };
  return { ...control, departures: { ...control.departures, [key]: departure } };
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

function checkSchedule(entries: readonly ScheduleEntry[]): Refusal | null {
  if (entries.length > MOST_ENTRIES) return outOfRange('entries', entries.length, 0, MOST_ENTRIES);
  const known = new Set<string>();
  for (const { weekdays, time, targetSocPercent } of entries) {
    if (!TIME.test(time))
      return invalid('time', {
        de: `Uhrzeit „${time.slice(0, 20)}“: erlaubt ist HH:MM, etwa 07:30.`,
        en: `Time "${time.slice(0, 20)}": HH:MM is allowed, such as 07:30.`,
      });
    const areDays = weekdays.every((day) => Number.isInteger(day) && day >= 0 && day <= 6);
    if (!areDays || weekdays.length === 0 || new Set(weekdays).size < weekdays.length)
      return invalid('weekdays', {
        de: 'Wochentage: mindestens einer, jeder einmal, 0 (Sonntag) bis 6 (Samstag).',
        en: 'Weekdays: at least one, each once, 0 (Sunday) to 6 (Saturday).',
      });
    if (targetSocPercent !== null && !(targetSocPercent >= 0 && targetSocPercent <= 100))
      return outOfRange('targetSocPercent', targetSocPercent, 0, 100);
    const twice = weekdays.find((day) => known.has(`${day} ${time}`));
    if (twice !== undefined) return saidTwice(twice, time);
    for (const day of weekdays) known.add(`${day} ${time}`);
  }
  return null;
}

/** One of both targets would be hidden by the other. */
function saidTwice(weekday: number, time: string): Refusal {
  // The fourth of January 1970 was a Sunday.
  const day = (language: Language) =>
    new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format((3 + weekday) * DAY_MS);
  return invalid('entries', {
    de: `${day('de')} ${time} steht zweimal im Zeitplan. Bitte eine der beiden Zeilen ändern oder weglassen.`,
    en: `${day('en')} ${time} is in the schedule twice. Change or remove one of the two entries.`,
  });
}
