import type { ServerResponse } from 'node:http';
import { createYoga, type Plugin } from 'graphql-yoga';
import { type Context, schema } from '../graphql/index.ts';
import { fanOut } from '../live/index.ts';
import { type CallerContext, guardControl } from './control-guard.ts';
import { limitDocuments } from './document-limits.ts';
import { limitSubscriptions, type NodeContext, type SubscriptionLimits } from './subscription-limits.ts';
import { limitTime } from './time-limit.ts';
import { DOCUMENT_ID, trustDocuments } from './trusted-documents.ts';

export interface ApiOptions {
  /** What a request may see; made once for each, so that its fields all read one snapshot. */
  context(lastEventId: string | null, onClose: Context['onClose']): Context;
  limits: SubscriptionLimits;
  /** Whether nothing but the page's own documents and those of `/rest/` is answered. */
  trustedDocumentsOnly: boolean;
  /** Told of what went wrong in here; clients see a masked error. */
  onError(error: unknown): void;
}

/** GraphQL over HTTP, and subscriptions over server-sent events, as a handler for node:http. */
export function createApi({ context, limits, trustedDocumentsOnly, onError }: ApiOptions) {
  return createYoga<NodeContext & CallerContext, Context>({
    schema,
    context: ({ request, res }) =>
      context(request.headers.get('last-event-id'), (callback) => whenClosed(res, callback)),
    plugins: [
      trustDocuments(trustedDocumentsOnly),
      limitDocuments(),
      guardControl(),
      limitTime(),
      limitSubscriptions(limits),
      // Everybody may see everything.
      fanOut({ audience: () => 'all', contextOf: () => context(null, () => {}), onError }),
      streamHeaders(),
    ],
    cors: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    maxRequestBodySize: false,
    extraParamNames: [DOCUMENT_ID],
    logging: { debug: () => {}, info: () => {}, warn: onError, error: onError },
  });
}

function whenClosed(response: ServerResponse | undefined, callback: () => void): void {
  if (!response || response.closed) callback();
  else response.once('close', callback);
}

/** Keeps proxies from holding an event stream back until enough of it is there to be compressed or passed on. */
function streamHeaders(): Plugin {
  return {
    onResponse({ response }) {
      if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return;
      response.headers.set('cache-control', 'no-cache, no-transform');
      response.headers.set('x-accel-buffering', 'no');
      response.headers.delete('content-encoding');
      // Of this one connection, not of the answer: node:http knows better.
      response.headers.delete('connection');
    },
  };
}
