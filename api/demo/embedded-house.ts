import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, type Instant, SECOND_MS } from '../house/index.ts';
import { decodeHouseState } from './resume.ts';
import type { HouseState } from './simulation.ts';
import { createVirtualHouse, type VirtualHouse } from './virtual-house.ts';

const FILE = 'virtual-house.json';
/** evcc keeps what it is told at once; a kill of this process must not make it forget more than a moment of it. */
const SAVE_INTERVAL_MS = 5 * SECOND_MS;

/** A virtual house inside this process that goes on after a restart where it was. */
export interface EmbeddedHouse {
  url: string;
  house: VirtualHouse;
  stop(): Promise<void>;
}

/** Starts a virtual house on a free port of the loopback; its state is kept in `dataDir`. */
export async function embedHouse({
  clock,
  dataDir,
  seed = 1,
}: {
  clock: Clock;
  dataDir: string;
  seed?: number;
}): Promise<EmbeddedHouse> {
  const initialState = load(join(dataDir, FILE), clock.now());
  const house = createVirtualHouse({
    clock,
    seed,
    intervalS: 10,
    ...(initialState ? { initialState } : {}),
  });
  const { url } = await house.start();
  const save = () => store(dataDir, house.exportState());
  const timer = clock.every(SAVE_INTERVAL_MS, save);
  return {
    url,
    house,
    async stop() {
      timer.cancel();
      save();
      await house.stop();
    },
  };
}

/** When the house in `dataDir` was last saved; `null` where there is none. A clock that starts earlier would turn back time. */
export function savedHouseAt(dataDir: string): Instant | null {
  return load(join(dataDir, FILE), Number.POSITIVE_INFINITY)?.at ?? null;
}

/** The house as it was left, unless it is from the future, as after a run with a faster clock. */
function load(file: string, now: number): HouseState | null {
  try {
    const state = decodeHouseState(JSON.parse(readFileSync(file, 'utf8')));
    return state && state.at <= now ? state : null;
  } catch {
    // No file, or one that is none of ours: the house begins anew, which costs nothing.
    return null;
  }
}

function store(dataDir: string, state: HouseState): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, `${FILE}.new`), JSON.stringify(state));
    renameSync(join(dataDir, `${FILE}.new`), join(dataDir, FILE));
  } catch (error) {
    console.warn(`The virtual house could not be saved: ${error instanceof Error ? error.message : error}`);
  }
}
