import { type Capability, formatNumber, type Language, type Text } from '../house/index.ts';
import { BATTERY_ONLY, LEAST_DAYS, waiting } from './certainty.ts';
import { type CostDifference, costDifference, costUnder, type SavingsReport } from './report.ts';

/** What a capability that only observed would have brought, as far as that can be reckoned. */
export interface ObservedOutlook {
  capability: Capability;
  /**
   * What it would have made the complete days cheaper by, currency: + where it would have been less; `null` while too
   * few days were measured, and where it is not reckoned.
   */
  wouldHaveBrought: number | null;
  /** It lies within ± this in four of five cases; `null` with it. */
  uncertainty: number | null;
  message: Text;
}

/**
 * What those capabilities would have brought that are observing. Of the battery what the plan wanted was recorded, and
 * is carried out on the measured days. Cars get what they took within the same stays, on the sun and in the cheapest
 * quarters, which is what the plan does with known prices; what the battery brings is not counted there once more. Of
 * the buffer nothing of the kind was recorded, and it is said so.
 */
export function observedOutlook(
  { days, completeDays }: Pick<SavingsReport, 'days' | 'completeDays'>,
  observing: readonly Capability[],
  currency: string,
): ObservedOutlook[] {
  return observing.map((capability): ObservedOutlook => {
    const difference = brought(capability, { days, completeDays });
    if (difference === null || completeDays < LEAST_DAYS) {
      const message = difference === null ? NOT_RECKONED : waiting(completeDays);
      return { capability, wouldHaveBrought: null, uncertainty: null, message };
    }
    const wouldHaveBrought = -difference.difference;
    const { uncertainty } = difference;
    const subject = capability === 'VEHICLES' ? CARS : BATTERY;
    return {
      capability,
      wouldHaveBrought,
      uncertainty,
      message: outlookText(subject, wouldHaveBrought, uncertainty, completeDays, currency),
    };
  });
}

function brought(
  capability: Capability,
  { days }: Pick<SavingsReport, 'days' | 'completeDays'>,
): CostDifference | null {
  if (capability === 'BUFFER') return null;
  const asPlanned = costDifference(days, (day) => costUnder(day, 'SMARTLOAD'));
  if (capability === 'BATTERY') return asPlanned;
  const withCars = costDifference(days, ({ planWithCars }) => planWithCars?.cost ?? null);
  return { ...withCars, difference: withCars.cost - asPlanned.cost };
}

const NOT_RECKONED: Text = {
  de: 'Puffer: nur beobachtet. Was er gebracht hätte, wird nicht nachgerechnet.',
  en: 'Buffer: observing only. What it would have brought is not reckoned.',
};
const BATTERY: Text = {
  de: 'Batterie: nur beobachtet. In {days} Tagen hätte der Plan',
  en: 'Battery: observing only. Over {days} days the plan would have made',
};
const CARS: Text = {
  de: 'Autos: nur beobachtet. In {days} Tagen hätte Laden mit Sonne und in den billigsten Viertelstunden am Kabel',
  en: 'Cars: observing only. Over {days} days charging on the sun and in the cheapest quarter-hours at the cable would have made',
};

function outlookText(subject: Text, amount: number, band: number, days: number, currency: string): Text {
  const begin = (language: Language) => subject[language].replace('{days}', String(days));
  const money = (value: number, language: Language) => `${formatNumber(value, language, 2)} ${currency}`;
  const by = (language: Language) => `${money(Math.abs(amount), language)} (± ${money(band, language)})`;
  const isLess = amount >= 0;
  return {
    de: `${begin('de')} die Kosten um ${by('de')} ${isLess ? 'gesenkt' : 'erhöht'}: nachgerechnet, nicht gemessen. ${BATTERY_ONLY.de}`,
    en: `${begin('en')} the cost ${by('en')} ${isLess ? 'lower' : 'higher'}: reckoned, not measured. ${BATTERY_ONLY.en}`,
  };
}
