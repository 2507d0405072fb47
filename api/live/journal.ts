import type { HouseEvent, Instant, Snapshot } from '../house/index.ts';
import type { Cursor, Entry, Feed } from './fan-out/index.ts';
import { applied, type LiveMessage, type LoggedEvent, type StreamEvent } from './messages.ts';
import { type Place, placeOf, type Teller } from './place.ts';
import { heartbeat, resync } from './signals.ts';

/** Changes that are remembered for readers who come back or fell behind; who missed more gets the snapshot. */
const CHANGES_REMEMBERED = 64;
/** Events that are remembered, those of earlier runs among them. */
export const EVENTS_REMEMBERED = 500;

/** All that a journal holds, as plain data: with it another process goes on from the same place. */
export interface JournalState {
  snapshot: Snapshot;
  /** What led to it, oldest first, after `changesFloor`. */
  changes: readonly LiveMessage[];
  changesFloor: number;
  /** What happened, oldest first, after `eventsFloor`. */
  events: readonly LoggedEvent[];
  eventsFloor: number;
}

/** The state and what led to it lately, kept once for all readers. */
export interface Journal {
  append(message: LiveMessage): void;
  state(): JournalState;
  snapshot(): Snapshot;
  /** The whole state as one message, with the events after a position; without any where that is `null`. */
  whole(after: number | null): Entry<LiveMessage>;
  /** Where a reader with this cursor goes on. */
  placeOf(cursor: Cursor | null): Place;
  /** The position after which the newest `count` events come; `null` for none of them. */
  beforeNewest(count: number): number | null;
  /** Each newer state; of those only the newest. */
  readonly snapshots: Feed<Snapshot>;
  /** Each change; the whole state where too many were missed. */
  readonly messages: Feed<LiveMessage>;
  /** Each event on its own. */
  readonly events: Feed<StreamEvent>;
}

/**
 * What a journal begins with.
 *
 * @param snapshot the state so far
 * @param past the newest events of earlier runs, oldest first
 */
export function firstState(snapshot: Snapshot, past: readonly HouseEvent[]): JournalState {
  const { instanceId, sequence } = snapshot;
  const events = past.slice(-EVENTS_REMEMBERED).map((event) => ({ ...event, instanceId }));
  return {
    snapshot,
    changes: [],
    changesFloor: sequence,
    events,
    // As many as we remember: there may have been more.
    eventsFloor: events.length < EVENTS_REMEMBERED ? 0 : (events[0]?.sequence ?? 1) - 1,
  };
}

/**
 * @param begin what it holds from the start
 * @param now time of the house
 * @param teller of it: this process
 */
export function createJournal(begin: JournalState, now: () => Instant, teller: Teller): Journal {
  const { instanceId } = begin.snapshot;
  const watchers = new Set<() => void>();
  const changes: Entry<LiveMessage>[] = begin.changes.map(entryOf);
  const events: Entry<LoggedEvent>[] = begin.events.map(entryOf);
  /** By their first event, so that readers who stand at the same place share the message. */
  const wholes = new Map<number, Entry<LiveMessage>>();
  let newest: Entry<Snapshot> = entryOf(begin.snapshot);
  let { changesFloor, eventsFloor } = begin;

  function append(message: LiveMessage): void {
    newest = entryOf(applied(newest.value, message));
    wholes.clear();
    changes.push(entryOf(message));
    events.push(...message.events.map(entryOf));
    changesFloor = trim(changes, CHANGES_REMEMBERED) ?? changesFloor;
    eventsFloor = trim(events, EVENTS_REMEMBERED) ?? eventsFloor;
    for (const onNews of [...watchers]) onNews();
  }

  function whole(after: number | null): Entry<LiveMessage> {
    const missed = after === null ? [] : events.filter(({ sequence }) => sequence > after);
    const key = missed[0]?.sequence ?? 0;
    const known = wholes.get(key);
    if (known) return known;
    const { sequence, value: snapshot } = newest;
    const { publishedAt } = snapshot;
    const happened = missed.map(({ value }) => value);
    const entry = entryOf({
      sequence,
      previous: sequence,
      instanceId,
      publishedAt,
      snapshot,
      change: null,
      events: happened,
    });
    wholes.set(key, entry);
    return entry;
  }

  const common = {
    instanceId,
    head: () => newest.sequence,
    beat: () => null,
    watch(onNews: () => void) {
      watchers.add(onNews);
      return () => void watchers.delete(onNews);
    },
  };
  const standingAt = (sequence: number) => ({ sequence, instanceId, at: now() });

  return {
    append,
    whole,
    placeOf: (cursor) => placeOf(cursor, { instanceId, head: newest.sequence, teller }),
    state: () => ({
      snapshot: newest.value,
      changes: changes.map(({ value }) => value),
      changesFloor,
      events: events.map(({ value }) => value),
      eventsFloor,
    }),
    beforeNewest(count) {
      const oldest = events[Math.max(0, events.length - count)];
      return oldest ? oldest.sequence - 1 : null;
    },
    snapshot: () => newest.value,
    snapshots: { ...common, entries: () => [newest], floor: () => 0, skip: () => newest },
    messages: { ...common, entries: () => changes, floor: () => changesFloor, skip: whole },
    events: {
      ...common,
      entries: () => events,
      floor: () => eventsFloor,
      skip: (after) => ({ sequence: after, value: resync(standingAt(after)), isFinal: true }),
      beat: (sequence) => heartbeat(standingAt(sequence)),
    },
  };
}

function entryOf<T extends { sequence: number }>(value: T): Entry<T> {
  return { sequence: value.sequence, value };
}

/** Lets go of the oldest; the answer is the sequence of the last one that went, if any did. */
function trim(entries: Entry<unknown>[], limit: number): number | null {
  return entries.splice(0, Math.max(0, entries.length - limit)).at(-1)?.sequence ?? null;
}
