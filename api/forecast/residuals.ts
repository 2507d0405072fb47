import { QUARTERS_PER_DAY } from './calendar.ts';
import { quantileOf } from './statistics.ts';

/** Quantiles as differences from the mean, kW. */
export interface Band {
  p10Kw: number;
  p50Kw: number;
  p90Kw: number;
}

/** After this many days the measured spread counts as much as the assumed one, and soon all by itself. */
const ASSUMED_DAYS = 3;
/** The same as shares of the usual power. */
const ASSUMED = { p10Kw: -0.5, p50Kw: -0.1, p90Kw: 0.7 };
const QUARTERS_PER_HOUR = 4;

/**
 * The spread in each of 24 hours from the errors that were made in it and in the hours beside it on earlier days.
 *
 * @param residualsKw measured − expected of each day by quarter since the issue; `NaN` = unknown
 * @param usualKw usual power by quarter since the issue, for the spread that is assumed at first
 */
export function bandsByHour(residualsKw: readonly Float64Array[], usualKw: ArrayLike<number>): Band[] {
  return Array.from({ length: QUARTERS_PER_DAY / QUARTERS_PER_HOUR }, (_, hour) => {
    const first = hour * QUARTERS_PER_HOUR;
    const pool = gather(residualsKw, first - QUARTERS_PER_HOUR, first + 2 * QUARTERS_PER_HOUR);
    const days = pool.length / (3 * QUARTERS_PER_HOUR);
    const trust = days ** 2 / (days ** 2 + ASSUMED_DAYS ** 2);
    const usual = usualKw[first] ?? 0;
    const blend = (share: number, assumed: number) =>
      trust * quantileOf(pool, share) + (1 - trust) * assumed * usual;
    return {
      p10Kw: blend(0.1, ASSUMED.p10Kw),
      p50Kw: blend(0.5, ASSUMED.p50Kw),
      p90Kw: blend(0.9, ASSUMED.p90Kw),
    };
  });
}

/** The known errors of the quarters in [from, until) of all days, sorted; quarters beyond the day are left out. */
function gather(residualsKw: readonly Float64Array[], from: number, until: number): Float64Array {
  const [first, last] = [Math.max(0, from), Math.min(QUARTERS_PER_DAY, until)];
  const pool = new Float64Array(residualsKw.length * (last - first));
  let size = 0;
  for (const day of residualsKw)
    for (let quarter = first; quarter < last; quarter += 1) {
      const residual = day[quarter] ?? Number.NaN;
      if (Number.isNaN(residual)) continue;
      pool[size] = residual;
      size += 1;
    }
  return pool.subarray(0, size).sort();
}
