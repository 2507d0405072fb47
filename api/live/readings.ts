import type { Instant, Snapshot } from '../house/index.ts';
import { type Cursor, type Entry, Reading, siblingOf } from './fan-out/index.ts';
import type { Journal } from './journal.ts';
import type { LiveMessage, StreamEvent, StreamEventType } from './messages.ts';
import type { Place } from './place.ts';
import { ready, wholeState } from './signals.ts';

/** The current state at once, whatever a reader saw before, then each newer one. */
export function readSnapshots({ snapshots }: Journal): Reading<Snapshot> {
  return new Reading(snapshots, { key: 'snapshot', first: [], after: 0 });
}

/**
 * Exactly the changes since the cursor, or the whole state with the events since then: where it is of another run
 * changes of ours do not fit on what the reader knows, but the log goes on by its numbers.
 *
 * @param recentEvents how many of the newest events come with the whole state for a reader without a cursor
 */
export function readMessages(
  journal: Journal,
  cursor: Cursor | null,
  recentEvents: number,
): Reading<LiveMessage> {
  const { messages } = journal;
  const place = journal.placeOf(cursor);
  const key = 'live';
  if (place.hasState && place.after !== null)
    return new Reading(messages, { key, first: [], after: place.after });
  const whole = wholeFor(journal, place, recentEvents);
  const after = whole.sequence;
  return new Reading(messages, { key, first: [whole], after, isAhead: after > messages.head() });
}

/** The state, with what happened since the reader's place. */
function wholeFor(journal: Journal, { after, run }: Place, recentEvents: number): Entry<LiveMessage> {
  const whole = journal.whole(after ?? journal.beforeNewest(recentEvents));
  return after !== null && after > whole.sequence ? aheadOf(whole, after, run) : whole;
}

/**
 * A state that is older than what the reader has seen of the log, which keeps its place: changes from there on do not
 * fit on it, so it is told as one of another run.
 */
function aheadOf({ value }: Entry<LiveMessage>, sequence: number, run: string): Entry<LiveMessage> {
  return { sequence, value: { ...value, sequence, instanceId: run }, run };
}

/** What `readMessages` tells first, as one message: for readers that ask from time to time instead of listening. */
export function catchUp(journal: Journal, cursor: Cursor | null, recentEvents: number): LiveMessage {
  const { messages, snapshot } = journal;
  const { instanceId } = messages;
  const place = journal.placeOf(cursor);
  const { after, hasState } = place;
  if (!hasState || after === null || after < messages.floor())
    return wholeFor(journal, place, recentEvents).value;
  const missed = messages
    .entries()
    .filter(({ sequence }) => sequence > after)
    .map(({ value }) => value);
  return {
    sequence: Math.max(messages.head(), after),
    previous: after,
    instanceId,
    publishedAt: snapshot().publishedAt,
    snapshot: null,
    change: Object.assign({}, ...missed.map(({ change }) => change)),
    events: missed.flatMap(({ events }) => events),
  };
}

/**
 * `READY`, then what happened since the cursor as far as it is remembered, then what happens. Without a cursor that
 * can be honoured the whole state comes second.
 *
 * @param types which events are wanted, `null` for all; what the stream says of itself always comes
 */
export function readEvents(
  journal: Journal,
  types: readonly StreamEventType[] | null,
  cursor: Cursor | null,
  at: Instant,
): Reading<StreamEvent> {
  const { events } = journal;
  const { after, hasState, run } = journal.placeOf(cursor);
  const resumed = hasState && after !== null && after >= events.floor();
  // The ids of what comes first say where the reader stands, so that a break right after them loses nothing.
  const sequence = after === null ? events.head() : Math.max(after, events.floor());
  const standing = { sequence, instanceId: run, at };
  const wants = (type: StreamEventType) => types === null || types.includes(type);
  const bringsState = !resumed && wants('SNAPSHOT');
  // Where the whole state follows, only who has that as well may go on from here.
  const first: Entry<StreamEvent>[] = [
    { sequence, value: ready(standing, resumed), run: bringsState ? siblingOf(run) : run },
  ];
  if (bringsState) first.push({ sequence, value: wholeState(standing, journal.snapshot()), run });
  return new Reading(events, {
    key: `events ${types?.toSorted().join() ?? ''}`,
    first,
    after: sequence,
    accepts: ({ type }) => wants(type),
  });
}
