import { type Instant, SECOND_MS, type SiteState } from '../house/index.ts';

/** Which cars may have left: evcc shows nobody at the loadpoint, but not for long enough to believe it. */
export interface Leaving {
  observe(site: SiteState): void;
  /** Loadpoints at which nothing is concluded yet. */
  names(): ReadonlySet<string>;
}

/** Two control cycles of evcc, and at least this. */
const LEAST_MS = 60 * SECOND_MS;

/**
 * evcc shows every loadpoint as empty from its start until its first control cycle, and cables lose contact.
 * Boosts and what people wanted for this session must not end by that.
 */
export function createLeaving(): Leaving {
  const emptySince = new Map<string, Instant>();
  let names = new Set<string>();
  return {
    observe({ loadpoints, observedAt, intervalS }) {
      for (const { name, connected } of loadpoints)
        if (connected) emptySince.delete(name);
        // What lies ahead was noted before the clock was set back.
        else emptySince.set(name, Math.min(emptySince.get(name) ?? observedAt, observedAt));
      const believedMs = Math.max(LEAST_MS, 2 * intervalS * SECOND_MS);
      const recent = [...emptySince].filter(([, since]) => observedAt - since < believedMs);
      names = new Set(recent.map(([name]) => name));
    },
    names: () => names,
  };
}
