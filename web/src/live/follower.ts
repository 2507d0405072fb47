import type { AskedAs } from '../shared/asked-as.ts';
import {
  type Connection,
  LONGEST_PAUSE_MS,
  LONGEST_PAUSE_WHILE_GONE_MS,
  type Refusal,
  reconnectPauseMs,
  TIMING,
  type Timing,
} from './connection.ts';
import { ask, type Ending, type LiveRequest, readStream } from './requests.ts';

/** What is asked for, and where. It can be handed to a worker. */
export interface LiveSource {
  url: string;
  /** A subscription to `live`. */
  stream: AskedAs;
  /** A query for `live`, for where streams are held back. */
  catchUp: AskedAs;
  variables: object;
}

/** What the follower itself looks at in a message. */
export interface Envelope {
  sequence: number;
  instanceId: string;
  snapshot: unknown;
}

export interface FollowerOptions<M extends Envelope> {
  source: LiveSource;
  onMessage: (message: M) => void;
  onConnection: (connection: Connection) => void;
  timing?: Timing;
}

/** Follows the house, whatever happens on the way to it. */
export interface Follower {
  start(): void;
  /** Whether anybody looks; while nobody does there is no connection. */
  want(isWanted: boolean): void;
  /** Something changed for the better (the network is back): no pause is worth sitting out. */
  hurry(): void;
  stop(): void;
}

/** So many silent connections in a row mean that streams do not come through. */
const SILENT_IN_A_ROW = 2;

/**
 * Keeps a stream open and never gives up. After each break it asks for what came after the last message that it
 * handed on, so that nothing is missed and nothing comes twice; a server that was started anew answers with its
 * whole state. Where streams are open but silent it asks every few seconds instead, and tries a stream again later.
 */
export function createFollower<M extends Envelope>(options: FollowerOptions<M>): Follower {
  const { source, onMessage, timing = TIMING } = options;
  let connection: Connection | null = null;
  let last: Envelope | null = null;
  let isWanted = true;
  let isStopped = false;
  let attempt = 0;
  let silences = 0;
  let pollUntil = 0;
  let activity = new AbortController();
  let endPause = () => {};

  function report(state: Connection['state'], refusal: Refusal | null = null): void {
    if (connection?.state === state && connection.refusal?.code === refusal?.code) return;
    connection = { state, since: Date.now(), refusal };
    options.onConnection(connection);
  }

  async function follow(): Promise<void> {
    while (!isStopped) {
      if (!isWanted) {
        report('paused');
        await pause(null);
        continue;
      }
      activity = new AbortController();
      const pauseMs = performance.now() < pollUntil ? await poll() : await listen();
      if (isWanted && pauseMs > 0) await pause(pauseMs);
    }
  }

  /** Reads a stream to its end; the answer is the pause before the next step. */
  async function listen(): Promise<number> {
    if (connection?.state !== 'polling') report('connecting');
    const begun = performance.now();
    const lasted = () => performance.now() - begun;
    const ending = await readStream(request(source.stream), timing, () => {
      report('open');
      if (lasted() >= timing.provenMs) silences = 0;
    });
    if (activity.signal.aborted) return 0;
    if (lasted() >= timing.provenMs) attempt = 0;
    return ending.kind === 'silent' ? afterSilence() : afterBreak(ending);
  }

  /** An answer to a question tells a stream that is held back from a server that is gone, and brings the values. */
  async function afterSilence(): Promise<number> {
    silences++;
    const ending = await ask(request(source.catchUp), timing);
    if (activity.signal.aborted) return 0;
    if (ending) return afterBreak(ending);
    if (silences < SILENT_IN_A_ROW) return 0;
    pollUntil = performance.now() + timing.retryStreamMs;
    report('polling');
    return timing.pollMs;
  }

  async function poll(): Promise<number> {
    const ending = await ask(request(source.catchUp), timing);
    if (activity.signal.aborted) return 0;
    if (ending) return afterBreak(ending);
    attempt = 0;
    report('polling');
    return timing.pollMs;
  }

  function afterBreak(ending: Ending): number {
    report('waiting', ending.kind === 'refused' ? ending.refusal : null);
    const longestMs = ending.kind === 'refused' ? LONGEST_PAUSE_MS : LONGEST_PAUSE_WHILE_GONE_MS;
    return reconnectPauseMs(attempt++, Math.random(), longestMs);
  }

  function request(document: AskedAs): LiveRequest {
    return {
      url: source.url,
      document,
      variables: source.variables,
      cursor: last && `${last.instanceId}:${last.sequence}`,
      stop: activity.signal,
      // A result of the page's own documents.
      onMessage: (live) => accept(live as M),
    };
  }

  /** Changes of another run of the server fit on nothing that we have: its whole state has to come first. */
  function accept(message: M): boolean {
    if (message.snapshot === null && message.instanceId !== last?.instanceId) return false;
    const { sequence, instanceId } = message;
    last = { sequence, instanceId, snapshot: null };
    onMessage(message);
    return true;
  }

  /** @param durationMs `null`: until something changes */
  function pause(durationMs: number | null): Promise<void> {
    return new Promise((resolve) => {
      const timer = durationMs === null ? undefined : setTimeout(() => endPause(), durationMs);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    start: () => void follow(),
    want(wanted) {
      if (wanted === isWanted) return;
      isWanted = wanted;
      if (!wanted) activity.abort();
      endPause();
    },
    hurry: () => endPause(),
    stop() {
      isStopped = true;
      activity.abort();
      endPause();
    },
  };
}
