import type { PlanSpread, PowerForecast, Text } from '../../house/index.ts';

/** Powers are given in whole watts, for the records' sake. */
const WATTS_PER_KW = 1000;
const FIELDS = ['p10Kw', 'p50Kw', 'p90Kw'] as const;

/** The spread of each slot, from the forecasts of household load and PV for the same slots. */
export function spreadOf(load: readonly PowerForecast[], pv: readonly PowerForecast[]): PlanSpread[] {
  const band = ({ p10Kw, p50Kw, p90Kw }: PowerForecast) => ({
    p10Kw: inWatts(p10Kw),
    p50Kw: inWatts(p50Kw),
    p90Kw: inWatts(p90Kw),
  });
  return load.flatMap((slot, index) => {
    const sun = pv[index];
    return sun ? [{ load: band(slot), pv: band(sun) }] : [];
  });
}

function inWatts(kw: number): number {
  return Math.round(kw * WATTS_PER_KW) / WATTS_PER_KW;
}

/** Reports a spread that is too short or too long, or whose quantiles are unusable or out of order; by slot. */
export function checkSpread(
  spread: readonly PlanSpread[],
  slotCount: number,
  largestKw: number,
  report: (index: number | null, field: string, found: unknown, message: Text) => void,
): void {
  if (spread.length > 0 && spread.length !== slotCount)
    report(null, 'spread', spread.length, {
      de: `spread hat ${spread.length} Werte; der Plan hat ${slotCount} Abschnitte.`,
      en: `spread has ${spread.length} values; the plan has ${slotCount} slots.`,
    });
  for (const [index, slot] of spread.entries())
    for (const part of ['load', 'pv'] as const) {
      let least = 0;
      for (const name of FIELDS) {
        const found = slot[part][name];
        if (found >= least && found <= largestKw) least = found;
        else
          report(index, `${part}.${name}`, found, {
            de: `${part}.${name} ist ${found}; erlaubt ist ${least} bis ${largestKw}.`,
            en: `${part}.${name} is ${found}; allowed is ${least} to ${largestKw}.`,
          });
      }
    }
}
