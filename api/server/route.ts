import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from './caller.ts';

/** Answers a request that was let in. */
export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  caller: Caller,
) => void | Promise<void>;

/** What there is at an address. */
export interface Route {
  methods: string[];
  /** Whether it is there while the configuration has critical errors. */
  whenRejected: boolean;
  /** Whether it is there for those who may not read. */
  forAll?: boolean;
  /** Whether a token that comes along is somebody else's business. */
  ignoresToken?: boolean;
  /** Whether it is a page for people, who are asked to log in. */
  isPage?: boolean;
  /** Under which name an answer says why a request was turned away; `error` by default. */
  errorField?: string;
  handle: Handler;
}

export type Routes = Record<string, Route>;

/** The methods of what is only read. */
export const READ = ['GET', 'HEAD'];
