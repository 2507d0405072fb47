import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Settings } from '../house/index.ts';

/** How many subscriptions are served at a time. */
export type SubscriptionLimits = Settings['subscriptionLimits'];

/** What counts where no configuration says otherwise. */
export const SUBSCRIPTION_LIMITS: SubscriptionLimits = { perAddress: 100, inAll: 1000 };

const RETRY_AFTER_S = 30;

/** What Yoga's handler for node:http knows of a request. */
export interface NodeContext {
  req?: IncomingMessage;
  res?: ServerResponse;
}

/**
 * Refuses subscriptions beyond the limits with 503, a reason and `Retry-After`; counted is what is open. Without
 * node:http nothing is counted.
 */
export function limitSubscriptions({
  perAddress,
  inAll,
}: SubscriptionLimits): Plugin<NodeContext, NodeContext> {
  const open = new Map<string, number>();
  const refused = new WeakMap<Request, GraphQLError>();
  let total = 0;

  function count(address: string, change: 1 | -1): void {
    total += change;
    const left = (open.get(address) ?? 0) + change;
    if (left > 0) open.set(address, left);
    else open.delete(address);
  }

  return {
    onSubscribe({ args: { contextValue }, setResultAndStopExecution }) {
      const { req, res, request } = contextValue;
      if (!req || !res) return;
      const address = req.socket.remoteAddress ?? '';
      const error = refusal(open.get(address) ?? 0, total);
      if (error) {
        refused.set(request, error);
        setResultAndStopExecution({ errors: [error] });
        return;
      }
      count(address, 1);
      res.once('close', () => count(address, -1));
    },
    onResultProcess({ request, setResultProcessor }) {
      const error = refused.get(request);
      if (!error) return;
      const init = { status: 503, headers: { 'retry-after': String(RETRY_AFTER_S) } };
      setResultProcessor(
        (_result, { Response }) => Response.json({ errors: [error] }, init),
        'application/json',
      );
    },
  };

  function refusal(ofAddress: number, ofAll: number): GraphQLError | null {
    if (ofAddress >= perAddress)
      return tooMany('your address has', perAddress, 'max_subscriptions_per_address');
    return ofAll >= inAll ? tooMany('in all there are', inAll, 'max_subscriptions') : null;
  }
}

function tooMany(whose: string, allowed: number, option: string): GraphQLError {
  return new GraphQLError(
    `Too many subscriptions: ${whose} ${allowed} open, and no more are allowed (option ${option}). Close some (one stream for each browser is enough) or try again in ${RETRY_AFTER_S} s.`,
    { extensions: { code: 'TOO_MANY_SUBSCRIPTIONS', limit: option, allowed } },
  );
}
