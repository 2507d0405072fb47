/** How the page stands with the server, with the browser's time at which that began. */
export interface Connection {
  /**
   * `connecting`: tries. `open`: a stream brings what changes. `polling`: something on the way holds streams back,
   * so we ask. `waiting`: it broke, and is tried again soon. `paused`: nobody looks.
   */
  state: 'connecting' | 'open' | 'polling' | 'waiting' | 'paused';
  since: number;
  /** Why the server refused, where it did. */
  refusal: Refusal | null;
}

/** What the server said instead of what was asked for. */
export interface Refusal {
  /** Code of a GraphQL error, else the status of the answer. */
  code: string;
  message: string;
}

/** When the follower loses patience. */
export interface Timing {
  /** A connection that brings nothing at all for this long counts as silent: a stream begins with bytes at once. */
  firstBytesMs: number;
  /** So does an older one that brings nothing for this long. */
  silenceMs: number;
  /** A stream that brought something this long after it began is not held back. */
  provenMs: number;
  /** How often is asked where streams are held back, */
  pollMs: number;
  /** and after which time a stream is tried again. */
  retryStreamMs: number;
}

/** The server gives a sign of life at least this often. */
const BEAT_MS = 15_000;

export const TIMING: Timing = {
  firstBytesMs: 8000,
  silenceMs: 2.5 * BEAT_MS,
  provenMs: BEAT_MS,
  pollMs: 5000,
  retryStreamMs: 300_000,
};

const FIRST_PAUSE_MS = 500;
/** A server that has something against us wants to be left alone for a while, */
export const LONGEST_PAUSE_MS = 30_000;
/** but one that is not there is not burdened by our looking for it, and whoever looks at the page waits for it. */
export const LONGEST_PAUSE_WHILE_GONE_MS = 8000;

/**
 * Pause before the next attempt: full jitter, so that pages that lost the server together do not all come back in
 * the same instant.
 *
 * @param attempt failed attempts so far
 * @param random in [0, 1)
 */
export function reconnectPauseMs(attempt: number, random: number, longestMs: number): number {
  return random * Math.min(longestMs, FIRST_PAUSE_MS * 2 ** Math.min(attempt, 16));
}
