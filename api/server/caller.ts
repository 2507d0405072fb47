import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { AccessSettings, Instant } from '../house/index.ts';
import { couldBeForged, isFromIngress } from './admit.ts';
import type { Throttle } from './throttle.ts';
import { bearerOf, sessionBearer } from './tokens.ts';

/** Who sent a request, and what they may do. */
export interface Caller {
  /** By what we know them. */
  via: 'INGRESS' | 'TOKEN' | 'SESSION' | 'PAGE' | 'LOCAL' | 'NOBODY';
  mayRead: boolean;
  mayControl: boolean;
  /** Whether they may say which evcc is steered: from there on all goes to another house. */
  maySetUp: boolean;
  /** Name of the token, or of Home Assistant's user; `null` where we know none. */
  name: string | null;
}

/** Who comes without anything that says who it is, and may do nothing. */
export const NOBODY: Caller = {
  via: 'NOBODY',
  mayRead: false,
  mayControl: false,
  maySetUp: false,
  name: null,
};

/** Who may do what, and what signs their sessions. */
export interface Access extends AccessSettings {
  sessionSecret: Buffer;
}

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
 *
 * That a page of ours asks says which page it is, not who sits before it, and a program can say it as well. Where
 * there are tokens it is too little to choose another evcc.
 */
export function callerOf(
  request: IncomingMessage,
  access: Access,
  ingressPeer: string | null,
  throttle: Throttle,
  now: Instant,
): Caller | BadCredentials {
  const { headers } = request;
  const deliberate = !couldBeForged(request);
  if (isFromIngress(request, ingressPeer))
    return { ...known('INGRESS', deliberate), name: userName(headers) };

  const token = bearerToken(headers);
  if (token !== null) return bearer(token, request, access, throttle, now);

  const session = cookie(headers, SESSION_COOKIE);
  const owner = session === null ? null : sessionBearer(session, access.tokens, access.sessionSecret, now);
  if (owner) return { ...known('SESSION', deliberate && owner.scope === 'control'), name: owner.name };

  const open = !access.requireLogin;
  const local = isLocal(request);
  if (open && deliberate && isOwnPage(headers))
    return { ...known('PAGE', true), maySetUp: local || access.tokens.length === 0 };
  if (open && local) return known('LOCAL', deliberate);
  return { ...NOBODY, mayRead: open };
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
  if (owner) return { ...known('TOKEN', owner.scope === 'control'), name: owner.name };
  const retryAfterS = throttle.waitS(address, now);
  if (retryAfterS > 0)
    return { status: 429, message: `Too many wrong tokens. Try again in ${retryAfterS} s.`, retryAfterS };
  throttle.failed(address, now);
  return { status: 401, message: WRONG, retryAfterS: 0 };
}

function known(via: Caller['via'], mayControl: boolean): Caller {
  return { via, mayRead: true, mayControl, maySetUp: mayControl, name: null };
}

function bearerToken({ authorization = '' }: IncomingHttpHeaders): string | null {
  return /^bearer\s+(\S+)\s*$/i.exec(authorization)?.[1] ?? null;
}

/** Whether a browser says that one of our own pages sent this; other sites were turned away before. */
function isOwnPage(headers: IncomingHttpHeaders): boolean {
  return headers['sec-fetch-site'] === 'same-origin' || headers.origin !== undefined;
}

const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;

/** Whether an address is this machine's own. */
export function isLoopback(address: string): boolean {
  return LOOPBACK.test(address);
}

/** What a proxy on this machine adds: then somebody else is behind the request. */
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/** Whether a request was sent on this machine, and not passed on by a proxy. */
function isLocal({ socket, headers }: IncomingMessage): boolean {
  return isLoopback(socket.remoteAddress ?? '') && FORWARDED.every((name) => headers[name] === undefined);
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
