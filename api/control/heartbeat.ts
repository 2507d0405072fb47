import { type Clock, SECOND_MS, type SiteState } from '../house/index.ts';
import { BATTERY_MODE_KEY } from './battery-wishes.ts';
import type { Wish } from './wish.ts';
import type { Writer } from './writer.ts';

/** evcc forgets an external battery mode after 60 s. */
const HEARTBEAT_MS = 25 * SECOND_MS;
/** Two missed polls: older than that nothing is written and evcc is on its own. */
const STATE_MAX_AGE_MS = 120 * SECOND_MS;

/** Keeps evcc from forgetting the battery mode that we hold. */
export interface Heartbeat {
  start(): void;
  stop(): void;
  /** The mode is being written now: the next beat is a whole period later. */
  restart(): void;
}

/**
 * Tells evcc the battery mode again before it forgets it, for as long as it is wanted and evcc shows it or took it a
 * moment ago. What evcc refuses or does not show is the writer's to try again, with its pauses.
 */
export function createHeartbeat(dependencies: {
  clock: Clock;
  writer: Pick<Writer, 'repeat' | 'isTaken'>;
  /** One thing at a time. */
  inTurn: (task: () => Promise<void>) => Promise<void>;
  /** The newest reading of evcc. */
  site: () => SiteState | null;
  /** How old that reading is, whatever the wall clock is set to. */
  ageMs: () => number;
  /** What is wanted of the battery, by this reading. */
  wish: (site: SiteState) => Wish | undefined;
}): Heartbeat {
  const { clock, writer, inTurn, site, ageMs, wish } = dependencies;
  /** By the time that passes. */
  let lastMs = Number.NEGATIVE_INFINITY;
  let timer: { cancel(): void } | null = null;

  async function beat(): Promise<void> {
    const reading = site();
    if (!reading || ageMs() > STATE_MAX_AGE_MS) return;
    if (clock.elapsedMs() - lastMs < HEARTBEAT_MS - SECOND_MS) return;
    const wanted = wish(reading);
    if (wanted?.command.kind !== 'batteryMode') return;
    const isShown = reading.battery?.externalMode === wanted.command.mode;
    if (!isShown && !writer.isTaken(BATTERY_MODE_KEY)) return;
    lastMs = clock.elapsedMs();
    await writer.repeat(wanted);
  }

  return {
    start() {
      timer = clock.every(HEARTBEAT_MS, () => inTurn(beat));
    },
    stop: () => timer?.cancel(),
    restart() {
      lastMs = clock.elapsedMs();
    },
  };
}
