import { type Controller, withManualSoc } from '../control/index.ts';
import type { Store } from '../history/index.ts';
import {
  type Clock,
  formatNumber,
  HOUR_MS,
  type Instant,
  isSameName,
  type LoadpointState,
  type Settings,
  type SiteState,
  type Text,
  type VehicleSettings,
} from '../house/index.ts';
import {
  isDue,
  isThrottled,
  NEVER_ASKED,
  type PollState,
  pollStatesSchema,
  type RenaultHosts,
  VehicleError,
  type VehicleReader,
  vehicleReader,
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
  /** Keeps what went wrong with clouds, so that a restart does not ask them again too soon. */
  store: Pick<Store, 'get' | 'set'>;
  /** Where Renault is; another place in tests. */
  renaultHosts?: RenaultHosts;
}

/**
 * Registers a source for each car of `vehicles.yaml` that has one of its own. What it tells counts like a SoC that a
 * person typed in, until something newer is known; what was measured before that is passed over.
 */
export function createVehicleSources(dependencies: VehicleSourceDependencies): VehicleSources {
  const { settings, clock, sources, site, controller, store } = dependencies;
  const kept = store.get('vehiclePolls', (value) => pollStatesSchema.parse(value)) ?? {};
  const states = new Map<string, PollState>(Object.entries(kept));
  const readers = new Map<string, VehicleReader>();
  for (const car of settings.vehicles) {
    const { name } = car;
    const reader = vehicleReader(car, dependencies.renaultHosts);
    if (!reader) continue;
    readers.set(name, reader);
    sources.register(idOf(name), {
      scope: 'VEHICLES',
      maxAgeMs: MAX_AGE_MS,
      read: (signal) =>
        isThrottled(stateOf(name), clock.now(), reader) ? Promise.resolve() : ask(name, signal),
    });
    if (stateOf(name).failures > 0) sources.failed(idOf(name), FAILED_BEFORE);
  }

  function stateOf(name: string): PollState {
    return states.get(name) ?? NEVER_ASKED;
  }

  /** Only what keeps a cloud from being asked is worth keeping. */
  function keep(): void {
    const failed = [...states].filter(([name, { failures }]) => failures > 0 && readers.get(name)?.isCloud);
    store.set('vehiclePolls', Object.fromEntries(failed));
  }

  async function ask(name: string, signal: AbortSignal): Promise<void> {
    const reader = readers.get(name);
    if (!reader) return;
    const elapsedMs = stopwatch();
    const askedAt = clock.now();
    states.set(name, { ...stateOf(name), askedAt });
    try {
      const { socPercent, measuredAt } = await reader.read(signal, askedAt);
      states.set(name, { ...stateOf(name), answeredAt: askedAt, failures: 0 });
      const summary = {
        de: `Ladestand ${formatNumber(socPercent, 'de')} %`,
        en: `state of charge ${formatNumber(socPercent, 'en')} %`,
      };
      sources.read(idOf(name), { summary, measuredAt, durationMs: elapsedMs() });
      take(name, socPercent, measuredAt);
    } catch (error) {
      states.set(name, { ...stateOf(name), failures: stateOf(name).failures + 1 });
      if (!(error instanceof VehicleError)) throw error;
      sources.failed(idOf(name), error.text, elapsedMs());
    } finally {
      keep();
    }
  }

  /** The newest measurement counts, whoever made it. */
  function take(name: string, socPercent: number, measuredAt: Instant): void {
    const reading = site();
    if (!reading) return;
    const vehicle = reading.vehicles.find(
      (known) => isSameName(known.name, name) || isSameName(known.title, name),
    );
    if (!vehicle) {
      sources.failed(idOf(name), unknownToEvcc(name, reading));
      return;
    }
    const { manualSocNoted, lastSoc } = controller().state();
    const ofEvcc = lastSoc[vehicle.name];
    // What counts is when evcc measured it, not when we saw it there.
    const known = [manualSocNoted[vehicle.name]?.at, ofEvcc?.measured?.at ?? ofEvcc?.at];
    if (known.some((at) => at !== undefined && at >= measuredAt)) return;
    controller().change((control) =>
      withManualSoc(control, vehicle.name, socPercent, reading, measuredAt, 'SOURCE'),
    );
  }

  return {
    async look(reading) {
      const now = clock.now();
      for (const car of settings.vehicles) {
        const reader = readers.get(car.name);
        if (!reader) continue;
        const state = stateOf(car.name);
        const loadpoint = loadpointOf(reading, car);
        const isConnected = loadpoint !== null;
        const due = isDue(state, {
          now,
          isConnected,
          intervalMinutes: car.pollIntervalMinutes ?? settings.vehiclePollIntervalMinutes,
          isCloud: reader.isCloud,
        });
        states.set(car.name, { ...state, isConnected });
        if (due) await ask(car.name, NEVER);
        // While it is plugged in and evcc tells its SoC, what is known of it is not old.
        const isLive = loadpoint !== null && loadpoint.vehicleSocPercent !== null;
        if (isLive && sources.standing(idOf(car.name))?.source.updatedAt) sources.renew(idOf(car.name));
      }
    },
    sourceOf(vehicle) {
      const title = site()?.vehicles.find(({ name }) => name === vehicle)?.title ?? vehicle;
      const car = [...readers.keys()].find((name) => isSameName(name, vehicle) || isSameName(name, title));
      return car === undefined ? null : idOf(car);
    },
  };
}

/** Nobody breaks off what is asked by itself; it ends by its own time limit. */
const NEVER = new AbortController().signal;

function idOf(name: string): string {
  return `vehicle:${name}`;
}

function loadpointOf({ loadpoints }: SiteState, { name }: VehicleSettings): LoadpointState | null {
  return (
    loadpoints.find(
      ({ connected, vehicleName, vehicleTitle }) =>
        connected && (isSameName(vehicleName, name) || isSameName(vehicleTitle, name)),
    ) ?? null
  );
}

const FAILED_BEFORE: Text = {
  de: 'Die letzte Abfrage vor dem Neustart ging schief; bis zur nächsten wird gewartet.',
  en: 'The last reading before the restart failed; the next one is waited for.',
};

function unknownToEvcc(name: string, { vehicles }: SiteState): Text {
  const known = vehicles.map((vehicle) => vehicle.name).join(', ');
  return {
    de: `evcc kennt kein Auto „${name}“, darum zählt sein Ladestand nicht. Abhilfe: in vehicles.yaml einen Namen aus evcc eintragen (${known}).`,
    en: `evcc knows no car "${name}", so its state of charge does not count. To change that, use a name of evcc's in vehicles.yaml (${known}).`,
  };
}
