import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createPlanner, type Planner } from '../plan/index.ts';
import { VERSION } from '../version.ts';

/** A planner with the version of the program that it is from. */
export interface VersionedPlanner {
  planner: Planner;
  version: string;
}

/**
 * The planner of another checkout, to be compared with this one's; without a folder this one's. What was recorded is
 * handed to it as it is: a version that knows less of it leaves the rest aside.
 *
 * @param checkout folder of a checkout whose dependencies are installed
 * @throws in words, where there is none
 */
export async function plannerOf(checkout: string | undefined): Promise<VersionedPlanner> {
  if (checkout === undefined) return { planner: createPlanner(), version: VERSION };
  const rooms = ['api/plan/index.ts', 'api/version.ts'].map((path) => resolve(checkout, path));
  const missing = [...rooms, resolve(checkout, 'node_modules')].find((path) => !existsSync(path));
  if (missing)
    throw new Error(
      `--planner ${checkout}: ${missing} fehlt; gemeint ist ein Ordner mit einer anderen Version (git worktree add ORDNER VERSION, darin npm ci) / is missing; a folder with another version is meant (git worktree add FOLDER VERSION, npm ci in it).`,
    );
  const [plan, version] = await Promise.all(rooms.map((path) => import(pathToFileURL(path).href)));
  if (!hasPlanner(plan) || !hasVersion(version))
    throw new Error(`--planner ${checkout}: dort gibt es keinen Planer / there is no planner there.`);
  return { planner: plan.createPlanner(), version: version.VERSION };
}

function hasPlanner(found: unknown): found is { createPlanner(): Planner } {
  return isObject(found) && typeof found.createPlanner === 'function';
}

function hasVersion(found: unknown): found is { VERSION: string } {
  return isObject(found) && typeof found.VERSION === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
