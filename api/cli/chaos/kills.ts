import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CARS, createVirtualHouse, type HouseState, type VirtualHouse } from '../../demo/index.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS, virtualClock } from '../../house/index.ts';
import { type Dice, dice } from './dice.ts';
import { ask, isGone, isRecord, START_LIMIT_MS, startServer } from './server-process.ts';

/** By then the battery is evcc's again, whenever we die. */
const RELEASED_MS = 91 * SECOND_MS;
const INTERVAL_S = 2;
const LONGEST_LIFE_MS = 6000;

/** What was found after killing the server many times; all but `kills` are 0 in a good run. */
export interface KillReport {
  kills: number;
  batteryNotReleased: number;
  loadpointsOff: number;
  nowWithoutLimit: number;
  plansMissing: number;
  /** Wishes that were acknowledged and are gone after the start, and sequences that went back. */
  lost: number;
  details: string[];
}

/** What the server was asked for and said yes to. */
interface Acknowledged {
  sequence: number;
  departures: Map<string, string>;
  boosts: Set<string>;
}

interface Shown {
  sequence: number;
  plan: { computedAt: string } | null;
  loadpoints: { id: string; departure: string | null; override: { kind: string } | null }[];
}

/**
 * Runs the server as a process of its own beside a virtual house on the wall clock, and kills it at `kills` random
 * moments. After each, a copy of the house lives on alone to see what that leaves behind.
 */
