import { useEffect, useState } from 'react';

/** A value once it has rested for so long; until then the one before, `null` at first. */
export function useSettled<T>(value: T, restMs: number): T | null {
  const [settled, setSettled] = useState<T | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return settled;
}
