import {
  type Clock,
  type Finding,
  type Instant,
  type Moment,
  moment,
  SECOND_MS,
  type Source,
  type SourceScope,
  type Text,
} from '../house/index.ts';

/** A source as it is registered. */
export interface SourceDefinition {
  scope: SourceScope;
  /** Past this age its value is stale; `null` = its age says nothing. */
  maxAgeMs: number | null;
  /**
   * Reads it anew, and keeps account of how that went with `read`, `absent` or `failed`; what it throws counts as
   * failed. `signal` tells that nobody waits any longer. `null` = it cannot be asked.
   */
  read: ((signal: AbortSignal) => Promise<void>) | null;
}

/** What there is to say of a good reading. */
export interface News {
  /** What was read, for people. */
  summary?: Text;
  /** From then on it tells nothing any more, however young it is; prices end. */
  validUntil?: Instant | null;
  /** When it was measured, which is what its age counts from; absent = now. */
  measuredAt?: Instant;
  durationMs?: number;
  /** What of it was not believed, or put right. */
  findings?: Finding[];
}

/** A source together with what is said of it in events. */
export interface Standing {
  source: Source;
  summary: Text | null;
  /** It is stale because what it tells of has passed. */
  outdated: boolean;
}

/** Keeps account of when each source was read last, and what went wrong since. */
export interface Sources {
  register(id: string, definition: SourceDefinition): void;
  ids(scope?: SourceScope | null): string[];
  reader(id: string): SourceDefinition['read'];
  /** A good reading. */
  read(id: string, news?: News): void;
  /** The source says that it has nothing of this kind. */
  absent(id: string, durationMs?: number): void;
  /** A reading failed; the value of before still counts until it is too old. */
  failed(id: string, error: Text, durationMs?: number, findings?: Finding[]): void;
  /** What it told is another by now, as a changed file. */
  changed(id: string): void;
  /** Another source tells the same, as of now: it is no older than that, whatever else is wrong with it. */
  renew(id: string): void;
  /** Whether somebody waits for it to be read. */
  setRefreshing(id: string, refreshing: boolean): void;
  list(): Source[];
  standing(id: string): Standing | null;
  /** Each source as it would be if nobody waited for it. */
  settled(): Standing[];
}

interface Entry extends SourceDefinition {
  updatedAt: Moment | null;
  validUntil: Instant | null;
  absent: boolean;
  changed: boolean;
  refreshing: boolean;
  error: Text | null;
  findings: Finding[];
  summary: Text | null;
  lastDurationMs: number | null;
}

const NEW = {
  updatedAt: null,
  validUntil: null,
  absent: false,
  changed: false,
  refreshing: false,
  error: null,
  findings: [],
  summary: null,
  lastDurationMs: null,
} satisfies Omit<Entry, keyof SourceDefinition>;

/** What a good reading takes back. */
const WELL = { absent: false, changed: false, error: null, findings: [], validUntil: null };

export function createSources(clock: Clock): Sources {
  const entries = new Map<string, Entry>();

  function update(id: string, change: Partial<Entry>): void {
    const entry = entries.get(id);
    if (!entry) throw new RangeError(`no source ${id} was registered`);
    entries.set(id, { ...entry, ...change });
  }

  function settledState(entry: Entry): Source['state'] {
    const { updatedAt, absent, changed, error } = entry;
    if (changed) return error ? 'FAILED' : 'STALE';
    if (absent) return error ? 'FAILED' : 'ABSENT';
    if (updatedAt === null) return error ? 'FAILED' : 'WARMING';
    if (isTooOld(entry) || isOutdated(entry)) return 'STALE';
    return error ? 'FAILED' : 'FRESH';
  }

  function isTooOld({ updatedAt, maxAgeMs }: Entry): boolean {
    return updatedAt !== null && maxAgeMs !== null && updatedAt.ageMs() > maxAgeMs;
  }

  function isOutdated({ validUntil }: Entry): boolean {
    return validUntil !== null && clock.now() >= validUntil;
  }

  function standing(id: string, entry: Entry, isSettled: boolean): Standing {
    const { scope, updatedAt, maxAgeMs, error, lastDurationMs, findings, summary, refreshing } = entry;
    return {
      source: {
        id,
        scope,
        state: refreshing && !isSettled ? 'REFRESHING' : settledState(entry),
        updatedAt: updatedAt?.at() ?? null,
        maxAgeS: maxAgeMs === null ? null : maxAgeMs / SECOND_MS,
        error,
        lastDurationMs,
        findings,
      },
      summary,
      outdated: isOutdated(entry) && !isTooOld(entry),
    };
  }

  return {
    register: (id, definition) => void entries.set(id, { ...NEW, ...definition }),
    ids: (scope = null) =>
      [...entries].filter(([, entry]) => scope === null || entry.scope === scope).map(([id]) => id),
    reader: (id) => entries.get(id)?.read ?? null,
    read: (id, { durationMs, measuredAt, ...news } = {}) =>
      update(id, { ...WELL, updatedAt: moment(clock, measuredAt), ...timed(durationMs), ...news }),
    absent: (id, durationMs) =>
      update(id, { ...WELL, updatedAt: moment(clock), absent: true, summary: ABSENT, ...timed(durationMs) }),
    failed: (id, error, durationMs, findings = []) => update(id, { error, findings, ...timed(durationMs) }),
    changed: (id) => update(id, { changed: true, error: null, findings: [] }),
    renew: (id) => update(id, { updatedAt: moment(clock) }),
    setRefreshing: (id, refreshing) => update(id, { refreshing }),
    list: () => [...entries].map(([id, entry]) => standing(id, entry, false).source),
    standing: (id) => {
      const entry = entries.get(id);
      return entry ? standing(id, entry, false) : null;
    },
    settled: () => [...entries].map(([id, entry]) => standing(id, entry, true)),
  };
}

const ABSENT: Text = { de: 'Nicht vorhanden.', en: 'Not there.' };

function timed(durationMs: number | undefined): { lastDurationMs?: number } {
  return durationMs === undefined ? {} : { lastDurationMs: Math.round(durationMs) };
}
