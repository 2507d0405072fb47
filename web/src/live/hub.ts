import type { Connection } from './connection.ts';
import { createFollower, type Follower, type FollowerOptions, type LiveSource } from './follower.ts';
import { learn, NOTHING_KNOWN } from './known.ts';
import type { LiveMessage } from './live-document.ts';

/** What a tab tells the hub. */
export type ToHub = { type: 'join'; source: LiveSource } | { type: 'leave' } | { type: 'hurry' };

/** What the hub tells a tab. */
export type FromHub =
  /** First of all: it works. */
  | { type: 'here' }
  /** @property ageMs how long ago the message came */
  | { type: 'message'; message: LiveMessage; ageMs: number }
  | { type: 'connection'; connection: Connection };

/** One stream for all tabs of a browser. */
export interface Hub {
  /** Follows the house before anybody has joined: whoever started this is about to. */
  begin(source: LiveSource): void;
  connect(port: MessagePort): void;
  stop(): void;
}

/**
 * Who joins is told the whole state as it is known, then what changes; with nobody joined there is no connection.
 * All tabs come from the same build, so the first one's source is everybody's.
 */
export function createHub(timing: Pick<FollowerOptions<LiveMessage>, 'timing'> = {}): Hub {
  const joined = new Set<MessagePort>();
  let follower: Follower | null = null;
  let connection: Connection | null = null;
  let known = NOTHING_KNOWN;
  let newest: { message: LiveMessage; at: number } | null = null;

  function tellAll(news: FromHub): void {
    for (const port of joined) port.postMessage(news);
  }

  function followerOf(source: LiveSource): Follower {
    const begun = createFollower<LiveMessage>({
      ...timing,
      source,
      onMessage(message) {
        known = learn(known, message);
        newest = { message, at: performance.now() };
        tellAll({ type: 'message', message, ageMs: 0 });
      },
      onConnection(next) {
        connection = next;
        tellAll({ type: 'connection', connection });
      },
    });
    begun.start();
    return begun;
  }

  function begin(source: LiveSource): void {
    follower ??= followerOf(source);
  }

  function join(port: MessagePort, source: LiveSource): void {
    joined.add(port);
    begin(source);
    follower?.want(true);
    if (connection) port.postMessage({ type: 'connection', connection } satisfies FromHub);
    if (!newest || !known.parts) return;
    const message = { ...newest.message, snapshot: known.parts, change: null, events: [...known.log] };
    const ageMs = performance.now() - newest.at;
    port.postMessage({ type: 'message', message, ageMs } satisfies FromHub);
  }

  function leave(port: MessagePort): void {
    joined.delete(port);
    if (joined.size === 0) follower?.want(false);
  }

  return {
    begin,
    connect(port) {
      port.onmessage = ({ data }: MessageEvent<ToHub>) => {
        if (data.type === 'join') join(port, data.source);
        else if (data.type === 'leave') leave(port);
        else follower?.hurry();
      };
      port.postMessage({ type: 'here' } satisfies FromHub);
    },
    stop: () => follower?.stop(),
  };
}
