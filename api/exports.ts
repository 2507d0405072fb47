import type { Store } from './history/index.ts';
import type { Actions, Clock, Settings } from './house/index.ts';
import { createInflux } from './influx/index.ts';
import type { Live } from './live/index.ts';
import { createMqtt, supervisorBroker } from './mqtt/index.ts';
import { ownerIdOf } from './owner.ts';

/** What goes on by the house's own values elsewhere. */
export interface ExportFacts {
  settings: Settings;
  clock: Clock;
  /** Nobody's broker is looked for in the virtual house. */
  isDemo: boolean;
  live: Live;
  store: Store;
  actions: Actions;
}

/** The house as a device in Home Assistant, and its measurements in InfluxDB, where they are configured or found. */
export interface Exports {
  start(): void;
  stop(): Promise<void>;
}

/** Both ways out; neither keeps the house waiting. */
export function createExports({ settings, clock, isDemo, live, store, actions }: ExportFacts): Exports {
  const log = (line: string) => console.log(line);
  const mqtt = createMqtt({
    broker: async () =>
      settings.mqttUrl ?? (isDemo ? null : supervisorBroker(process.env.SUPERVISOR_TOKEN ?? null)),
    houseId: ownerIdOf(store).slice(0, 8),
    language: settings.notify.language,
    snapshot: live.snapshot,
    snapshots: live.snapshots,
    actions,
    log,
  });
  const influx = settings.influx
    ? createInflux({
        settings: settings.influx,
        clock,
        snapshot: live.snapshot,
        quarterHours: (from, to) => store.quarterHours(from, to),
        log,
      })
    : null;
  return {
    start() {
      mqtt.start();
      influx?.start();
    },
    async stop() {
      await Promise.allSettled([mqtt.stop(), influx?.stop()]);
    },
  };
}
