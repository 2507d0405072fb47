import { errorText } from '../control/index.ts';
import type { ActionResult, Refusal, Source, SourceScope, Text } from '../house/index.ts';
import type { NewEvent } from '../live/index.ts';
import { type Freshness, sourceEvent } from './freshness.ts';
import type { Sources } from './sources.ts';

/** So many sources are read at a time. */
const AT_ONCE = 3;
/** Who asks within this time after a reading gets that one: a burst of clicks makes one. */
const BURST_MS = 1000;
/** A reading that takes longer has failed. */
const LIMIT_MS = 30_000;

/** Reads sources anew because somebody asked for it. */
export interface Refresher {
  source(id: string): Promise<ActionResult<Source>>;
  /** All sources of a scope, `null` = all, that can be read. */
  sources(scope: SourceScope | null): Promise<ActionResult<Source[]>>;
  /** Waits for nothing any more. */
  stop(): void;
}

export interface RefresherDependencies {
  sources: Sources;
  freshness: Freshness;
  /** Tells everyone how the sources are now, and of these events. */
  publish: (events: NewEvent[]) => void;
  /** What follows from new values, once for all that were asked for together. */
  onRead: (scopes: ReadonlySet<SourceScope>) => void;
}

export function createRefresher(dependencies: RefresherDependencies): Refresher {
  const { sources, freshness, publish, onRead } = dependencies;
  const inTurn = limited(AT_ONCE);
  const end = new AbortController();
  /** What is waiting, running, or was just done. */
  const recent = new Map<string, Promise<void>>();

  function refresh(id: string, read: NonNullable<ReturnType<Sources['reader']>>): Promise<void> {
    const known = recent.get(id);
    if (known) return known;
    const run = inTurn(() => readAnew(id, read)).finally(() => {
      setTimeout(() => recent.delete(id), BURST_MS).unref();
    });
    recent.set(id, run);
    return run;
  }

  async function readAnew(id: string, read: (signal: AbortSignal) => Promise<void>): Promise<void> {
    sources.setRefreshing(id, true);
    const begun = sources.standing(id);
    publish(begun ? [sourceEvent('SOURCE_REFRESHING', begun)] : []);
    const started = performance.now();
    try {
      await within(LIMIT_MS, end.signal, read);
    } catch (error) {
      const text = error instanceof TooSlowError ? TOO_SLOW : errorText(error);
      sources.failed(id, text, performance.now() - started);
    }
    sources.setRefreshing(id, false);
    publish(freshness.outcome(id));
  }

  /** Reads those that can be asked, and tells what follows from it. */
  async function refreshAll(ids: readonly string[]): Promise<void> {
    const scopes = new Set<SourceScope>();
    await Promise.all(
      ids.map(async (id) => {
        const read = sources.reader(id);
        if (!read) return;
        const isNew = !recent.has(id);
        await refresh(id, read);
        const source = sources.standing(id)?.source;
        if (isNew && source && !source.error) scopes.add(source.scope);
      }),
    );
    if (scopes.size > 0) onRead(scopes);
  }

  return {
    stop: () => end.abort(),

    async source(id) {
      if (!sources.standing(id)) return unknownSource(id, sources.ids());
      await refreshAll([id]);
      const now = sources.standing(id);
      return now ? { ok: true, value: now.source } : unknownSource(id, sources.ids());
    },
    async sources(scope) {
      const ids = sources.ids(scope);
      await refreshAll(ids);
      return { ok: true, value: sources.list().filter((source) => ids.includes(source.id)) };
    },
  };
}

class TooSlowError extends Error {}

const TOO_SLOW: Text = {
  de: `Keine Antwort nach ${LIMIT_MS / 1000} s.`,
  en: `No answer after ${LIMIT_MS / 1000} s.`,
};

async function within(
  limitMs: number,
  end: AbortSignal,
  read: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const limit = new AbortController();
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    limit.abort();
    reject(new TooSlowError());
  }, limitMs);
  try {
    await Promise.race([read(AbortSignal.any([limit.signal, end])), promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Runs at most `atOnce` tasks at a time, in the order in which they came. */
function limited(atOnce: number): (task: () => Promise<void>) => Promise<void> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= atOnce) await new Promise<void>((resolve) => void waiting.push(resolve));
    else running++;
    try {
      await task();
    } finally {
      // Whoever waits takes over this one's place.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

function unknownSource(id: string, known: readonly string[]): Refusal {
  return {
    ok: false,
    code: 'UNKNOWN_SOURCE',
    field: 'id',
    message: {
      de: `Eine Datenquelle „${id}“ gibt es nicht. Bekannt sind: ${known.join(', ')}.`,
      en: `There is no source "${id}". Known are: ${known.join(', ')}.`,
    },
  };
}
