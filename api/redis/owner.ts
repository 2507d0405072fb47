import { createPubSub } from 'graphql-yoga';
import type { ActionResult, Instant, Notice } from '../house/index.ts';
import type { Displays, Live } from '../live/index.ts';
import { refused } from './asking.ts';
import { connectRedis, type RedisPlace } from './connection.ts';
import { createGuests } from './guests.ts';
import { teeTarget } from './tee.ts';
import {
  AWAY_MS,
  isPresence,
  isRequest,
  listen,
  type OwnerCalls,
  PULSE_MS,
  type Pulse,
  type Request,
  type Topics,
} from './wire.ts';

/** Requests of other processes that are being answered at a time. */
const MAX_AT_ONCE = 100;
/** What only the one owner of a house has. */
const OWNER_KEY = 'owner';

/** What the owner needs of the house once that is there. */
export interface OwnedHouse {
  live: Live;
  displays: Pick<Displays, 'enter'>;
  calls: Omit<OwnerCalls, 'missed'>;
  facts(): Pick<Pulse, 'now' | 'lastCycle' | 'fallbackCount'>;
}

/** The process that steers the house, for the processes that serve it too. Without Redis it goes on alone. */
export interface Owner {
  /** What the live state publishes through: here at once, and to the others. */
  readonly eventTarget: ReturnType<typeof teeTarget>;
  start(house: OwnedHouse): void;
  stop(): Promise<void>;
  /** What people should know about the connection. */
  notices(): Notice[];
}

export interface OwnerOptions {
  redis: RedisPlace;
  /** The same after each restart, so that the next run takes over at once; another house has another. */
  ownerId: string;
  version: string;
  now: () => Instant;
  /** Told when the connection came or went, for the log. */
  log(line: string): void;
  onError(error: unknown): void;
}

export function createOwner({ redis, ownerId, version, now, log, onError }: OwnerOptions): Owner {
  const link = connectRedis(redis, (isUp, reason) => {
    log(`Redis ${link.place}: ${isUp ? 'connected' : `away (${reason ?? 'connection closed'})`}`);
    if (isUp) void keep();
  });
  const pubSub = createPubSub<Topics>({ eventTarget: link.eventTarget });
  let standing: 'ALONE' | 'OWNER' | 'SECOND' = 'ALONE';
  let since = now();
  let stoodAt = performance.now();
  let house: OwnedHouse | null = null;
  let guests: ReturnType<typeof createGuests> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let stopListening = () => {};
  let answering = 0;
  /** Of asking Redis who the owner is: the newest, and the newest that was answered. */
  const turns = { asked: 0, answered: 0 };

  function stand(next: typeof standing): void {
    if (next === standing) return;
    standing = next;
    since = now();
    stoodAt = performance.now();
    if (next === 'SECOND') log(`Redis ${link.place}: another Smartload speaks for this house there`);
  }

  /** Stays the one owner, and says so; where Redis is away nobody is told and nothing else changes. */
  async function keep(): Promise<void> {
    if (!link.isUp()) return stand('ALONE');
    const turn = ++turns.asked;
    const isOwner = await link.hold(OWNER_KEY, ownerId, AWAY_MS);
    // An answer that took longer than a later one says nothing any more.
    if (!timer || turn < turns.answered) return;
    turns.answered = turn;
    stand(isOwner ? 'OWNER' : isOwner === null ? 'ALONE' : 'SECOND');
    if (isOwner && house) pubSub.publish('pulse', pulseOf(house));
  }

  function pulseOf({ live, facts }: OwnedHouse): Pulse {
    const { sequence, instanceId, demo } = live.snapshot();
    return { instanceId, version, head: sequence, speed: demo?.speed ?? 1, ...facts() };
  }

  async function answer({ id, processId, name, args }: Request): Promise<void> {
    if (standing !== 'OWNER' || !house) return;
    if (answering >= MAX_AT_ONCE) return pubSub.publish('answer', processId, { id, result: refused(BUSY) });
    answering++;
    try {
      pubSub.publish('answer', processId, { id, result: await resultOf(house, name, args) });
    } catch (error) {
      onError(error);
      pubSub.publish('answer', processId, { id, result: refused(FAILED) });
    } finally {
      answering--;
    }
  }

  return {
    eventTarget: teeTarget((message) => {
      if (standing === 'OWNER') pubSub.publish('live', message);
    }),
    start(given) {
      house = given;
      guests = createGuests(given.displays);
      const stops = [
        listen(pubSub.subscribe('request'), isRequest, (request) => void answer(request)),
        listen(pubSub.subscribe('presence'), isPresence, guests.heard),
      ];
      stopListening = () => {
        for (const stop of stops) stop();
      };
      timer = setInterval(() => {
        void keep();
        guests?.look();
      }, PULSE_MS);
      link.start();
    },
    async stop() {
      if (timer) clearInterval(timer);
      timer = null;
      stopListening();
      guests?.stop();
      if (standing === 'OWNER') await link.release(OWNER_KEY, ownerId);
      await link.stop();
    },
    notices() {
      const isBrief = performance.now() - stoodAt < AWAY_MS;
      return standing === 'OWNER' || isBrief ? [] : [{ ...NOTICES[standing], since }];
    },
  };
}

