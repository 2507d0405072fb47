import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** A request that is not let in: the status and why. */
export interface Denial {
  status: 403 | 421;
  message: string;
}

const LOCAL_NAME = /^[a-z0-9_-]+$|\.(local|fritz\.box|home\.arpa)$/;

/**
 * Decides who is let in, before anything else looks at a request.
 *
 * A web page elsewhere can make its visitor's browser send requests into the house. It is kept out by the name
 * it has to use (DNS rebinding: its own, which is none of ours) and by what the browser says of its origin.
 * A link from elsewhere may open our pages, but not carry a query.
 *
 * @param allowedHosts further names by which people reach this server, lower case, without port
 * @param ingressPeer address of Home Assistant's Supervisor, which passes the browser's own Host on; `null` = none
 */
export function admit(
  request: IncomingMessage,
  allowedHosts: readonly string[],
  ingressPeer: string | null,
): Denial | null {
  const { headers } = request;
  if (!isFromIngress(request, ingressPeer) && !isOurName(hostName(headers), allowedHosts))
    return {
      status: 421,
      message: `This server does not answer to the name ${JSON.stringify(headers.host ?? '')}. Use its IP address, localhost or a name that ends in .local.`,
    };
  if (isCrossSite(headers) && !isLinkToPage(request))
    return { status: 403, message: 'Requests from another web site are not answered.' };
  return null;
}

/** Whether a request comes from the one machine whose word on its user counts. */
export function isFromIngress({ socket }: IncomingMessage, ingressPeer: string | null): boolean {
  return ingressPeer !== null && socket.remoteAddress?.replace(/^::ffff:/, '') === ingressPeer;
}

/** Name and port, and nothing that others would read differently. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

function hostName({ host = '' }: IncomingHttpHeaders): string | null {
  const url = HOST.test(host) ? URL.parse(`http://${host}`) : null;
  return url ? url.hostname.toLowerCase().replace(/\.$/, '') : null;
}

function isOurName(name: string | null, allowedHosts: readonly string[]): boolean {
  if (!name) return false;
  const isAddress = isIP(name.replace(/^\[|\]$/g, '')) !== 0;
  return isAddress || LOCAL_NAME.test(name) || allowedHosts.includes(name);
}

/** By what the browser says itself, or, where it is too old for that or the site is no secure one, by the origin. */
function isCrossSite(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  if (headers.origin === undefined) return false;
  return URL.parse(headers.origin)?.host !== headers.host?.toLowerCase();
}

function isLinkToPage({ method, headers, url = '' }: IncomingMessage): boolean {
  return method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && !url.includes('?');
}

const EVENT_STREAM = /\btext\/event-stream\b/;

/** Whether a request asks for server-sent events. */
export function wantsEvents({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return EVENT_STREAM.test(headers.accept ?? '');
}

/**
 * Whether a request could have been sent by a form or an image of another site. Such requests have no JSON body,
 * no header of their own and do not ask for an event stream. They may read, for nobody there sees the answer.
 */
export function couldBeForged(request: IncomingMessage): boolean {
  const { method, headers } = request;
  if (headers['graphql-preflight'] !== undefined) return false;
  if (method === 'GET') return !wantsEvents(request);
  return !/^application\/(graphql\+)?json\b/.test(headers['content-type'] ?? '');
}