export async function runKills(
  kills: number,
  seed: number,
  onKill: (done: number) => void,
): Promise<KillReport> {
  const random = dice(seed);
  const dataDir = mkdtempSync(join(tmpdir(), 'smartload-kills-'));
  const clock = virtualClock(Date.now(), (error) => console.error(error));
  const house = createVirtualHouse({
    clock,
    seed,
    intervalS: INTERVAL_S,
    start: { carSocPercent: [40, 45] },
    onMovement: ({ kind, car }) => {
      // Everybody stays at home: this is about the server, not about trips.
      if (kind === 'DEPARTED') setImmediate(() => house.plugIn(car));
    },
  });
  const { url } = await house.start();
  for (const car of [0, 1]) house.plugIn(car);
  let pace: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    pace = pace.then(() => clock.advanceTo(Date.now()));
  }, 200);
  const report: KillReport = {
    kills: 0,
    batteryNotReleased: 0,
    loadpointsOff: 0,
    nowWithoutLimit: 0,
    plansMissing: 0,
    lost: 0,
    details: [],
  };
  const known: Acknowledged = { sequence: 0, departures: new Map(), boosts: new Set() };
  let child: ChildProcess | null = null;
  try {
    for (let kill = 0; kill < kills; kill++) {
      const started = await startServer(['--evcc-url', url, '--data', dataDir, '--port', '0']);
      child = started.child;
      if (kill === 0) await firstSteps(started.port);
      const life = live(started.port, random, known, report);
      await Promise.race([life, sleep(random.between(0, LONGEST_LIFE_MS))]);
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
      await life.catch(() => {});
      report.kills++;
      await judge(house, report);
      onKill(report.kills);
    }
    return report;
  } finally {
    child?.kill('SIGKILL');
    clearInterval(timer);
    await pace;
    await house.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Waits for the first plan and takes everything live, so that there is something to leave behind. */
async function firstSteps(port: number): Promise<void> {
  for (const capability of ['BATTERY', 'VEHICLES'])
    await ask(port, `mutation { activateLive(capability: ${capability}) { __typename } }`);
  const until = Date.now() + START_LIMIT_MS;
  while ((await shown(port)).plan === null && Date.now() < until) await sleep(200);
  await sleep(5 * INTERVAL_S * SECOND_MS);
}

/** What goes on until the server dies: first it must know what it said yes to, then people ask for more. */
async function live(port: number, random: Dice, known: Acknowledged, report: KillReport): Promise<void> {
  try {
    await check(port, known, report);
    for (;;) {
      await act(port, random, known);
      known.sequence = (await shown(port)).sequence;
      await sleep(random.between(0, 1500));
    }
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

async function check(port: number, known: Acknowledged, report: KillReport): Promise<void> {
  const snapshot = await shown(port);
  const lost = (what: string) => {
    report.lost++;
    report.details.push(what);
  };
  if (snapshot.sequence < known.sequence) lost(`sequence ${known.sequence} → ${snapshot.sequence}`);
  if (snapshot.loadpoints.length === 0) return;
  for (const { id, departure, override } of snapshot.loadpoints) {
    const wanted = known.departures.get(id);
    if (wanted !== undefined && wanted !== departure) lost(`departure of ${id}: ${wanted} → ${departure}`);
    if (known.boosts.has(id) && override?.kind !== 'BOOST') lost(`boost of ${id}`);
  }
}

async function act(port: number, random: Dice, known: Acknowledged): Promise<void> {
  const id = random.pick(['garage', 'carport'] as const);
  const roll = random.roll();
  if (roll < 0.3) {
    known.boosts.delete(id);
    if (await did(port, `boost(loadpoint: "${id}", minutes: 600)`)) known.boosts.add(id);
  } else if (roll < 0.5) {
    known.boosts.delete(id);
    await did(port, `cancelBoost(loadpoint: "${id}")`);
  } else if (roll < 0.75) {
    const departure = new Date(
      Math.ceil(Date.now() / MINUTE_MS) * MINUTE_MS + random.between(8, 20) * HOUR_MS,
    );
    departure.setMilliseconds(0);
    known.departures.delete(id);
    if (await did(port, `setDeparture(loadpoint: "${id}", departure: "${departure.toISOString()}")`))
      known.departures.set(id, departure.toISOString());
  } else {
    const now = Date.now();
    const [start, end] = [now, now + 5 * MINUTE_MS].map((at) => new Date(at).toISOString());
    const action = random.pick(['CHARGE', 'HOLD'] as const);
    await did(port, `overrideSlots(start: "${start}", end: "${end}", target: "battery", action: ${action})`);
  }
}

/** A copy of the house lives on without us: what is left behind then? */
async function judge(house: VirtualHouse, report: KillReport): Promise<void> {
  const left = house.exportState();
  const clock = virtualClock(left.at, (error) => console.error(error));
  const copy = createVirtualHouse({ clock, intervalS: INTERVAL_S, initialState: left });
  await copy.start();
  await clock.advanceTo(left.at + RELEASED_MS);
  const after = copy.exportState();
  await copy.stop();
  const fault = (
    key: 'batteryNotReleased' | 'loadpointsOff' | 'nowWithoutLimit' | 'plansMissing',
    what: string,
  ) => {
    report[key]++;
    report.details.push(`kill ${report.kills}: ${what}`);
  };
  if (after.evcc.battery.external !== 'unknown') fault('batteryNotReleased', after.evcc.battery.external);
  for (const [index, { settings, run }] of after.evcc.loadpoints.entries()) {
    const limited = settings.limitSoc > 0 || settings.limitEnergyKwh > 0;
    if (settings.mode === 'off') fault('loadpointsOff', `loadpoint ${index}`);
    if (settings.mode === 'now' && !limited) fault('nowWithoutLimit', `loadpoint ${index}`);
    if (run.connected && needsEnergy(after, index) && !hasPlan(after, index))
      fault('plansMissing', `${run.vehicle}`);
  }
}

/** Below the target that holds where nobody set one. */
function needsEnergy({ plant }: HouseState, index: number): boolean {
  const spec = CARS[index];
  const car = plant.cars[index];
  return spec !== undefined && car !== undefined && car.storedKwh < 0.79 * spec.capacityKwh;
}

function hasPlan({ evcc }: HouseState, index: number): boolean {
  const name = CARS[index]?.name ?? '';
  return Boolean(evcc.vehicles[name]?.plan) || (evcc.loadpoints[index]?.settings.planEnergyKwh ?? 0) > 0;
}

async function did(port: number, mutation: string): Promise<boolean> {
  const data = await ask(port, `mutation { done: ${mutation} { __typename } }`);
  return (
    isRecord(data.done) && !/^(Unknown|Invalid|NoCar|NotReady|EvccError)/.test(String(data.done.__typename))
  );
}

async function shown(port: number): Promise<Shown> {
  const { snapshot } = await ask(
    port,
    '{ snapshot { sequence plan { computedAt } loadpoints { id departure override { kind } } } }',
  );
  if (!isShown(snapshot)) throw new Error(`No snapshot: ${JSON.stringify(snapshot)}`);
  return snapshot;
}

function isShown(value: unknown): value is Shown {
  return isRecord(value) && typeof value.sequence === 'number' && Array.isArray(value.loadpoints);
}
