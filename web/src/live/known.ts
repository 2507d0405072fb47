import { applyMessage } from './apply.ts';
import type { HouseParts, LiveMessage, LogEvent } from './live-document.ts';
import { withEvents } from './log.ts';

/** Everything that was told so far. */
export interface Known {
  /** `null` before the first message. */
  parts: HouseParts | null;
  /** What happened, oldest first. */
  log: readonly LogEvent[];
}

export const NOTHING_KNOWN: Known = { parts: null, log: [] };

/** What is known after one more message. */
export function learn({ parts, log }: Known, message: LiveMessage): Known {
  return { parts: applyMessage(parts, message), log: withEvents(log, message.events) };
}
