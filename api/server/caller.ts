import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { AccessSettings, ApiToken, Instant } from '../house/index.ts';
import { couldBeForged, isFromIngress } from './admit.ts';
import type { Throttle } from './throttle.ts';
import { bearerOf, sessionBearer } from './tokens.ts';

/** Who sent a request, and what they may do. */
export interface Caller {
  /** By what we know them. */
  via: 'INGRESS' | 'TOKEN' | 'SESSION' | 'PAGE' | 'LOCAL' | 'NOBODY';
  mayRead: boolean;
  mayControl: boolean;
  /** Name of the token, or of Home Assistant's user; `null` where we know none. */
  name: string | null;
}

/** Who comes without anything that says who it is, and may do nothing. */
export const NOBODY: Caller = { via: 'NOBODY', mayRead: false, mayControl: false, name: null };

/** Credentials that are wrong, or came too often wrong. */
export interface BadCredentials {
  status: 401 | 429;
  message: string;
  retryAfterS: number;
}

/** The browser's proof of having logged in. */
export const SESSION_COOKIE = 'smartload_session';

const WRONG = 'This token is not known. Make one with: npm run token';

/**
 * Works out who sent a request. Only a token can be wrong; who comes without one is judged by where they come from.
 *
 * Changing takes one of: Home Assistant's ingress, a token or session with the scope `control`, our own page (a
 * browser that says so, with something in the request that no other site can send), or this very machine.
 */
export function callerOf(
  request: IncomingMessage,
  access: AccessSettings,
  ingressPeer: string | null,
  throttle: Throttle,
  now: Instant,
): Caller | BadCredentials {
  const { headers } = request;
  const deliberate = !couldBeForged(request);
  if (isFromIngress(request, ingressPeer))
    return { via: 'INGRESS', mayRead: true, mayControl: deliberate, name: userName(headers) };

  const token = bearerToken(headers);
  if (token !== null) return bearer(token, request, access, throttle, now);

  const session = cookie(headers, SESSION_COOKIE);
  const owner = session === null ? null : sessionBearer(session, access.tokens, now);
  if (owner) return known('SESSION', owner, deliberate && owner.scope === 'control');

  const open = !access.requireLogin;
  if (open && deliberate && isOwnPage(headers)) return stranger('PAGE', true, true);
  if (open && isLocal(request)) return stranger('LOCAL', true, deliberate);
  return stranger('NOBODY', open, false);
}

/** A token cannot be sent by another site, so that it proves intent whatever else the request looks like. */
function bearer(
  token: string,
  { socket: { remoteAddress: address = '' } }: IncomingMessage,
  { tokens }: AccessSettings,
  throttle: Throttle,
  now: Instant,
): Caller | BadCredentials {
  // A right token is never held back: whoever shares its address with one who guesses goes on.
  const owner = bearerOf(token, tokens);
  if (owner) return known('TOKEN', owner, owner.scope === 'control');
  const retryAfterS = throttle.waitS(address, now);
  if (retryAfterS > 0)
    return { status: 429, message: `Too many wrong tokens. Try again in ${retryAfterS} s.`, retryAfterS };
  throttle.failed(address, now);
  return { status: 401, message: WRONG, retryAfterS: 0 };
}

function known(via: 'TOKEN' | 'SESSION', { name }: ApiToken, mayControl: boolean): Caller {
  return { via, mayRead: true, mayControl, name };
}

function stranger(via: Caller['via'], mayRead: boolean, mayControl: boolean): Caller {
  return { via, mayRead, mayControl, name: null };
}

function bearerToken({ authorization = '' }: IncomingHttpHeaders): string | null {
  return /^bearer\s+(\S+)\s*$/i.exec(authorization)?.[1] ?? null;
}

/** Whether a browser says that one of our own pages sent this; other sites were turned away before. */
function isOwnPage(headers: IncomingHttpHeaders): boolean {
  return headers['sec-fetch-site'] === 'same-origin' || headers.origin !== undefined;
}

const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;
/** What a proxy on this machine adds: then somebody else is behind the request. */
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/** Whether a request was sent on this machine, and not passed on by a proxy. */
function isLocal({ socket, headers }: IncomingMessage): boolean {
  return LOOPBACK.test(socket.remoteAddress ?? '') && FORWARDED.every((name) => headers[name] === undefined);
}

function userName(headers: IncomingHttpHeaders): string | null {
  const name = headers['x-remote-user-display-name'] ?? headers['x-remote-user-name'];
  return typeof name === 'string' ? name.slice(0, 100) : null;
}

function cookie({ cookie: cookies = '' }: IncomingHttpHeaders, name: string): string | null {
  for (const part of cookies.split(';')) {
    const [key = '', ...value] = part.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
}
