import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVirtualHouse, type VirtualHouse, type VirtualHouseOptions } from '../../api/demo/index.ts';
import { HOUR_MS, type VirtualClock, virtualClock } from '../../api/house/index.ts';
import { ask } from './steered-house.ts';

const MAIN = fileURLToPath(new URL('../../api/main.ts', import.meta.url));

/** The program in a process of its own. */
/** What is started is ended after a test, or whatever else takes care of that. */
export interface Cleaned {
  after(end: () => unknown): void;
}

export interface ServerProcess {
  port: number;
  /** Everything it printed so far. */
  output(): string;
  /** Sends the signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; ms: number }>;
}

/** Starts the program and waits for its port. It is killed when the test ends. */
export async function startServer(
  t: Cleaned,
  args: readonly string[],
  surroundings: Surroundings = {},
): Promise<ServerProcess> {
  const { child, output } = launch(t, args, surroundings);
  const port = await waitFor('the port', () => {
    assert.equal(child.exitCode, null, `it ended: ${output()}`);
    return Number(/Smartload: http:\/\/localhost:(\d+)/.exec(output())?.[1]) || null;
  });
  return {
    port,
    output,
    async end(signal) {
      const begun = performance.now();
      const exited = once(child, 'exit');
      child.kill(signal);
      const [code] = await exited;
      return { code, ms: performance.now() - begun };
    },
  };
}

/** Starts the program, which is to refuse, and waits for its end. */
export async function runServer(
  t: Cleaned,
  args: readonly string[],
): Promise<{ code: number | null; output: string }> {
  const { child, output } = launch(t, args);
  if (child.exitCode === null) await once(child, 'exit');
  return { code: child.exitCode, output: output() };
}

/** Where a program runs, beside what this process has around it. */
interface Surroundings {
  env?: Record<string, string>;
  cwd?: string;
}

function launch(
  t: Cleaned,
  args: readonly string[],
  { env: more, cwd }: Surroundings = {},
): { child: ChildProcess; output: () => string } {
  const env = Object.entries(process.env).filter(([name]) => !/^SMARTLOAD_|^EVCC_|^NODE_/.test(name));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    env: { ...Object.fromEntries(env), ...more },
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  return { child, output: () => output };
}

/** A folder that is gone after the test. */
export function temporaryFolder(t: Cleaned): string {
  const folder = mkdtempSync(join(tmpdir(), 'smartload-closed-loop-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A virtual house for a server in another process: it keeps pace with the wall clock until it is told to go on. */
export interface WallHouse {
  house: VirtualHouse;
  url: string;
  /** Leaves the wall clock behind: house time passes at once. */
  skip(ms: number): Promise<void>;
}

/** Starts a house in which both cars are plugged in and nobody leaves for eight hours. */
export async function startWallHouse(
  t: Cleaned,
  options: Partial<VirtualHouseOptions> = {},
): Promise<WallHouse> {
  const clock: VirtualClock = virtualClock(Date.now(), (error) => console.error(error));
  const house = createVirtualHouse({ clock, seed: quietSeed(clock), intervalS: 2, ...options });
  const { url } = await house.start();
  for (const car of ['kompakt', 'kombi']) house.plugIn(car);
  let pace: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    pace = pace.then(() => clock.advanceTo(Date.now()));
  }, 200);
  t.after(async () => {
    clearInterval(timer);
    await house.stop();
  });
  return {
    house,
    url,
    async skip(ms) {
      clearInterval(timer);
      await pace;
      await clock.advanceTo(clock.now() + ms);
    },
  };
}

/** A world in which no car leaves within eight hours. */
function quietSeed(clock: VirtualClock): number {
  const now = clock.now();
  for (let seed = 1; seed < 200; seed++)
    if (createVirtualHouse({ clock, seed }).departures(now, now + 8 * HOUR_MS).length === 0) return seed;
  throw new Error('Everybody leaves in every world.');
}

/** Waits (real time) until `look` finds something. */
export async function waitFor<T>(
  what: string,
  look: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  limitMs = 60_000,
): Promise<T> {
  const until = performance.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    assert.ok(performance.now() < until, `waited ${limitMs / 1000} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What the tests read of a snapshot over GraphQL. */
export interface ShownSnapshot {
  sequence: number;
  cycleId: number;
  instanceId: string;
  battery: { socPercent: number } | null;
  plan: { computedAt: string; status: string; slots: { start: string; priceSource: string }[] } | null;
  planMissing: { de: string; en: string } | null;
  rollouts: { capability: string; mode: string; liveAt: string | null }[];
  loadpoints: {
    id: string;
    mode: string;
    departure: string | null;
    departureSource: string | null;
    targetSocPercent: number | null;
    override: { kind: string; since: string; until: string | null } | null;
  }[];
  notices: { code: string; message: { de: string; en: string } }[];
  sources: { id: string; state: string }[];
}

const SNAPSHOT = `{ snapshot { sequence cycleId instanceId battery { socPercent }
  plan { computedAt status slots { start priceSource } } planMissing { de en }
  rollouts { capability mode liveAt }
  loadpoints { id mode departure departureSource targetSocPercent override { kind since until } }
  notices { code message { de en } } sources { id state } } }`;

export async function shown(port: number): Promise<ShownSnapshot> {
  return (await ask<{ snapshot: ShownSnapshot }>(port, SNAPSHOT)).snapshot;
}

/** Waits for the first plan of this process. */
export function planned(port: number): Promise<ShownSnapshot> {
  return waitFor('a plan', async () => {
    const snapshot = await shown(port);
    return snapshot.plan && snapshot;
  });
}

/** A mutation that must succeed; `call` is its name with arguments. */
export async function act(port: number, call: string): Promise<void> {
  const answer = await ask<Record<string, { __typename: string }>>(
    port,
    `mutation { ${call} { __typename } }`,
  );
  for (const { __typename: type } of Object.values(answer))
    assert.ok(['Loadpoint', 'Rollout', 'Plan'].includes(type), `${call}: ${type}`);
}
