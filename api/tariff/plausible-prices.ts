import { type Finding, formatNumber, type Rate } from '../house/index.ts';

/** Currencies of which a kWh costs less than one or two. */
const HARD_CURRENCIES = new Set(['EUR', 'CHF', 'GBP', 'USD']);
/** In these no auction and no tariff is dearer; a mean above the second is in cents or for a MWh. */
const MOST_PER_KWH = 10;
const MOST_USUAL_PER_KWH = 2;

/** Prices without what cannot be one, and what is to be said of it. */
export interface PlausiblePrices {
  /** `null` where the whole tariff is refused: without a price nothing is charged for its price. */
  rates: Rate[] | null;
  finding: Finding | null;
}

/**
 * Prices without what is no number. In currencies of which a kWh costs less than a unit, single ones beyond ten are left
 * out as gaps, and a tariff of which the middle price is beyond two is refused as a whole: it is told in cents, or for a
 * MWh, and money is not guessed. In other currencies no bound is known.
 *
 * @param field the source, for the finding
 */
export function plausiblePrices(rates: readonly Rate[], currency: string, field: string): PlausiblePrices {
  const known = rates.filter(({ value }) => Number.isFinite(value));
  if (!HARD_CURRENCIES.has(currency)) return { rates: known, finding: leftOut(field, rates, known) };
  const sorted = known.map(({ value }) => Math.abs(value)).sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  if (middle > MOST_USUAL_PER_KWH) return { rates: null, finding: refused(field, middle, currency) };
  const values = known.filter(({ value }) => Math.abs(value) <= MOST_PER_KWH);
  return { rates: values, finding: leftOut(field, rates, values) };
}

function leftOut(field: string, rates: readonly Rate[], kept: readonly Rate[]): Finding | null {
  const count = rates.length - kept.length;
  if (count === 0) return null;
  return {
    field,
    value: String(count),
    severity: 'WARNING',
    message: {
      de: `${count} von ${rates.length} Preisen können nicht stimmen und sind ausgelassen.`,
      en: `${count} of ${rates.length} prices cannot be true and were left out.`,
    },
    suggestion: {
      de: 'Bitte den Tarif in evcc prüfen; die Lücken sind geschätzt.',
      en: 'Please check the tariff in evcc; the gaps are estimated.',
    },
  };
}

function refused(field: string, middle: number, currency: string): Finding {
  const [de, en] = [formatNumber(middle, 'de', 2), formatNumber(middle, 'en', 2)];
  return {
    field,
    value: en,
    severity: 'CRITICAL',
    message: {
      de: `Ein Preis von ${de} ${currency} je kWh kann nicht stimmen. Der Tarif gilt als nicht vorhanden.`,
      en: `A price of ${en} ${currency} per kWh cannot be true. The tariff counts as absent.`,
    },
    suggestion: {
      de: `In evcc den Tarif so einrichten, dass er ${currency} je kWh nennt, nicht Cent oder je MWh.`,
      en: `Set the tariff up in evcc so that it tells ${currency} per kWh, not cents or per MWh.`,
    },
  };
}
