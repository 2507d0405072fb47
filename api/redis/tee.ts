import type { PubSubEventTarget } from 'graphql-yoga';
import type { Channels, LiveMessage } from '../live/index.ts';

/**
 * Delivers in this process at once, and passes on afterwards: readers here never depend on Redis, and what is stored
 * in the same step as it is told is on disk before anyone else hears of it.
 */
export function teeTarget(passOn: (message: LiveMessage) => void): PubSubEventTarget<Channels> {
  const near: PubSubEventTarget<Channels> = new EventTarget();
  return {
    addEventListener: near.addEventListener.bind(near),
    removeEventListener: near.removeEventListener.bind(near),
    dispatchEvent(event) {
      queueMicrotask(() => passOn(event.detail));
      return near.dispatchEvent(event);
    },
  };
}
