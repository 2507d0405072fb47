import type { House } from './house.ts';

const PATIENCE_MS = 5000;

/** Notes since when, in the house's time, the stream is gone; breaks too short to mention are none. */
export function watchLost({ connection, lost, time }: Pick<House, 'connection' | 'lost' | 'time'>): void {
  let patience: ReturnType<typeof setTimeout> | null = null;
  connection.subscribe(look);
  look();

  function look(): void {
    const { state } = connection.get();
    const isBroken = state === 'connecting' || state === 'waiting';
    if (isBroken && patience === null) {
      const since = time.get() ?? Date.now();
      patience = setTimeout(() => lost.set(since), PATIENCE_MS);
    }
    if (isBroken || patience === null) return;
    clearTimeout(patience);
    patience = null;
    lost.set(null);
  }
}
