import { randomUUID } from 'node:crypto';
import { createPubSub } from 'graphql-yoga';
import type { Instant, Notice, Snapshot } from '../house/index.ts';
import {
  type FollowedLive,
  followLive,
  type JournalState,
  type LiveMessage,
  type LiveReader,
  newRunId,
  orphanLive,
} from '../live/index.ts';
import { createAsking, remote } from './asking.ts';
import { connectRedis, type RedisPlace } from './connection.ts';
import { createRemoteDisplays, type RemoteDisplays } from './remote-displays.ts';
import {
  AWAY_MS,
  isLiveMessage,
  isMissed,
  isPulse,
  listen,
  type OwnerCalls,
  type Pulse,
  type Topics,
} from './wire.ts';

/** The owner answers this from memory. */
const MISSED_LIMIT_MS = 5000;
/** How often it looks whether the owner is still there. */
const LOOK_MS = AWAY_MS / 10;
/** Messages that come while others are asked for; beyond it they are asked for again. */
const MAX_WAITING = 1000;

/** The house as its owner tells it, in a process that serves it too. */
export interface Follower {
  /** As it is told now; another one after each change of who tells it. */
  live(): LiveReader;
  /** The newest the owner said of itself; `null` before the first. */
  pulse(): Pulse | null;
  /** Time of the house. */
  now(): Instant;
  /** What the owner does when it is asked; it refuses where the owner is away. */
  readonly calls: OwnerCalls;
  readonly displays: Pick<RemoteDisplays, 'enter'>;
  start(): void;
  stop(): Promise<void>;
}

export interface FollowerOptions {
  redis: RedisPlace;
  version: string;
  /** What is shown before the owner was heard of for the first time. */
  empty: Omit<Snapshot, 'sequence' | 'instanceId' | 'publishedAt'>;
  /** Another one tells the house from here on: whoever listens has to begin anew. */
  onReign(): void;
  log(line: string): void;
}

/**
 * Follows the owner: takes its state over, then each of its messages, by its own numbers, so that readers may come
 * from any process and go on in any other. A message that is missing is asked for. While the owner is away its last
 * state is told as stale under another name of its run, as after a restart: readers begin anew, and once more when it
 * is back.
 */
