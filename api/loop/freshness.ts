import type { EventType, Source, Text } from '../house/index.ts';
import type { NewEvent } from '../live/index.ts';
import { SOURCE_NAMES } from './source-names.ts';
import type { Sources, Standing } from './sources.ts';

/** Tells of sources that became stale, failed or are well again, each change once. */
export interface Freshness {
  /** What changed since the last look. */
  news(): NewEvent[];
  /** A source that was fresh before tells something new. */
  renewed(id: string): NewEvent[];
  /** How a reading that somebody waited for went; it is not told once more. */
  outcome(id: string): NewEvent[];
}

export function createFreshness(sources: Sources): Freshness {
  const told = new Map<string, Source['state']>();

  /** The event that a change of state is worth, if any. */
  function change(standing: Standing): NewEvent[] {
    const { id, state } = standing.source;
    const before = told.get(id) ?? 'WARMING';
    told.set(id, state);
    return before === state || state === 'WARMING' || state === 'REFRESHING'
      ? []
      : [sourceEvent(typeOf(state, standing.outdated), standing)];
  }

  return {
    // What is being read is told of when that is done.
    news: () =>
      sources
        .settled()
        .filter(({ source: { id } }) => sources.standing(id)?.source.state !== 'REFRESHING')
        .flatMap(change),
    renewed(id) {
      const standing = sources.standing(id);
      const isKnown = told.get(id) === 'FRESH' && standing?.source.state === 'FRESH';
      return isKnown && standing ? [sourceEvent('SOURCE_REFRESHED', standing)] : [];
    },
    outcome(id) {
      const standing = sources.standing(id);
      if (!standing) return [];
      const { state, error } = standing.source;
      told.set(id, state);
      return [sourceEvent(error ? 'SOURCE_FAILED' : 'SOURCE_REFRESHED', standing)];
    },
  };
}

function typeOf(state: 'FRESH' | 'STALE' | 'FAILED' | 'ABSENT', outdated: boolean): SourceEventType {
  if (state === 'STALE') return outdated ? 'SOURCE_INVALIDATED' : 'SOURCE_STALE';
  return state === 'FAILED' ? 'SOURCE_FAILED' : 'SOURCE_REFRESHED';
}

type SourceEventType = Extract<EventType, `SOURCE_${string}`>;

/** What happened to a source, in words and for programs. */
export function sourceEvent(type: SourceEventType, { source, summary }: Standing): NewEvent {
  const name = SOURCE_NAMES[source.id] ?? { de: source.id, en: source.id };
  const said = { de: `${name.de}: `, en: `${name.en}: ` };
  const isNew = type === 'SOURCE_REFRESHED';
  const what =
    isNew && summary ? summary : type === 'SOURCE_FAILED' && source.error ? source.error : WORDS[type];
  return {
    type,
    subject: source.id,
    message: { de: said.de + what.de, en: said.en + what.en },
    payload: { kind: 'SOURCE', source, summary: isNew ? summary : null },
  };
}

const WORDS: Record<SourceEventType, Text> = {
  SOURCE_REFRESHING: { de: 'wird neu gelesen.', en: 'being read anew.' },
  SOURCE_REFRESHED: { de: 'gelesen.', en: 'read.' },
  SOURCE_FAILED: { de: 'konnte nicht gelesen werden.', en: 'could not be read.' },
  SOURCE_INVALIDATED: { de: 'gilt nicht mehr.', en: 'no longer counts.' },
  SOURCE_STALE: { de: 'ist veraltet.', en: 'is out of date.' },
};
