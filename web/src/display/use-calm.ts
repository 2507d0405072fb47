import { useEffect, useState } from 'react';
import { localTime, MINUTE_MS } from '../../../api/house/index.ts';
import { useTimeZone } from '../languages/language.tsx';
import { useHouseTime } from '../live/hooks.ts';
import { drift, isNight } from './calm.ts';

/** The drift of this minute, by the clock of the device: that of a virtual house may fly. */
export function useDrift(): { x: number; y: number } {
  const [minute, setMinute] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setMinute((before) => before + 1), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return drift(minute);
}

/** Whether it is night at the house. */
export function useNight(): boolean {
  const timeZone = useTimeZone();
  return isNight(localTime(useHouseTime(MINUTE_MS), timeZone).hour);
}
