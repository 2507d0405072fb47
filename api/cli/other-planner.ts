import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { createPlanner, type Planner } from '../plan/index.ts';
import { VERSION } from '../version.ts';

/** A planner with the version of the program that it is from. */
export interface VersionedPlanner {
  planner: Planner;
  version: string;
  /** What people call it: its version, and its folder where it is another. */
  name: string;
}

/**
 * The planner of another checkout, to be compared with this one's; without a folder this one's. What was recorded is
 * handed to it as it is: a version that knows less of it leaves the rest aside.
 *
 * @param checkout folder of a checkout whose dependencies are installed
 * @throws in words, where there is none
 */
export async function plannerOf(checkout: string | undefined): Promise<VersionedPlanner> {
  if (checkout === undefined) return { planner: createPlanner(), version: VERSION, name: VERSION };
  const plan = resolve(checkout, 'api/plan/index.ts');
  const packageFile = resolve(checkout, 'package.json');
  const missing = [plan, packageFile, resolve(checkout, 'node_modules')].find((path) => !existsSync(path));
  if (missing)
    throw new Error(
      `--planner ${checkout}: ${missing} fehlt; gemeint ist ein Ordner mit einer anderen Version (git worktree add ORDNER VERSION, darin npm ci) / is missing; a folder with another version is meant (git worktree add FOLDER VERSION, npm ci in it).`,
    );
  const found: unknown = await import(pathToFileURL(plan).href);
  if (!hasPlanner(found))
    throw new Error(`--planner ${checkout}: dort gibt es keinen Planer / there is no planner there.`);
  const { version } = packageShape.parse(JSON.parse(readFileSync(packageFile, 'utf8')));
  return { planner: found.createPlanner(), version, name: `${version} (${checkout})` };
}

const packageShape = z.object({ version: z.string() });

function hasPlanner(found: unknown): found is { createPlanner(): Planner } {
  return (
    typeof found === 'object' &&
    found !== null &&
    'createPlanner' in found &&
    typeof found.createPlanner === 'function'
  );
}
