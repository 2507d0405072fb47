import {
  type ControlState,
  newestSoc,
  nextScheduled,
  pauseView,
  slotOverrideView,
} from '../control/index.ts';
import type { ChargeQueue, ControlView, Instant, SiteState, VehicleWishes } from '../house/index.ts';

/** What people decided, as they see it. */
export function controlView(
  site: SiteState | null,
  control: ControlState,
  queue: ChargeQueue,
  timeZone: string,
  now: Instant,
): ControlView {
  return {
    pause: pauseView(control),
    slotOverrides: control.slotOverrides
      .map(slotOverrideView)
      .sort((a, b) => a.start - b.start || a.since - b.since),
    vehicles: (site?.vehicles ?? []).map(({ name, title }) =>
      vehicleWishes(name, title, site?.loadpoints ?? [], control, timeZone, now),
    ),
    queue,
  };
}

function vehicleWishes(
  vehicle: string,
  title: string,
  loadpoints: SiteState['loadpoints'],
  control: ControlState,
  timeZone: string,
  now: Instant,
): VehicleWishes {
  const target = control.targets[vehicle];
  const schedule = control.schedules[vehicle] ?? null;
  const socPercent = control.manualSoc[vehicle];
  return {
    vehicle,
    title,
    target: target
      ? { socPercent: target.targetSocPercent, energyKwh: target.targetEnergyKwh, since: target.since }
      : null,
    schedule,
    nextDeparture: schedule ? (nextScheduled(schedule.entries, now, timeZone)?.departure ?? null) : null,
    manualSoc:
      socPercent === undefined
        ? null
        : {
            socPercent,
            since: control.manualSocNoted[vehicle]?.at ?? 0,
            teller: control.manualSocNoted[vehicle]?.teller ?? 'PERSON',
          },
    soc: newestSoc(vehicle, { loadpoints }, control, now),
  };
}