export function createFollower({ redis, version, empty, onReign, log }: FollowerOptions): Follower {
  const processId = randomUUID();
  const link = connectRedis(redis, (isUp, reason) =>
    log(`Redis ${link.place}: ${isUp ? 'connected' : `away (${reason ?? 'connection closed'})`}`),
  );
  const pubSub = createPubSub<Topics>({ eventTarget: link.eventTarget });
  const asking = createAsking(pubSub, processId, () => pulse !== null);
  const calls = remote<OwnerCalls>(asking.ask);
  const displays = createRemoteDisplays(pubSub, processId, () => live);

  let pulse: Pulse | null = null;
  let heardAt = performance.now();
  /** Time of the house when it was heard of last; it goes on from there while the owner is away. */
  let clock = { now: Date.now(), speed: 1 };
  let isOtherVersion = false;
  let live: FollowedLive = orphanLive(asLastHeardOf(firstState()), now);
  /** Messages that came while others were asked for; `null` while none are. */
  let waiting: LiveMessage[] | null = null;
  let lookedAt = performance.now();
  let timer: NodeJS.Timeout | null = null;
  let stopListening = () => {};

  function now(): Instant {
    return Math.round(clock.now + (performance.now() - heardAt) * clock.speed);
  }

  function firstState(): JournalState {
    const snapshot = { ...empty, sequence: 0, instanceId: newRunId(Date.now()), publishedAt: Date.now() };
    return { snapshot, changes: [], changesFloor: 0, events: [], eventsFloor: 0 };
  }

  function reign(next: FollowedLive): void {
    live = next;
    onReign();
  }

  /** The last state that was heard of, with what people should know of it. */
  function asLastHeardOf({ snapshot, events, eventsFloor }: JournalState): JournalState {
    const sources = snapshot.sources.map((source) =>
      source.state === 'FRESH' || source.state === 'REFRESHING'
        ? { ...source, state: 'STALE' as const }
        : source,
    );
    const others = snapshot.notices.filter(({ code }) => code !== OWNER_AWAY.code);
    const notices = [{ ...(isOtherVersion ? OTHER_VERSION : OWNER_AWAY), since: now() }, ...others];
    const changesFloor = snapshot.sequence;
    return {
      snapshot: { ...snapshot, sources, notices },
      changes: [],
      changesFloor,
      events,
      eventsFloor,
    };
  }

  function heard(next: Pulse): void {
    if (next.version !== version) {
      heardOther(next);
      return;
    }
    const isNew = pulse?.instanceId !== next.instanceId;
    if (isNew) asking.giveUp();
    isOtherVersion = false;
    pulse = next;
    clock = next;
    heardAt = performance.now();
    if (isNew) displays.tell();
    if (live.instanceId !== next.instanceId || live.snapshot().sequence < next.head) void catchUp();
  }

  function heardOther(next: Pulse): void {
    if (isOtherVersion) return;
    isOtherVersion = true;
    log(`the owner of the house runs version ${next.version}, this process ${version}`);
    if (!pulse) reign(orphanLive(asLastHeardOf(live.state()), now));
  }

  function take(message: LiveMessage): void {
    if (waiting) {
      if (waiting.length < MAX_WAITING) waiting.push(message);
      return;
    }
    if (message.instanceId !== live.instanceId) return;
    const { sequence } = live.snapshot();
    if (message.previous === sequence) live.append(message);
    else if (message.sequence > sequence) void catchUp();
  }

  /** Asks the owner for what is missing. What cannot be had now is asked for again after its next pulse. */
  async function catchUp(): Promise<void> {
    if (waiting || !pulse) return;
    waiting = [];
    const asked = pulse.instanceId;
    const args = [live.instanceId, live.snapshot().sequence];
    const result = await asking.ask('missed', args, MISSED_LIMIT_MS);
    const later = waiting;
    waiting = null;
    if (!result.ok || !isMissed(result.value) || pulse?.instanceId !== asked || !timer) return;
    const missed = result.value;
    if ('state' in missed) reign(followLive(missed.state, now));
    else missed.messages.forEach(take);
    later.forEach(take);
  }

  /** Whether the owner is still there. Where it was us who slept, what it said meanwhile has to be read first. */
  function look(): void {
    const sleptMs = performance.now() - lookedAt;
    lookedAt = performance.now();
    if (sleptMs > 2 * LOOK_MS) return;
    if (!pulse || performance.now() - heardAt < AWAY_MS) return;
    log('the process that steers the house is away');
    const isFollowing = live.instanceId === pulse.instanceId;
    pulse = null;
    if (isFollowing) reign(orphanLive(asLastHeardOf(live.state()), now));
    asking.giveUp();
  }

  return {
    live: () => live,
    pulse: () => pulse,
    now,
    calls,
    displays,
    start() {
      const stops = [
        listen(pubSub.subscribe('pulse'), isPulse, heard),
        listen(pubSub.subscribe('live'), isLiveMessage, take),
      ];
      stopListening = () => {
        for (const stop of stops) stop();
      };
      asking.start();
      displays.start();
      timer = setInterval(look, LOOK_MS);
      link.start();
    },
    async stop() {
      if (timer) clearInterval(timer);
      timer = null;
      stopListening();
      displays.stop();
      asking.stop();
      await link.stop();
    },
  };
}

const OWNER_AWAY: Omit<Notice, 'since'> = {
  code: 'OWNER_AWAY',
  severity: 'ERROR',
  message: {
    de: 'Der Prozess, der das Haus steuert, ist nicht zu erreichen. Zu sehen ist der letzte bekannte Stand; ändern lässt sich nichts, bis er wieder da ist.',
    en: 'The process that steers the house cannot be reached. This is the last known state; nothing can be changed until it is back.',
  },
};

const OTHER_VERSION: Omit<Notice, 'since'> = {
  code: 'OWNER_AWAY',
  severity: 'ERROR',
  message: {
    de: 'Der Prozess, der das Haus steuert, hat eine andere Version. Bitte überall dieselbe verwenden.',
    en: 'The process that steers the house is of another version. Please run the same one everywhere.',
  },
};
