import type { Displays } from '../live/index.ts';
import type { Presence } from './wire.ts';

/** A process that did not say for so long who is connected to it is gone. */
const GONE_MS = 15_000;
/** How often a process says it, at least. */
export const PRESENCE_MS = 5000;
/** More processes than serve any house. */
const MAX_PROCESSES = 64;

/** Displays whose pages are connected to other processes, counted here as if they were connected to this one. */
export function createGuests(displays: Pick<Displays, 'enter'>) {
  /** By process: until when it counts, and how each of its displays leaves. */
  const processes = new Map<string, { until: number; leave: Map<string, () => void> }>();

  function heard({ processId, displays: names }: Presence): void {
    const known = processes.get(processId);
    if (!known && (names.length === 0 || processes.size >= MAX_PROCESSES)) return;
    const leave = known?.leave ?? new Map<string, () => void>();
    processes.set(processId, { until: performance.now() + GONE_MS, leave });
    for (const name of names) {
      const entered = leave.has(name) ? null : displays.enter(name);
      if (entered?.ok) leave.set(name, entered.value);
    }
    for (const [name, onLeave] of [...leave]) {
      if (names.includes(name)) continue;
      leave.delete(name);
      onLeave();
    }
  }

  /** Forgets processes that are gone. */
  function look(): void {
    for (const [processId, { until, leave }] of [...processes]) {
      if (until > performance.now()) continue;
      processes.delete(processId);
      for (const onLeave of leave.values()) onLeave();
    }
  }

  return { heard, look, stop: () => processes.clear() };
}
