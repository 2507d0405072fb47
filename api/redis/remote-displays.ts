import type { PubSub } from 'graphql-yoga';
import type { Display } from '../house/index.ts';
import {
  countPages,
  type Displays,
  enteredDisplay,
  type LiveReader,
  MAX_DISPLAYS,
  unchosen,
} from '../live/index.ts';
import { PRESENCE_MS } from './guests.ts';
import type { Topics } from './wire.ts';

/** Counts the displays that are connected to this process, and keeps the owner of the house told of them. */
export interface RemoteDisplays extends Pick<Displays, 'enter'> {
  /** Tells it at once, to an owner that is new. */
  tell(): void;
  start(): void;
  stop(): void;
}

export function createRemoteDisplays(
  pubSub: PubSub<Topics>,
  processId: string,
  live: () => LiveReader,
): RemoteDisplays {
  const pages = countPages(tell);
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;

  function tell(): void {
    const displays = isStopped ? [] : pages.names().slice(0, MAX_DISPLAYS);
    pubSub.publish('presence', { processId, displays });
  }

  /** The displays of the house, and those that its owner has yet to hear of. */
  function all(): Display[] {
    const { displays } = live().snapshot();
    const isKnown = (name: string) => displays.some((display) => display.name === name);
    const others = pages.names().filter((name) => !isKnown(name));
    return [...displays, ...others.map(unchosen)];
  }

  return {
    enter(text) {
      const found = enteredDisplay(text, all());
      return found.ok ? { ok: true, value: pages.enter(found.value.name) } : found;
    },
    tell,
    start() {
      timer = setInterval(tell, PRESENCE_MS);
    },
    stop() {
      if (timer) clearInterval(timer);
      isStopped = true;
      tell();
    },
  };
}
