import type { HouseEvent } from '../house/index.ts';
import { createLive, type Live, type NewEvent } from './live.ts';

/** What tests tell: nothing in particular. */
export const NEWS: NewEvent = { type: 'NOTICE', subject: null, message: { de: '', en: '' } };

/**
 * The real store around an empty house.
 *
 * @param nextSequence counts from 100 by default
 * @param past events of earlier runs
 */
export function emptyLive(nextSequence = counter(100), past: HouseEvent[] = []): Live {
  return createLive(
    {
      cycleId: 0,
      version: '0',
      demo: null,
      siteTitle: null,
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      evccVersion: null,
      power: null,
      battery: null,
      loadpoints: [],
      plan: null,
      planMissing: null,
      intents: [],
      buffer: null,
      rollouts: [],
      commands: [],
      notices: [],
      sources: [],
      warming: null,
      findings: [],
      displays: [],
      forecastSkill: [],
      departureSuggestions: [],
    },
    nextSequence,
    () => 0,
    past,
  );
}

/** Hands out whole numbers from `next` on. */
export function counter(next: number): () => number {
  return () => next++;
}

/** The next message of a stream that goes on. */
export async function take<T>(source: AsyncIterator<T, void>): Promise<T> {
  const result = await source.next();
  if (result.done) throw new Error('the stream has ended');
  return result.value;
}

/** Time for what was published to pass the pubsub. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
