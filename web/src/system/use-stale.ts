import { useIsAway, usePart } from '../live/hooks.ts';

/** Whether what comes from one of these sources is too old to be relied on, or nobody tells how it is now. */
export function useStale(...ids: string[]): boolean {
  const isAway = useIsAway();
  const isStale = usePart((house) =>
    house.sources.some(({ id, state }) => ids.includes(id) && (state === 'STALE' || state === 'FAILED')),
  );
  return isAway || isStale;
}
