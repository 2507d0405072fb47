import assert from 'node:assert/strict';
import { type Simulation, type SimulationOptions, startSimulation } from '../../api/cli/simulate.ts';
import { type ControlState, controlStateSchema } from '../../api/control/index.ts';
import type { HouseState } from '../../api/demo/index.ts';
import {
  type Command,
  fromLocalTime,
  type Instant,
  type Intent,
  type LoadpointView,
  MINUTE_MS,
  type Snapshot,
} from '../../api/house/index.ts';

const TIME_ZONE = 'Europe/Berlin';

/** A moment of the virtual house's wall clock, e.g. `at('2026-03-16', 22)`. */
export function at(date: string, hour = 0, minute = 0): Instant {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return fromLocalTime({ year, month, day, hour, minute }, TIME_ZONE);
}

/** The real server beside a virtual house, with what tests ask of both. */
export interface SteeredHouse extends Simulation {
  snapshot(): Snapshot;
  /** The house with evcc's memory, a copy. */
  state(): HouseState;
  /** What is stored about control. */
  control(): ControlState;
  intent(subject: string): Intent | undefined;
  loadpoint(name: string): LoadpointView;
  /** Lets house time pass. */
  pass(ms: number): Promise<void>;
  /** Lets house time pass in steps until `condition` holds; fails where it does not within `limitMs`. */
  passUntil(what: string, condition: () => boolean, limitMs: number, stepMs?: number): Promise<void>;
  /** Does in evcc what a person would do there. */
  person(method: 'POST' | 'DELETE', path: string): Promise<void>;
  /** What the server wrote to evcc in (from, now], without heartbeats and what `person` did. */
  writes(from: Instant): string[];
}

/** Runs the server against a virtual house, lets `visit` look and ends both, whatever happens. */
export async function steerHouse(
  options: SimulationOptions,
  visit: (house: SteeredHouse) => Promise<void>,
): Promise<void> {
  const simulation = await startSimulation(options);
  try {
    await visit(steered(simulation));
  } finally {
    await simulation.stop();
  }
}

export function steered(simulation: Simulation): SteeredHouse {
  const { app, clock, house, evccUrl } = simulation;
  /** Requests of persons, by their place in the house's log. */
  const personal = new Set<object>();

  async function pass(ms: number): Promise<void> {
    await simulation.advanceTo(clock.now() + ms);
  }

  return {
    ...simulation,
    snapshot: () => app.live.snapshot(),
    state: () => house.exportState(),
    control: () => {
      const stored = app.store.get('control', (value) => controlStateSchema.parse(value));
      assert.ok(stored, 'nothing is stored about control');
      return stored;
    },
    intent: (subject) => app.live.snapshot().intents.find((intent) => intent.subject === subject),
    loadpoint: (name) => {
      const found = app.live.snapshot().loadpoints.find(({ id }) => id === name);
      assert.ok(found, `no loadpoint ${name}`);
      return found;
    },
    pass,
    async passUntil(what, condition, limitMs, stepMs = MINUTE_MS) {
      const until = clock.now() + limitMs;
      while (!condition()) {
        assert.ok(clock.now() < until, `within ${limitMs / MINUTE_MS} min: ${what}`);
        await pass(stepMs);
      }
    },
    async person(method, path) {
      const response = await fetch(`${evccUrl}/api/${path}`, { method });
      assert.equal(response.status, 200, `${method} ${path}: ${await response.text()}`);
      const logged = house.requests.findLast((request) => request.path === `/${path}`);
      if (logged) personal.add(logged);
    },
    writes: (from) =>
      house.requests
        .filter((request) => request.isWrite && request.at > from && !personal.has(request))
        .map(({ method, path }) => `${method} ${path}`),
  };
}

/** Commands that evcc did not follow. */
export function unfollowed(commands: readonly Command[]): string[] {
  return commands
    .filter(({ state }) => state === 'FAILED' || state === 'UNCONFIRMED')
    .map(({ request, state, answer }) => `${request} ${state} ${answer}`);
}

/** Asks the server over GraphQL; errors of GraphQL itself fail. */
export async function ask<T>(port: number, query: string): Promise<T> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const answer = (await response.json()) as { data: T; errors?: unknown };
  assert.equal(answer.errors, undefined, JSON.stringify(answer.errors));
  return answer.data;
}
