import { createRedisEventTarget } from '@graphql-yoga/redis-event-target';
import type { PubSubEventTarget } from 'graphql-yoga';
import { Redis, type RedisOptions } from 'ioredis';
import type { Topics } from './wire.ts';

/** Messages that may be on their way to Redis; beyond it they are dropped, and readers notice the gap. */
const MAX_ON_THE_WAY = 1000;
/** A connection that is silent for longer than a few of our own pings is dead. */
const SILENT_MS = 10_000;
const PING_MS = 3000;
const LONGEST_PAUSE_MS = 2000;

/** Where Redis is, and under which name this house speaks there. */
export interface RedisPlace {
  /** `redis://` or `rediss://`, perhaps with user and password. Secret. */
  url: string;
  /** What the house's topics and keys begin with, so that several houses may share one Redis. */
  prefix: string;
}

/** A connection to Redis that comes back by itself. While it is away messages are lost, and nothing waits for it. */
export interface RedisLink {
  /** What Yoga's pubsub publishes through and listens to. */
  readonly eventTarget: PubSubEventTarget<Topics>;
  /** Where it leads, for people; without user and password. */
  readonly place: string;
  isUp(): boolean;
  /**
   * Takes or keeps what only one holder may have, until `durationMs` from now; `false` where another has it, `null`
   * where Redis did not say.
   */
  hold(key: string, holder: string, durationMs: number): Promise<boolean | null>;
  /** Gives it back. */
  release(key: string, holder: string): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

/** @param onChange told when the connection came or went, and why as far as that is known */
export function connectRedis(
  { url, prefix }: RedisPlace,
  onChange: (isUp: boolean, reason: string | null) => void,
): RedisLink {
  const options: RedisOptions = {
    lazyConnect: true,
    maxRetriesPerRequest: null,
    autoResendUnfulfilledCommands: false,
    socketTimeout: SILENT_MS,
    retryStrategy: (tries) => Math.min(LONGEST_PAUSE_MS, 100 * 2 ** tries),
  };
  // What was on its way when the connection broke is never answered, nor refused, but for this limit.
  const publisher = new Redis(url, { ...options, enableOfflineQueue: false, commandTimeout: SILENT_MS });
  const subscriber = new Redis(url, options);
  const clients = [publisher, subscriber];
  let wasUp = false;
  let stopped = false;
  let reason: string | null = null;
  let onTheWay = 0;
  let timer: NodeJS.Timeout | null = null;

  for (const client of clients) {
    client.on('error', (error: Error) => {
      reason = error.message;
      look();
    });
    client.on('ready', look);
    client.on('close', look);
  }

  const isUp = () => clients.every(({ status }) => status === 'ready');

  function look(): void {
    if (stopped || isUp() === wasUp) return;
    wasUp = isUp();
    if (wasUp) reason = null;
    onChange(wasUp, reason);
  }

  /** What cannot be sent now is lost: who misses it asks for it. */
  function publish(topic: string, text: string): void {
    if (publisher.status !== 'ready' || onTheWay >= MAX_ON_THE_WAY) return;
    onTheWay++;
    const done = () => void onTheWay--;
    publisher.publish(prefixed(topic), text).then(done, done);
  }

  const prefixed = (name: string) => `${prefix}:${name}`;

  return {
    place: `${publisher.options.host}:${publisher.options.port}`,
    isUp,
    eventTarget: createRedisEventTarget({
      // The parts of the two clients that it uses, with our prefix, and without promises that nobody awaits.
      publishClient: { publish } as unknown as Redis,
      subscribeClient: {
        on: (_message: 'message', onMessage: (topic: string, text: string) => void) =>
          subscriber.on('message', (topic: string, text: string) =>
            onMessage(topic.slice(prefix.length + 1), text),
          ),
        subscribe: (topic: string) => void subscriber.subscribe(prefixed(topic)).catch(ignore),
        unsubscribe: (topic: string) => void subscriber.unsubscribe(prefixed(topic)).catch(ignore),
      } as unknown as Redis,
      serializer: { stringify: (message) => JSON.stringify(message), parse: parsed },
    }),

    async hold(key, holder, durationMs) {
      try {
        const taken = await publisher.set(prefixed(key), holder, 'PX', durationMs, 'NX');
        if (taken) return true;
        if ((await publisher.get(prefixed(key))) !== holder) return false;
        return (await publisher.pexpire(prefixed(key), durationMs)) === 1;
      } catch {
        return null;
      }
    },

    async release(key, holder) {
      try {
        if ((await publisher.get(prefixed(key))) === holder) await publisher.del(prefixed(key));
      } catch {
        // It runs out by itself.
      }
    },

    start() {
      for (const client of clients) client.connect().catch(ignore);
      timer = setInterval(() => {
        for (const client of clients) if (client.status === 'ready') client.ping().catch(ignore);
      }, PING_MS);
    },

    async stop() {
      stopped = true;
      if (timer) clearInterval(timer);
      const ready = clients.filter(({ status }) => status === 'ready');
      await Promise.allSettled(ready.map((client) => within(client.quit(), LONGEST_PAUSE_MS)));
      for (const client of clients) client.disconnect();
    },
  };
}

/** What is wrong with a connection is told by its events, once. */
function ignore(): void {}

/** Someone else may publish there too; what is no JSON says nothing. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function within<T>(promise: Promise<T>, limitMs: number): Promise<T | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), limitMs);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
