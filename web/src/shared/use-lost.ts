import { useEffect, useState } from 'react';
import { useConnection } from '../live/hooks.ts';

const PATIENCE_MS = 5000;

/** The browser's time since when the stream is gone; `null` while it runs, and for breaks too short to mention. */
export function useLost(): number | null {
  const { state } = useConnection();
  const broken = state !== 'open';
  const [lostSince, setLostSince] = useState<number | null>(null);
  useEffect(() => {
    if (!broken) return;
    const since = Date.now();
    const timer = setTimeout(() => setLostSince(since), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLostSince(null);
    };
  }, [broken]);
  return lostSince;
}
