import type { ServerResponse } from 'node:http';
import { createSourceEventStream, type ExecutionResult, execute, GraphQLError } from 'graphql';
import { isAsyncIterable, mapAsyncIterator, maskError, type Plugin } from 'graphql-yoga';
import { Body } from './body.ts';
import { AsynchronousResultError, type Channel, createChannel, type Execution } from './channel.ts';
import { BEAT_MS, type Feed } from './feed.ts';
import { Reading } from './reading.ts';
import { shapeOf } from './shape.ts';

/** A reader that takes nothing for this long is cut off; it can come back by its cursor. */
const STALL_MS = 60_000;
/** Frames that all channels together keep for readers who come back; each has the same share of it. */
const MAX_FRAMES = 4096;

export interface FanOutOptions<Context extends object> {
  /**
   * Names those who may see the same results (a role, a language), or `null` for a reader whose results are its own
   * and are made in Yoga's usual way.
   */
  audience(context: Context): string | null;
  /** The context in which results for an audience are made: nothing of a single request may be in it. */
  contextOf(audience: string): Context;
  /** Told of what went wrong while a message was made; readers see it masked. */
  onError(error: unknown): void;
}

/** Everyone who is sent the same bytes. */
interface Group {
  key: string;
  channel: Channel<unknown>;
  bodies: Map<Body<unknown>, ServerResponse>;
}

/** What a request that was found to be shared is answered with. */
interface Share {
  group: Group;
  reading: Reading<unknown>;
}

/**
 * Lets subscribers of the same operation share one execution, one serialisation and one buffer for each message.
 *
 * Yoga executes an operation anew for each message and each subscriber. Here a field whose `subscribe` answers with
 * a `Reading` is told to subscribers over server-sent events straight from its feed: those of one audience who ask
 * with the same document, variables and key are sent the very same bytes. `subscribe` itself, and with it every
 * check of arguments and rights, still runs for each subscriber.
 *
 * Everything else goes Yoga's own way: other transports, other async iterables, readers without an audience, and
 * operations with resolvers that answer later.
 *
 * Every message carries the id `<instanceId>:<sequence>`, one timer serves all connections, and a stream is never
 * completed: where the server drops its connections clients come back.
 */
export function fanOut<Context extends object>(
  options: FanOutOptions<Context>,
): Plugin<Context, { res?: ServerResponse }> {
  const groups = new Map<string, Group>();
  const feeds = numbered<Feed<unknown>>();
  const room = () => MAX_FRAMES / Math.max(1, groups.size);
  const shares = new WeakMap<Request, Share>();
  let heart: NodeJS.Timeout | null = null;

  function shareOf(reading: Reading<unknown>, execution: Execution, context: Context): Share | null {
    const audience = options.audience(context);
    const shape = shapeOf(execution.document, execution.operationName);
    if (audience === null || !shape) return null;
    const variables = shape.variables.map((name) => execution.variableValues?.[name]);
    const key = JSON.stringify([audience, feeds(reading.feed), reading.start.key, shape.text, variables]);
    const found = groups.get(key);
    if (found) return { group: found, reading };
    const inCommon = { ...execution, contextValue: options.contextOf(audience) };
    const channel = createChannel(reading.feed, inCommon, masked, room);
    return answersAtOnce(channel, reading) ? { group: { key, channel, bodies: new Map() }, reading } : null;
  }

  function masked({ data, errors = [] }: ExecutionResult): ExecutionResult {
    const seen = errors.map((error) => {
      const shown = maskError(error, 'Unexpected error.');
      if (shown !== error) options.onError(error);
      return shown instanceof GraphQLError ? shown : new GraphQLError(shown.message);
    });
    return { errors: seen, ...(data === undefined ? {} : { data }) };
  }

  function open({ group: asked, reading }: Share, response: ServerResponse): Body<unknown> {
    // Another may have been answered since; and the last one of the group may have left.
    const group = groups.get(asked.key) ?? asked;
    const body = new Body(group.channel, reading.start, (error) => {
      options.onError(error);
      response.destroy();
    });
    if (response.destroyed) return body.destroy();
    groups.set(group.key, group);
    group.bodies.set(body, response);
    heart ??= setInterval(beat, BEAT_MS);
    response.once('close', () => close(group, body));
    return body;
  }

  function close(group: Group, body: Body<unknown>): void {
    body.destroy();
    group.bodies.delete(body);
    if (group.bodies.size === 0) groups.delete(group.key);
    if (groups.size > 0 || !heart) return;
    clearInterval(heart);
    heart = null;
  }

  function beat(): void {
    for (const { channel, bodies } of groups.values()) {
      for (const [body, response] of bodies) if (body.isStalled(STALL_MS)) response.destroy();
      channel.beat();
    }
  }

  return {
    onSubscribe({ args, setSubscribeFn }) {
      const { contextValue } = args;
      setSubscribeFn(async () => {
        const source = await createSourceEventStream(args);
        if (!isAsyncIterable(source)) return source;
        if (source instanceof Reading && wantsEvents(contextValue.request)) {
          const share = shareOf(source, args, contextValue);
          if (share) shares.set(contextValue.request, share);
        }
        return mapAsyncIterator(source, (value) => execute({ ...args, rootValue: value }));
      });
    },
    onResultProcess({ request, serverContext, setResultProcessor }) {
      const share = shares.get(request);
      const { res } = serverContext;
      if (!share || !res) return;
      setResultProcessor((_result, { Response }) => {
        // Yoga's handler pipes a Readable to the connection; the types of the platform's Response know none.
        const body = open(share, res) as unknown as BodyInit;
        return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
      }, 'text/event-stream');
    },
  };
}

/** A number for each object, for as long as it is there. */
function numbered<T extends object>(): (object: T) => number {
  const numbers = new WeakMap<T, number>();
  let count = 0;
  return (object) => {
    const number = numbers.get(object) ?? count++;
    numbers.set(object, number);
    return number;
  };
}

function wantsEvents({ headers }: Request): boolean {
  return headers.get('accept')?.includes('text/event-stream') ?? false;
}

/** Tries it with a message that the reader is about to get anyway. */
function answersAtOnce(channel: Channel<unknown>, { feed, start }: Reading<unknown>): boolean {
  try {
    channel.frame(start.first[0] ?? feed.entries().at(-1) ?? feed.skip(start.after));
    return true;
  } catch (error) {
    if (error instanceof AsynchronousResultError) return false;
    throw error;
  }
}
