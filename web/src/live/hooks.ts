import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Instant } from '../../../api/house/index.ts';
import type { Connection } from './connection.ts';
import type { House } from './house.ts';
import type { HouseParts, LogEvent } from './live-document.ts';

export const HouseContext = createContext<House | null>(null);

/** The stores of the house. */
export function useHouse(): House {
  const house = useContext(HouseContext);
  if (!house) throw new Error('There is no HouseContext around this component.');
  return house;
}

/** Whether the first message has come; everything below `usePart` is drawn only then. */
export function useHasHouse(): boolean {
  const { parts } = useHouse();
  return useSyncExternalStore(parts.subscribe, () => parts.get() !== null);
}

/**
 * One part of the state; the component is drawn again only when that part changes.
 *
 * @param select must give the same object for the same state, so it picks and does not build
 */
export function usePart<T>(select: (parts: HouseParts) => T): T {
  const { parts } = useHouse();
  return useSyncExternalStore(parts.subscribe, () => {
    const current = parts.get();
    if (!current) throw new Error('The state of the house was asked for before it came.');
    return select(current);
  });
}

/** Like `usePart`, with a stand-in for the time before the first message. */
export function usePartOr<T>(select: (parts: HouseParts) => T, before: T): T {
  const { parts } = useHouse();
  return useSyncExternalStore(parts.subscribe, () => {
    const current = parts.get();
    return current ? select(current) : before;
  });
}

/** How the live stream stands. */
export function useConnection(): Connection {
  const { connection } = useHouse();
  return useSyncExternalStore(connection.subscribe, connection.get);
}

/** Of when the state is, where this browser saw it earlier; `null` while it comes from the server. */
export function useRemembered(): Instant | null {
  const { remembered } = useHouse();
  return useSyncExternalStore(remembered.subscribe, remembered.get);
}

/** Since when, in the house's time, the stream is gone; `null` while it runs, and for breaks too short to mention. */
export function useLost(): Instant | null {
  const { lost } = useHouse();
  return useSyncExternalStore(lost.subscribe, lost.get);
}

/** Whether what is shown is the last that is known, and not what is now. */
export function useIsAway(): boolean {
  const isLost = useLost() !== null;
  return useRemembered() !== null || isLost;
}

/** What happened, oldest first. */
export function useLog(): readonly LogEvent[] {
  const { log } = useHouse();
  return useSyncExternalStore(log.subscribe, log.get);
}

/** The house's time, in steps of `stepMs` of it: a component is drawn again only when a step has passed. */
export function useHouseTime(stepMs: number): Instant {
  const { time } = useHouse();
  return useSyncExternalStore(time.subscribe, () => Math.floor((time.get() ?? Date.now()) / stepMs) * stepMs);
}
