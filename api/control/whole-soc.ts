/**
 * A SoC that is asked of evcc, which knows whole percents only. What is compared with it is this one too: a car that
 * evcc stops at 80 % never gets to 80.4 %.
 */
export function wholeSoc(socPercent: number): number {
  return Math.round(socPercent);
}
