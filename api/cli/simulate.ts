import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../app.ts';
import { loadConfig } from '../config/index.ts';
import {
  createVirtualHouse,
  type HouseTotals,
  simulateSelfConsumption,
  type Totals,
  type VirtualHouse,
  type VirtualHouseOptions,
} from '../demo/index.ts';
import { HOUR_MS, type Instant, type Settings, type VirtualClock, virtualClock } from '../house/index.ts';

export interface SimulationOptions {
  start: Instant;
  seed: number;
  /** Where everything is kept; a folder of its own that is removed at the end, by default. */
  dataDir?: string;
  settings?: Partial<Settings>;
  /** A PostgreSQL server that keeps the history instead; none by default. Secret. */
  databaseUrl?: string;
  house?: Partial<Omit<VirtualHouseOptions, 'clock' | 'seed'>>;
}

/** The real server against a virtual house, on a clock that moves as fast as they do. */
export interface Simulation {
  clock: VirtualClock;
  house: VirtualHouse;
  app: App;
  settings: Settings;
  evccUrl: string;
  port: number;
  advanceTo(until: Instant, onHour?: (at: Instant) => void): Promise<void>;
  /** Ends the server as a signal would, then the house. */
  stop(): Promise<void>;
}

/** Settings of a house that is fully steered, as in the demo. */
export function simulationSettings(dataDir: string, change: Partial<Settings> = {}): Settings {
  const { settings } = loadConfig({
    argv: ['--demo', '--data', dataDir],
    env: {},
    files: { read: () => null },
  });
  if (!settings) throw new TypeError('the settings of the demo are rejected');
  return {
    ...settings,
    port: 0,
    observationDays: { BUFFER: settings.observationDays.BUFFER, BATTERY: 0, VEHICLES: 0 },
    ...change,
  };
}

/** The real server beside a virtual house, not started yet. */
export function appBeside(
  { settings, clock, evccUrl }: Pick<Simulation, 'settings' | 'clock' | 'evccUrl'>,
  databaseUrl?: string,
): App {
  return createApp({
    settings,
    findings: [],
    configPlaces: [],
    clock,
    evccUrl,
    demo: { speed: 1 },
    inherited: { manualSoc: {}, departures: {}, buffer: null },
    host: '127.0.0.1',
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  });
}

export async function startSimulation(options: SimulationOptions): Promise<Simulation> {
  const ownDir = options.dataDir === undefined;
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'smartload-demo-'));
  const clock = virtualClock(options.start, (error) => console.error('timer failed', error));
  const house = createVirtualHouse({ clock, seed: options.seed, frames: 'changed', ...options.house });
  const { url: evccUrl } = await house.start();
  const settings = simulationSettings(dataDir, options.settings);
  const app = appBeside({ settings, clock, evccUrl }, options.databaseUrl);
  const { port } = await app.start();
  return {
    clock,
    house,
    app,
    settings,
    evccUrl,
    port,
    async advanceTo(until, onHour = () => {}) {
      for (let at = clock.now(); at < until; ) {
        at = Math.min(until, at + HOUR_MS);
        await clock.advanceTo(at);
        onHour(at);
      }
    },
    async stop() {
      await app.stop();
      await house.stop();
      if (ownDir) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** What a run cost, beside the same world with nobody steering. */
export interface Comparison {
  totals: HouseTotals;
  selfConsumption: Totals;
  /**
   * What self-consumption would have cost to end with as much in battery and cars as the run did: its meter plus
   * the difference, bought at the mean price that the run paid (which is the lower of the two).
   */
  selfConsumptionCost: number;
}

/** From the wall box into the car, and from the meter into the home battery. */
const STORING_EFFICIENCY = 0.9;

/** The same world from the same beginning, in self-consumption. */
export function compare(simulation: Simulation, options: SimulationOptions, until: Instant): Comparison {
  const totals = simulation.house.totals();
  const selfConsumption = simulateSelfConsumption({ seed: options.seed, from: options.start, to: until });
  const feedInPricePerKwh = simulation.app.live.snapshot().power?.feedInPricePerKwh ?? 0;
  const meanPricePerKwh = (totals.cost + totals.exportKwh * feedInPricePerKwh) / totals.importKwh;
  const moreKwh = (storedKwh(totals) - storedKwh(selfConsumption)) / STORING_EFFICIENCY;
  const correction = totals.importKwh > 0 ? moreKwh * meanPricePerKwh : 0;
  return { totals, selfConsumption, selfConsumptionCost: selfConsumption.cost + correction };
}

function storedKwh(totals: Totals): number {
  return totals.storedKwh + totals.carStoredKwh.reduce((sum, energyKwh) => sum + energyKwh, 0);
}
