import { applyMessage } from './apply.ts';
import type { HouseParts, LiveMessage, LogEvent } from './live-document.ts';
import { withEvents } from './log.ts';

/** Everything that was told so far. */
export interface Known {
  /** `null` before the first message. */
  parts: HouseParts | null;
  /** What happened, oldest first. */
  log: readonly LogEvent[];
  /** The run of the server that told it, and how far; `null` before the first message. */
  place: Pick<LiveMessage, 'instanceId' | 'sequence'> | null;
}

export const NOTHING_KNOWN: Known = { parts: null, log: [], place: null };

/** What is known after one more message. */
export function learn(known: Known, message: LiveMessage): Known {
  const { instanceId, sequence } = message;
  return {
    parts: applyMessage(known.parts, message),
    log: withEvents(isAfresh(known, message) ? [] : known.log, message.events),
    place: { instanceId, sequence },
  };
}

/**
 * Whether the house lost what we know: a run goes on by the numbers of those before it, unless their data is gone or
 * was replaced by older data. Then its events are others, although they have numbers that we have seen.
 */
function isAfresh({ place }: Known, { instanceId, sequence, snapshot }: LiveMessage): boolean {
  return snapshot !== null && place !== null && instanceId !== place.instanceId && sequence < place.sequence;
}
