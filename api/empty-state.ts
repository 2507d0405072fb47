import type { Snapshot } from './house/index.ts';
import { VERSION } from './version.ts';

/** Nothing was read yet. */
export function emptyState({
  cycleId,
  demo,
  timeZone,
  findings,
}: Pick<Snapshot, 'cycleId' | 'demo' | 'timeZone' | 'findings'>): Omit<
  Snapshot,
  'sequence' | 'instanceId' | 'publishedAt'
> {
  return {
    cycleId,
    version: VERSION,
    demo,
    siteTitle: null,
    currency: 'EUR',
    timeZone,
    evccVersion: null,
    power: null,
    battery: null,
    loadpoints: [],
    plan: null,
    planMissing: {
      de: 'evcc wird zum ersten Mal gelesen.',
      en: 'evcc is being read for the first time.',
    },
    intents: [],
    buffer: null,
    rollouts: [],
    commands: [],
    notices: [],
    sources: [],
    warming: { done: 0, total: 0 },
    findings,
    displays: [],
    forecastSkill: [],
    departureSuggestions: [],
  };
}
