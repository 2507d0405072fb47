import { type Controller, withManualSoc } from '../control/index.ts';
import {
  type Clock,
  formatNumber,
  HOUR_MS,
  type Settings,
  type SiteState,
  type VehicleSettings,
} from '../house/index.ts';
import {
  customVehicle,
  isDue,
  isThrottled,
  NEVER_ASKED,
  type PollState,
  type ReadVehicle,
  VehicleError,
} from '../vehicles/index.ts';
import { stopwatch } from './reading.ts';
import type { Sources } from './sources.ts';

/** A car's SoC is stale after this time. */
const MAX_AGE_MS = 12 * HOUR_MS;

/** Cars whose SoC comes from a source of their own. */
export interface VehicleSources {
  /** Asks the cars that are due, one after the other. */
  look(site: SiteState): Promise<void>;
  /** Source of a car by evcc's name; `null` where evcc alone knows it. */
  sourceOf(vehicle: string): string | null;
}

export interface VehicleSourceDependencies {
  settings: Pick<Settings, 'vehicles' | 'vehiclePollIntervalMinutes'>;
  clock: Clock;
  sources: Sources;
  site: () => SiteState | null;
  controller: () => Pick<Controller, 'state' | 'change'>;
}

/**
 * Registers a source for each car of `vehicles.yaml` that is read from an address. What it tells counts like a SoC that
 * a person typed in, until something newer is known; what is older than that is passed over.
 */
export function createVehicleSources(dependencies: VehicleSourceDependencies): VehicleSources {
  const { settings, clock, sources, site, controller } = dependencies;
  const states = new Map<string, PollState>();
  const readers = new Map<string, ReadVehicle>();
  for (const { name, custom, disabled } of settings.vehicles) {
    if (!custom || disabled) continue;
    readers.set(name, customVehicle(custom));
    sources.register(idOf(name), {
      scope: 'VEHICLES',
      maxAgeMs: MAX_AGE_MS,
      read: (signal) => (isThrottled(stateOf(name), clock.now()) ? Promise.resolve() : ask(name, signal)),
    });
  }

  function stateOf(name: string): PollState {
    return states.get(name) ?? NEVER_ASKED;
  }

  async function ask(name: string, signal: AbortSignal): Promise<void> {
    const read = readers.get(name);
    if (!read) return;
    const elapsedMs = stopwatch();
    const askedAt = clock.now();
    states.set(name, { ...stateOf(name), askedAt });
    try {
      const { socPercent, measuredAt } = await read(signal, askedAt);
      states.set(name, { ...stateOf(name), answeredAt: askedAt, failures: 0 });
      const summary = {
        de: `Ladestand ${formatNumber(socPercent, 'de')} %`,
        en: `state of charge ${formatNumber(socPercent, 'en')} %`,
      };
      sources.read(idOf(name), { summary, durationMs: elapsedMs() });
      take(name, socPercent, measuredAt);
    } catch (error) {
      states.set(name, { ...stateOf(name), failures: stateOf(name).failures + 1 });
      if (!(error instanceof VehicleError)) throw error;
      sources.failed(idOf(name), error.text, elapsedMs());
    }
  }

  /** The newest measurement counts, whoever made it. */
  function take(name: string, socPercent: number, measuredAt: number): void {
    const reading = site();
    const vehicle = reading?.vehicles.find((known) => isSame(known.name, name) || isSame(known.title, name));
    if (!reading || !vehicle) return;
    const noted = controller().state().manualSocNoted[vehicle.name];
    if (noted && noted.at >= measuredAt) return;
    controller().change((control) =>
      withManualSoc(control, vehicle.name, socPercent, reading, measuredAt, 'SOURCE'),
    );
  }

  return {
    async look(reading) {
      const now = clock.now();
      for (const car of settings.vehicles) {
        if (!readers.has(car.name)) continue;
        const state = stateOf(car.name);
        const isConnected = isAtLoadpoint(reading, car);
        const due = isDue(state, {
          now,
          isConnected,
          intervalMinutes: car.pollIntervalMinutes ?? settings.vehiclePollIntervalMinutes,
        });
        states.set(car.name, { ...state, isConnected });
        if (due) await ask(car.name, NEVER);
      }
    },
    sourceOf(vehicle) {
      const title = site()?.vehicles.find(({ name }) => name === vehicle)?.title ?? vehicle;
      const car = [...readers.keys()].find((name) => isSame(name, vehicle) || isSame(name, title));
      return car === undefined ? null : idOf(car);
    },
  };
}

/** Nobody breaks off what is asked by itself; it ends by its own time limit. */
const NEVER = new AbortController().signal;

function idOf(name: string): string {
  return `vehicle:${name}`;
}

function isSame(a: string | null, b: string): boolean {
  return a !== null && a.toLowerCase() === b.toLowerCase();
}

function isAtLoadpoint({ loadpoints }: SiteState, { name }: VehicleSettings): boolean {
  return loadpoints.some(
    ({ connected, vehicleName, vehicleTitle }) =>
      connected && (isSame(vehicleName, name) || isSame(vehicleTitle, name)),
  );
}