/** What came over the wire are arguments that another process of our version has decoded. */
type Call = { bivariant(...args: unknown[]): Promise<ActionResult<unknown>> }['bivariant'];

/** Does what was asked for, by its name. The other process has judged who may ask. */
function resultOf(house: OwnedHouse, name: string, args: unknown[]): Promise<ActionResult<unknown>> {
  const calls: Record<string, Call> = { ...house.calls, missed: missedOf(house.live) };
  const call = Object.hasOwn(calls, name) ? calls[name] : null;
  return call ? call(...args) : Promise.resolve(refused(UNKNOWN));
}

function missedOf(live: Live): OwnerCalls['missed'] {
  return async (instanceId, after) => {
    const state = live.state();
    const isKnown = instanceId === live.instanceId && after >= state.changesFloor;
    const messages = state.changes.filter(({ sequence }) => sequence > after);
    return { ok: true, value: isKnown ? { messages } : { state } };
  };
}

const NOTICES: Record<'ALONE' | 'SECOND', Omit<Notice, 'since'>> = {
  ALONE: {
    code: 'REDIS_AWAY',
    severity: 'WARNING',
    message: {
      de: 'Redis ist nicht erreichbar. Dieses Haus läuft weiter, aber die anderen Prozesse (--role api) zeigen es nur veraltet. Bitte Redis und REDIS_URL prüfen.',
      en: 'Redis cannot be reached. This house goes on, but the other processes (--role api) show it only as it was. Please check Redis and REDIS_URL.',
    },
  },
  SECOND: {
    code: 'REDIS_TAKEN',
    severity: 'WARNING',
    message: {
      de: 'In Redis spricht schon ein anderes Smartload für dieses Haus; dieses hier läuft für sich allein. Bitte das andere beenden, oder diesem ein eigenes redis_prefix geben.',
      en: 'Another Smartload speaks for this house in Redis already; this one runs by itself. Please stop the other one, or give this one a redis_prefix of its own.',
    },
  },
};

const BUSY = {
  de: 'Der Prozess, der das Haus steuert, ist überlastet. Es wurde nichts getan; bitte später noch einmal.',
  en: 'The process that steers the house is overloaded. Nothing was done; please try again later.',
};
const FAILED = {
  de: 'Im Prozess, der das Haus steuert, ist etwas schiefgegangen; Näheres steht in seinem Protokoll.',
  en: 'Something went wrong in the process that steers the house; its log says more.',
};
const UNKNOWN = {
  de: 'Der Prozess, der das Haus steuert, kann das nicht. Bitte überall dieselbe Version verwenden.',
  en: 'The process that steers the house cannot do that. Please run the same version everywhere.',
};
