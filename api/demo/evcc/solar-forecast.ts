import { DAY_MS, HOUR_MS, type Instant } from '../../house/index.ts';
import { clearSkyKw, dullness, meanTransmission, wallClock } from '../plant/index.ts';
import { hashNormal } from '../plant/noise.ts';

const STREAM = { day: 51, issue: 52, amount: 53 };
/** A new forecast comes this often. */
const ISSUE_MS = 3 * HOUR_MS;

/**
 * PV power that a forecast service expects at `at` in kW, asked at `now`: the day's cloud cover without its single
 * clouds, with an error of the day that grows with the lead time and changes a little from issue to issue.
 */
export function expectedPvKw(seed: number, at: Instant, now: Instant): number {
  const clearKw = clearSkyKw(at);
  if (clearKw <= 0) return 0;
  const { day } = wallClock(at);
  const leadDays = Math.max(0, at - now) / DAY_MS;
  const issue = Math.floor(now / ISSUE_MS);
  const coverError =
    (0.05 + 0.07 * leadDays) * hashNormal(seed, STREAM.day, day) +
    0.03 * hashNormal(seed, STREAM.issue, day, issue);
  const cover = Math.max(0, Math.min(1, dullness(seed, at) + coverError));
  const amount = 1 + (0.05 + 0.03 * leadDays) * hashNormal(seed, STREAM.amount, day);
  return clearKw * meanTransmission(cover) * Math.max(0.3, amount);
}
