import { useEffect, useState } from 'react';
import type { Instant } from '../../../api/house/index.ts';
import { useConnection, useHouse } from './hooks.ts';

const PATIENCE_MS = 5000;

/** Since when, in the house's time, the stream is gone; `null` while it runs, and for breaks too short to mention. */
export function useLost(): Instant | null {
  const { time } = useHouse();
  const { state } = useConnection();
  const broken = state === 'connecting' || state === 'waiting';
  const [lostSince, setLostSince] = useState<Instant | null>(null);
  useEffect(() => {
    if (!broken) return;
    const since = time.get() ?? Date.now();
    const timer = setTimeout(() => setLostSince(since), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLostSince(null);
    };
  }, [broken, time]);
  return lostSince;
}
