import { BATTERY } from '../../demo/index.ts';
import { DAY_MS, HOUR_MS, type Instant } from '../../house/index.ts';
import { type Simulation, type SimulationOptions, startSimulation } from '../simulate.ts';
import { createJudge, differingSettings, type Judge, type Verdict } from './judge.ts';
import { lateCables, playScript } from './script.ts';

/** Nothing new goes wrong in these last hours, so that all that people did has come to its end. */
const CALM_MS = 8 * HOUR_MS;
/** Until a house in which nothing is to be done has come to rest. */
const SETTLING_MS = 3 * HOUR_MS;

/** A simulation in which everything goes wrong that can, and what is found out about it. */
export interface ChaosRun {
  simulation: Simulation;
  judge: Judge;
  /** Lets a day pass on which nothing is to be done, stops the server, and judges. The house stops too. */
  finish(): Promise<Verdict>;
}

/** Starts the server against a virtual house with faults, overrides and late cables until `until`. */
export async function startChaos(options: SimulationOptions, until: Instant): Promise<ChaosRun> {
  const judge = createJudge();
  const { seed } = options;
  let running: Simulation | null = null;
  let idle = false;
  const cables = lateCables(() => (idle ? null : running), seed);
  const simulation = await startSimulation({
    ...options,
    // Of a higher minimum than its own the battery would have to be told, on an idle day too.
    settings: { batteryMinSocPercent: BATTERY.minSocPercent, ...options.settings },
    house: {
      ...options.house,
      onStep: judge.onStep,
      onMovement(movement, state) {
        judge.onMovement(movement, state);
        cables(movement, state);
        if (idle && movement.kind === 'ARRIVED')
          simulation.clock.after(0, () => simulation.house.plugOut(movement.car));
      },
    },
  });
  running = simulation;
  const { house, clock } = simulation;
  const found = house.exportState();
  playScript(simulation, judge, seed, until - CALM_MS);

  async function idleDayWrites(): Promise<number> {
    idle = true;
    house.faults.clear();
    house.faults.set({ flatPrice: true });
    for (const car of [0, 1]) house.plugOut(car);
    await simulation.advanceTo(clock.now() + SETTLING_MS);
    const before = house.totals().writes;
    const from = clock.now();
    await simulation.advanceTo(clock.now() + DAY_MS);
    for (const { isWrite, at, method, path } of house.requests)
      if (isWrite && at > from) judge.log.push(`idle ${new Date(at).toISOString()} ${method} ${path}`);
    return house.totals().writes - before;
  }

  return {
    simulation,
    judge,
    async finish() {
      judge.end();
      const { late, undone, drainedKwh } = judge.found;
      const writes = await idleDayWrites();
      await simulation.app.stop();
      const differing = differingSettings(found, house.exportState());
      judge.log.push(...differing);
      await simulation.stop();
      return {
        carsLateAvoidable: late,
        idleDayWrites: writes,
        choicesUndone: undone,
        batteryDrainedByFastChargeKwh: Math.round(drainedKwh * 100) / 100,
        settingsNotRestored: differing.length,
      };
    },
  };
}
