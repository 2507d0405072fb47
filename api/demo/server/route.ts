import type { Instant } from '../../house/index.ts';
import type { Simulation } from '../simulation.ts';
import type { FaultSwitches } from './faults.ts';
import type { Json, JsonObject } from './json.ts';
import type { EvccVersion, VersionTraits } from './versions.ts';

/** What the routes work on. */
export interface RouteContext {
  readonly simulation: Simulation;
  readonly faults: FaultSwitches;
  readonly version: EvccVersion;
  readonly traits: VersionTraits;
  now(): Instant;
  /** `/api/state` in the shape of the version. */
  state(): JsonObject;
}

export interface RouteRequest {
  /** What the groups of the path pattern matched. */
  args: string[];
  query: URLSearchParams;
  /** Decoded JSON body; `undefined` where there is none. */
  body: unknown;
}

/** An answer: a value of 200, or what stands in its place. */
export type RouteAnswer =
  | { status: 200; value: Json }
  | { status: 400 | 404 | 409 | 500; error: string }
  /** As for a path that does not exist. */
  | { status: 'no such page' };

export interface Route {
  method: 'GET' | 'POST' | 'DELETE' | 'PATCH' | 'PUT';
  /** Path below `/api`, whole. */
  path: RegExp;
  /** evcc controls at once afterwards instead of at the next interval. */
  controls?: boolean;
  answer(request: RouteRequest): RouteAnswer;
}

export function ok(value: Json): RouteAnswer {
  return { status: 200, value };
}

export function bad(error: string): RouteAnswer {
  return { status: 400, error };
}

/** A route whose pattern is anchored at both ends. */
export function route(
  method: Route['method'],
  path: string,
  answer: (request: RouteRequest) => RouteAnswer,
  options: { controls?: boolean } = {},
): Route {
  return { method, path: new RegExp(`^${path}$`), answer, ...options };
}

/** evcc's text for a word that is none of an enumeration. */
export function notOf(value: string, type: string): RouteAnswer {
  return bad(`${value} does not belong to ${type} values`);
}

/** Path patterns as strict as evcc's. */
export const INT = '(\\d+)';
export const NUMBER = '(-?\\d+(?:\\.\\d+)?)';
export const WORD = '([a-z0-9]+)';
export const BOOLEAN = '(true|false|1|0)';
export const TIME = '(\\d{4}-\\d{2}-\\d{2}T[\\d:.]+(?:Z|[+-]\\d{2}:\\d{2}))';

export function isTrue(text: string | undefined): boolean {
  return text === 'true' || text === '1';
}
