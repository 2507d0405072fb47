import type { Instant, Snapshot } from '../house/index.ts';
import { type Cursor, type Entry, type Feed, isSameRun, Reading } from './fan-out/index.ts';
import type { Journal } from './journal.ts';
import type { LiveMessage, StreamEvent, StreamEventType } from './messages.ts';
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
  const known = knownTo(messages, cursor);
  if (known?.instanceId === messages.instanceId)
    return new Reading(messages, { key: 'live', first: [], after: known.sequence });
  const after = Math.max(messages.head(), known?.sequence ?? 0);
  const whole = wholeFor(journal, known, recentEvents);
  const first = [whole.sequence === after ? whole : { ...whole, sequence: after }];
  return new Reading(messages, { key: 'live', first, after });
}

/**
 * The cursor, where its number says something here. One that is ahead of us is of a store that was lost, unless it is
 * of this very run: then it comes from a process that was told more of it so far.
 */
function knownTo({ head, instanceId }: Feed<unknown>, cursor: Cursor | null): Cursor | null {
  const isKnown = cursor && (cursor.sequence <= head() || isSameRun(cursor.instanceId, instanceId));
  return isKnown ? cursor : null;
}

function wholeFor(journal: Journal, known: Cursor | null, recentEvents: number): Entry<LiveMessage> {
  return journal.whole(known ? known.sequence : journal.beforeNewest(recentEvents));
}

/** What `readMessages` tells first, as one message: for readers that ask from time to time instead of listening. */
export function catchUp(journal: Journal, cursor: Cursor | null, recentEvents: number): LiveMessage {
  const { messages, snapshot } = journal;
  const { instanceId } = messages;
  const known = knownTo(messages, cursor);
  if (known?.instanceId !== instanceId || known.sequence < messages.floor())
    return wholeFor(journal, known, recentEvents).value;
  const missed = messages
    .entries()
    .filter(({ sequence }) => sequence > known.sequence)
    .map(({ value }) => value);
  return {
    sequence: Math.max(messages.head(), known.sequence),
    previous: known.sequence,
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
  const { instanceId } = events;
  const known = knownTo(events, cursor);
  const resumed = known?.instanceId === instanceId && known.sequence >= events.floor();
  // The ids of what comes first say where the reader stands, so that a break right after them loses nothing.
  const sequence = known ? Math.max(known.sequence, events.floor()) : events.head();
  const standing = { sequence, instanceId, at };
  const wants = (type: StreamEventType) => types === null || types.includes(type);
  const bringsState = !resumed && wants('SNAPSHOT');
  // Where the whole state follows, only who has that as well may go on from here.
  const first: Entry<StreamEvent>[] = [
    { sequence, value: ready(standing, resumed), isProvisional: bringsState },
  ];
  if (bringsState) first.push({ sequence, value: wholeState(standing, journal.snapshot()) });
  return new Reading(events, {
    key: `events ${types?.toSorted().join() ?? ''}`,
    first,
    after: sequence,
    accepts: ({ type }) => wants(type),
  });
}
