import { SECOND_MS, type SiteState } from '../house/index.ts';

/** Live values reach subscribers at most this often, by real time: people look at them, not the house. */
const LIVE_MS = SECOND_MS;

/** Passes on at most one reading each second, always the newest. */
export interface LiveValues {
  take(site: SiteState): void;
  stop(): void;
}

export function createLiveValues(publish: (site: SiteState) => void): LiveValues {
  let waiting: SiteState | null = null;
  let timer: NodeJS.Timeout | null = null;
  let lastAt = Number.NEGATIVE_INFINITY;

  return {
    take(site) {
      waiting = site;
      timer ??= setTimeout(
        () => {
          timer = null;
          lastAt = performance.now();
          if (waiting) publish(waiting);
          waiting = null;
        },
        Math.max(0, lastAt + LIVE_MS - performance.now()),
      );
    },
    stop() {
      if (timer) clearTimeout(timer);
      timer = null;
      waiting = null;
    },
  };
}
