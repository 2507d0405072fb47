import type { Finding, Rate } from '../house/index.ts';

/** No grid emits more for a kWh, g CO₂; what is above it is told in another unit. */
const MOST_GRAMS_PER_KWH = 2000;

/**
 * Emissions, g CO₂/kWh, without what cannot be one.
 *
 * @param field the source, for the finding
 */
export function plausibleEmissions(
  rates: readonly Rate[],
  field: string,
): { rates: Rate[]; finding: Finding | null } {
  const known = rates.filter(({ value }) => value >= 0 && value <= MOST_GRAMS_PER_KWH);
  const count = rates.length - known.length;
  if (count === 0) return { rates: known, finding: null };
  return {
    rates: known,
    finding: {
      field,
      value: String(count),
      severity: 'WARNING',
      message: {
        de: `${count} von ${rates.length} CO₂-Werten können nicht stimmen und sind ausgelassen.`,
        en: `${count} of ${rates.length} CO₂ values cannot be true and were left out.`,
      },
      suggestion: {
        de: 'Bitte den CO₂-Tarif in evcc prüfen: erwartet werden Gramm je kWh.',
        en: 'Please check the CO₂ tariff in evcc: grams per kWh are expected.',
      },
    },
  };
}
