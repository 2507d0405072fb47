import { MINUTE_MS, type SourceScope, type VirtualClock, virtualClock } from '../house/index.ts';
import { createSources, type SourceDefinition, type Sources } from './sources.ts';

export const START = Date.UTC(2026, 10, 20, 12);

/** Sources on a clock that stands still until the test moves it. */
export function testSources(): { clock: VirtualClock; sources: Sources } {
  const clock = virtualClock(START, (error) => {
    throw error;
  });
  return { clock, sources: createSources(clock) };
}

/** A source that is stale after ten minutes. */
export function register(
  sources: Sources,
  id: string,
  read: SourceDefinition['read'] = null,
  scope: SourceScope = 'PRICES',
): void {
  sources.register(id, { scope, maxAgeMs: 10 * MINUTE_MS, read });
}
