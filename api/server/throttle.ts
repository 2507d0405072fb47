import type { Instant } from '../house/index.ts';

const FAILURES = 10;
const WINDOW_MS = 60_000;
/** Addresses to remember; more come only from somebody who makes them up. */
const ADDRESSES = 1000;

/** Holds those back who try one wrong token after the other. */
export interface Throttle {
  /** Seconds until an address may try again; 0 = now. */
  waitS(address: string, now: Instant): number;
  failed(address: string, now: Instant): void;
}

/** After ten failures within a minute an address waits until that minute is over. */
export function createThrottle(): Throttle {
  const failures = new Map<string, { since: Instant; count: number }>();
  return {
    waitS(address, now) {
      const found = failures.get(address);
      if (!found || found.count < FAILURES || now >= found.since + WINDOW_MS) return 0;
      return Math.ceil((found.since + WINDOW_MS - now) / 1000);
    },
    failed(address, now) {
      const found = failures.get(address);
      if (found && now < found.since + WINDOW_MS) {
        found.count++;
        return;
      }
      failures.delete(address);
      failures.set(address, { since: now, count: 1 });
      const oldest = failures.size > ADDRESSES ? failures.keys().next().value : undefined;
      if (oldest !== undefined) failures.delete(oldest);
    },
  };
}
