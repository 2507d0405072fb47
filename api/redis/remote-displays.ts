import type { PubSub } from 'graphql-yoga';
import { type Displays, displayCalled, type LiveReader } from '../live/index.ts';
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
  const pages = new Map<string, number>();
  let timer: NodeJS.Timeout | null = null;

  function tell(): void {
    pubSub.publish('presence', { processId, displays: [...pages.keys()] });
  }

  function count(name: string, change: 1 | -1): void {
    const before = pages.get(name) ?? 0;
    if (before + change > 0) pages.set(name, before + change);
    else pages.delete(name);
    if (before === 0 || before + change === 0) tell();
  }

  return {
    enter(text) {
      const found = displayCalled(text, live().snapshot().displays);
      if (!found.ok) return found;
      const { name } = found.value;
      count(name, 1);
      let left = false;
      return {
        ok: true,
        value: () => {
          if (!left) count(name, -1);
          left = true;
        },
      };
    },
    tell,
    start() {
      timer = setInterval(tell, PRESENCE_MS);
    },
    stop() {
      if (timer) clearInterval(timer);
      pages.clear();
      tell();
    },
  };
}
