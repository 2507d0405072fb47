import { Client, fetchExchange, subscriptionExchange } from 'urql';
import { createTransport, type TransportOptions } from './live/transport.ts';

/** Found relative to the page, so that it is right under any prefix. */
const url = new URL('graphql', document.baseURI);

/** Mutations by plain requests, subscriptions by our own transport; the state needs no cache, it is pushed whole. */
export function createClient(onConnection: TransportOptions['onConnection']): Client {
  return new Client({
    url: url.href,
    preferGetMethod: false,
    exchanges: [
      fetchExchange,
      subscriptionExchange({ forwardSubscription: createTransport({ url, onConnection }) }),
    ],
  });
}
