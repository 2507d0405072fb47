import type { Instant, Snapshot } from '../house/index.ts';
import { type Cursor, type Entry, Reading } from './fan-out/index.ts';
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
  const head = messages.head();
  const known = cursor && cursor.sequence <= head ? cursor : null;
  return new Reading(
    messages,
    known?.instanceId === messages.instanceId
      ? { key: 'live', first: [], after: known.sequence }
      : { key: 'live', first: [wholeFor(journal, known, recentEvents)], after: head },
  );
}

function wholeFor(journal: Journal, known: Cursor | null, recentEvents: number): Entry<LiveMessage> {
  return journal.whole(known ? known.sequence : journal.beforeNewest(recentEvents));
}

/** What `readMessages` tells first, as one message: for readers that ask from time to time instead of listening. */
export function catchUp(journal: Journal, cursor: Cursor | null, recentEvents: number): LiveMessage {
  const { messages, snapshot } = journal;
  const { instanceId } = messages;
  const head = messages.head();
  const known = cursor && cursor.sequence <= head ? cursor : null;
  if (known?.instanceId !== instanceId || known.sequence < messages.floor())
    return wholeFor(journal, known, recentEvents).value;
  const missed = messages
    .entries()
    .filter(({ sequence }) => sequence > known.sequence)
    .map(({ value }) => value);
  return {
    sequence: head,
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
  const head = events.head();
  const known = cursor && cursor.sequence <= head ? cursor : null;
  const resumed = known?.instanceId === instanceId && known.sequence >= events.floor();
  // The ids of what comes first say where the reader stands, so that a break right after them loses nothing.
  const sequence = known ? Math.max(known.sequence, events.floor()) : head;
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
