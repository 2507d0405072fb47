import { randomUUID } from 'node:crypto';
import type { PubSub } from 'graphql-yoga';
import type { ActionResult, Refusal } from '../house/index.ts';
import { isAnswer, listen, type Topics } from './wire.ts';

/** What is asked for may read every source anew, which is given 30 s. */
const LIMIT_MS = 45_000;
/** Questions that wait for an answer; beyond it none is asked. */
const MAX_OPEN = 200;

/** Asks the owner of the house, and waits for its answer. */
export interface Asking {
  /** Never rejects: what went wrong is a refusal. */
  ask(name: string, args: unknown[], limitMs?: number): Promise<ActionResult<unknown>>;
  /** Refuses all who wait: whoever could have answered is gone. */
  giveUp(): void;
  start(): void;
  stop(): void;
}

/** @param isOwnerThere without one nothing is sent, so that nothing is done long after it was asked for */
export function createAsking(pubSub: PubSub<Topics>, processId: string, isOwnerThere: () => boolean): Asking {
  const open = new Map<string, (result: ActionResult<unknown>) => void>();
  let stopListening = () => {};

  function giveUp(): void {
    for (const settle of [...open.values()]) settle(refused(LOST));
  }

  return {
    ask(name, args, limitMs = LIMIT_MS) {
      if (!isOwnerThere()) return Promise.resolve(refused(AWAY));
      if (open.size >= MAX_OPEN) return Promise.resolve(refused(BUSY));
      const { promise, resolve } = Promise.withResolvers<ActionResult<unknown>>();
      const id = randomUUID();
      const timer = setTimeout(() => settle(refused(LOST)), limitMs);
      const settle = (result: ActionResult<unknown>) => {
        clearTimeout(timer);
        open.delete(id);
        resolve(result);
      };
      open.set(id, settle);
      pubSub.publish('request', { id, processId, name, args });
      return promise;
    },
    giveUp,
    start() {
      stopListening = listen(pubSub.subscribe('answer', processId), isAnswer, ({ id, result }) =>
        open.get(id)?.(result),
      );
    },
    stop() {
      stopListening();
      giveUp();
    },
  };
}

/**
 * Everything that can be asked, as if it were done here. Whatever the owner can do can be asked for, so that a new
 * action needs nothing here.
 */
export function remote<Calls extends object>(ask: Asking['ask']): Calls {
  const target: Partial<Calls> = {};
  return new Proxy(target, {
    get: (_target, name) =>
      typeof name === 'string' && name !== 'then' ? (...args: unknown[]) => ask(name, args) : undefined,
  }) as Calls;
}

/** Why nothing can be asked for now. */
export function refused(message: Refusal['message']): Refusal {
  return { ok: false, code: 'NOT_READY', field: null, message };
}

const AWAY = {
  de: 'Der Prozess, der das Haus steuert, ist nicht da. Es wurde nichts getan; bitte später noch einmal.',
  en: 'The process that steers the house is away. Nothing was done; please try again later.',
};
const LOST = {
  de: 'Der Prozess, der das Haus steuert, hat nicht geantwortet. Ob es noch getan wurde, ist nicht bekannt; bitte nachsehen.',
  en: 'The process that steers the house gave no answer. Whether it was done is not known; please look.',
};
const BUSY = {
  de: 'Es warten schon zu viele auf eine Antwort des Prozesses, der das Haus steuert. Bitte später noch einmal.',
  en: 'Too many wait for an answer of the process that steers the house already. Please try again later.',
};
