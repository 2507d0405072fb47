import { QUARTERS_PER_DAY } from './calendar.ts';
import { smoothed } from './profiles.ts';

/** A household of three to four. */
const YEARLY_KWH = 3500;

/** Relative draw in each hour of the local day: quiet nights, a small peak at breakfast, a large one in the evening. */
const HOURLY_SHAPE = [
  0.5, 0.42, 0.4, 0.39, 0.4, 0.47, 0.72, 0.98, 1.06, 1.04, 1.03, 1.1, 1.22, 1.14, 1.03, 0.98, 1.03, 1.22, 1.5,
  1.66, 1.58, 1.37, 1.09, 0.75,
];

/** Power (kW) that a household is expected to draw in each local quarter of an hour while nothing is known of it. */
export const DEFAULT_PROFILE_KW: readonly number[] = profile();

function profile(): number[] {
  const total = HOURLY_SHAPE.reduce((sum, share) => sum + share, 0);
  const dailyKwh = YEARLY_KWH / 365;
  const steps = Float64Array.from(
    { length: QUARTERS_PER_DAY },
    (_, quarter) => ((HOURLY_SHAPE[Math.floor(quarter / 4)] ?? 0) / total) * dailyKwh,
  );
  return Array.from(smoothed(steps, 2));
}
