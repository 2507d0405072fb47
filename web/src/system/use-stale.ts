import { usePart } from '../live/hooks.ts';

/** Whether what comes from one of these sources is too old to be relied on. */
export function useStale(...ids: string[]): boolean {
  return usePart((house) =>
    house.sources.some(({ id, state }) => ids.includes(id) && (state === 'STALE' || state === 'FAILED')),
  );
}
