import {
  type Clock,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  SECOND_MS,
  type Source,
  type Text,
} from '../house/index.ts';

type SourceId = Source['id'];

/** Past this age a source counts as stale. */
const MAX_AGE_MS: Record<SourceId, number> = {
  evccState: 2 * MINUTE_MS,
  evccLive: 90 * SECOND_MS,
  gridTariff: HOUR_MS,
  feedInTariff: HOUR_MS,
  solarForecast: 3 * HOUR_MS,
  loadHistory: 48 * HOUR_MS,
};

interface Entry {
  updatedAt: Instant | null;
  absent: boolean;
  error: Text | null;
}

/** Keeps account of when each source was read last, and what went wrong since. */
export interface Sources {
  /** A good reading. */
  read(id: SourceId): void;
  /** The source says that it has nothing of this kind. */
  absent(id: SourceId): void;
  /** A reading failed; the value of before still counts until it is too old. */
  failed(id: SourceId, error: Text): void;
  ageMs(id: SourceId): number | null;
  list(): Source[];
}

export function createSources(clock: Clock): Sources {
  const entries = new Map<SourceId, Entry>();
  for (const id of Object.keys(MAX_AGE_MS) as SourceId[])
    entries.set(id, { updatedAt: null, absent: false, error: null });

  function entry(id: SourceId): Entry {
    return entries.get(id) ?? { updatedAt: null, absent: false, error: null };
  }

  function state(id: SourceId, { updatedAt, absent, error }: Entry): Source['state'] {
    if (absent) return 'ABSENT';
    if (updatedAt === null) return error ? 'FAILED' : 'WARMING';
    if (clock.now() - updatedAt > MAX_AGE_MS[id]) return 'STALE';
    return error ? 'FAILED' : 'FRESH';
  }

  return {
    read: (id) => void entries.set(id, { updatedAt: clock.now(), absent: false, error: null }),
    absent: (id) => void entries.set(id, { updatedAt: clock.now(), absent: true, error: null }),
    failed: (id, error) => void entries.set(id, { ...entry(id), error }),
    ageMs: (id) => {
      const { updatedAt } = entry(id);
      return updatedAt === null ? null : clock.now() - updatedAt;
    },
    list: () =>
      [...entries].map(([id, found]) => ({
        id,
        state: state(id, found),
        updatedAt: found.updatedAt,
        maxAgeS: MAX_AGE_MS[id] / SECOND_MS,
        error: found.error,
      })),
  };
}
