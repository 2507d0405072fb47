import { formatNumber, type Instant, type Language, type PlanBinding, type Text } from '../house/index.ts';
import type { Otherwise } from './explain-otherwise.ts';
import { PROVEN_GAP } from './weights.ts';

/** What a storage does in a slot. */
export type DecisionAction = 'CHARGE' | 'DISCHARGE' | 'WAIT';

/** Why one storage does in one slot what it does. Money in the plan's currency. */
export interface ExplainedDecision {
  start: Instant;
  end: Instant;
  /** Battery or loadpoint. */
  subject: string;
  action: DecisionAction;
  pricePerKwh: number;
  /** Place of this slot's price among those up to the departure or for 24 hours, 1 = cheapest. */
  priceRank: number;
  pricesCompared: number;
  /** What one more kWh in the battery is worth after this slot, currency/kWh; `null` where unknown. */
  storedValuePerKwh: number | null;
  /** What the other way (waiting instead of acting, acting instead of waiting) would do. */
  otherwise: Otherwise | null;
  otherwiseEnergyKwh: number | null;
  binding: PlanBinding;
  reason: Text;
}

/** What people call the home battery in a sentence. */
export const BATTERY: Text = { de: 'Die Batterie', en: 'The battery' };

const DOES: Record<DecisionAction, Text> = {
  CHARGE: { de: 'lädt', en: 'charges' },
  DISCHARGE: { de: 'versorgt das Haus', en: 'supplies the house' },
  WAIT: { de: 'wartet', en: 'waits' },
};

const INSTEAD: Record<Otherwise, Text> = {
  NOT_CHARGE: { de: 'Warten', en: 'Waiting' },
  CHARGE: { de: 'Laden', en: 'Charging' },
  NOT_DISCHARGE: { de: 'Die Energie zu behalten', en: 'Keeping the energy' },
  DISCHARGE: { de: 'Entladen', en: 'Discharging' },
};

const LIMITS: Partial<Record<PlanBinding, Text>> = {
  POWER: { de: 'Mehr Leistung geht nicht.', en: 'More power is not possible.' },
  SOC_MAX: { de: 'Dann ist sie voll.', en: 'It is full then.' },
  SOC_MIN: { de: 'Tiefer darf sie nicht.', en: 'It must not go lower.' },
  RESERVE: { de: 'Der Rest ist die Reserve für das Haus.', en: 'The rest is the reserve for the house.' },
  DEPARTURE: {
    de: 'Ohne das reicht es nicht bis zur Abfahrt.',
    en: 'Without it, it is not ready at departure.',
  },
  IMPORT_LIMIT: { de: 'Mehr gibt der Netzanschluss nicht her.', en: 'The grid connection gives no more.' },
  EXPORT_LIMIT: { de: 'Mehr darf nicht eingespeist werden.', en: 'No more may be fed in.' },
  PEAK: {
    de: 'Mehr Bezug würde die Spitzenlast verteuern.',
    en: 'More import would raise the peak that is paid for.',
  },
  PRICE_LIMIT: { de: 'Netzstrom liegt über der Preisgrenze.', en: 'Grid energy is above the price limit.' },
  SUN: { de: 'Sie nimmt allen Überschuss der Sonne.', en: 'It takes all surplus of the sun.' },
  DEMAND: { de: 'Mehr braucht das Haus nicht.', en: 'The house needs no more.' },
  OVERRIDE: { de: 'So wurde es von Hand bestimmt.', en: 'A person decided so.' },
  LOCKED: { de: 'Solange ein Auto lädt, bleibt sie gesperrt.', en: 'It stays locked while a car charges.' },
};

/** Limits read differently where it is a car. */
const CAR_LIMITS: Partial<Record<PlanBinding, Text>> = {
  SOC_MAX: { de: 'Mehr nimmt das Auto nicht.', en: 'The car takes no more.' },
  SUN: { de: 'Mehr Überschuss der Sonne gibt es nicht.', en: 'There is no more surplus of the sun.' },
  ABSENT: { de: 'Das Auto steckt an keinem Kabel.', en: 'It stands at no cable.' },
  QUIET_HOURS: {
    de: 'Das Auto steckt an keinem Kabel, und in der Ruhezeit wird niemand gebeten, es anzustecken.',
    en: 'It stands at no cable, and in the quiet hours nobody is asked to plug it in.',
  },
};

/** And where a battery waits. */
const WAITING_LIMITS: Partial<Record<PlanBinding, Text>> = {
  SOC_MAX: { de: 'Sie ist voll.', en: 'It is full.' },
  SUN: { de: 'Sie lädt nur mit Sonne.', en: 'It charges from the sun only.' },
};

/** Instead of waiting, of a car that has what was wanted. */
const HAS_TARGET: Text = { de: 'hat sein Ziel erreicht', en: 'has reached its target' };

/**
 * All that there is to say of a decision, in a few sentences.
 *
 * @param hasTarget whether it is a car that has what was wanted of it
 */
export function inWords(
  explained: Omit<ExplainedDecision, 'reason'>,
  name: Text,
  currency: string,
  hasTarget = false,
): Text {
  const does = explained.action === 'WAIT' && hasTarget ? HAS_TARGET : DOES[explained.action];
  const waiting = explained.action === 'WAIT' ? WAITING_LIMITS : {};
  const limit = (name === BATTERY ? waiting : CAR_LIMITS)[explained.binding] ?? LIMITS[explained.binding];
  const say = (language: Language) =>
    [
      `${name[language]} ${does[language]}: ${rankInWords(explained, currency, language)}.`,
      limit?.[language] ?? '',
    ]
      .filter((part) => part !== '')
      .join(' ');
  return { de: say('de'), en: say('en') };
}

function rankInWords(
  {
    pricePerKwh,
    priceRank,
    pricesCompared,
  }: Pick<ExplainedDecision, 'pricePerKwh' | 'priceRank' | 'pricesCompared'>,
  currency: string,
  language: Language,
): string {
  const price = small(pricePerKwh, currency, language);
  return language === 'de'
    ? `Netzstrom kostet ${price}, Platz ${priceRank} von ${pricesCompared} der kommenden Preise`
    : `grid energy costs ${price}, rank ${priceRank} of ${pricesCompared} coming prices`;
}

/**
 * What doing it the other way costs (+) or saves (−) by planning both ways, in a sentence; less than what a plan is proven
 * to is nothing.
 */
export function exactlyInWords(otherwise: Otherwise, cost: number, currency: string): Text {
  const say = (language: Language) => {
    const instead = INSTEAD[otherwise][language];
    if (Math.abs(cost) < PROVEN_GAP)
      return language === 'de'
        ? `${instead} käme auf dasselbe heraus (weniger als ${small(PROVEN_GAP, currency, language)} Unterschied).`
        : `${instead} would come to the same (less than ${small(PROVEN_GAP, currency, language)} of difference).`;
    return comparison(instead, cost, small(Math.abs(cost), currency, language), language);
  };
  return { de: say('de'), en: say('en') };
}

function comparison(instead: string, cost: number, size: string, language: Language): string {
  if (language === 'de')
    return cost > 0 ? `${instead} würde ${size} mehr kosten.` : `${instead} würde ${size} sparen.`;
  return cost > 0 ? `${instead} would cost ${size} more.` : `${instead} would save ${size}.`;
}

/** A price or a sum as people say it. */
function small(value: number, currency: string, language: Language): string {
  return currency === 'EUR'
    ? `${formatNumber(value * 100 + 0, language, 1)} ct`
    : `${formatNumber(value + 0, language, 3)} ${currency}`;
}
