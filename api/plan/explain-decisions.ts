import type {
  Instant,
  Plan,
  PlanBattery,
  PlanBinding,
  PlanCar,
  PlanInput,
  PlanSlot,
  Text,
} from '../house/index.ts';
import { DAY_MS, formatNumber, type Language } from '../house/index.ts';
import { batteryOtherwise, carOtherwise, type Otherwise, type OtherwiseCost } from './explain-otherwise.ts';
import { isAbovePriceLimit, servesHouseholdOnly } from './physics.ts';
import { carCourse } from './stays.ts';

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
  /** + what the other way would cost, − what it would save; `null` where there is none. */
  otherwiseCost: number | null;
  otherwiseEnergyKwh: number | null;
  binding: PlanBinding;
  reason: Text;
}

/** Below this a flow is nothing, kW. */
const NOTHING_KW = 0.05;
/** Of a full power or a full store. */
const NEARLY = 0.99;
/** Less than a tenth of a cent is nothing. */
const NOTHING_COST = 0.001;

/** Explains what each battery and car does in a slot; empty where the plan has no such slot. */
export function explainDecisions(input: PlanInput, plan: Plan, at: number): ExplainedDecision[] {
  const slot = plan.slots[at];
  if (!slot) return [];
  const batteries = input.batteries.map((battery, index) =>
    explainBattery(input, plan, slot, at, battery, index),
  );
  const cars = input.cars.flatMap((car, index) => explainCar(input, plan, slot, at, car, index) ?? []);
  return [...batteries, ...cars];
}

function explainBattery(
  input: PlanInput,
  plan: Plan,
  slot: PlanSlot,
  at: number,
  battery: PlanBattery,
  index: number,
): ExplainedDecision {
  const { chargeKw = 0, dischargeKw = 0, storedValuePerKwh = null } = slot.batteries[index] ?? {};
  const action = chargeKw > NOTHING_KW ? 'CHARGE' : dischargeKw > NOTHING_KW ? 'DISCHARGE' : 'WAIT';
  const otherwise: Otherwise =
    action === 'CHARGE'
      ? 'NOT_CHARGE'
      : action === 'DISCHARGE'
        ? 'NOT_DISCHARGE'
        : slot.importKw > NOTHING_KW
          ? 'DISCHARGE'
          : 'CHARGE';
  const cost = batteryOtherwise(input, plan, at, index, otherwise);
  const binding = slot.batteries[index]?.binding ?? batteryBinding(slot, battery, index, action);
  const facts = {
    ...ranked(plan, at, slot.start + DAY_MS),
    storedValuePerKwh,
    otherwise,
    binding,
    action,
  } as const;
  return decision(input, slot, battery.id, BATTERY, facts, cost);
}

function explainCar(
  input: PlanInput,
  plan: Plan,
  slot: PlanSlot,
  at: number,
  car: PlanCar,
  index: number,
): ExplainedDecision | null {
  const course = carCourse(car, input);
  const presence = course.presence[at];
  if (!presence) return null;
  const own = slot.cars[index];
  const action = (own?.chargeKw ?? 0) > NOTHING_KW ? 'CHARGE' : 'WAIT';
  const otherwise = action === 'CHARGE' ? 'NOT_CHARGE' : 'CHARGE';
  const cost = carOtherwise(input, plan, at, index, otherwise);
  const until = course.stays[presence.stay]?.until ?? slot.start + DAY_MS;
  const binding = own?.binding ?? carBinding(slot, car, own?.chargeKw ?? 0, cost);
  const facts = {
    ...ranked(plan, at, until),
    storedValuePerKwh: own?.storedValuePerKwh ?? null,
    otherwise,
    binding,
    action,
  } as const;
  return decision(input, slot, car.id, { de: car.title, en: car.title }, facts, cost);
}

type Facts = Pick<
  ExplainedDecision,
  'priceRank' | 'pricesCompared' | 'storedValuePerKwh' | 'otherwise' | 'binding' | 'action'
>;

function decision(
  input: PlanInput,
  slot: PlanSlot,
  subject: string,
  name: Text,
  facts: Facts,
  cost: OtherwiseCost | null,
): ExplainedDecision {
  const isPossible = cost !== null && cost.missingKwh === 0;
  const binding =
    facts.action === 'CHARGE' && cost !== null && cost.missingKwh > 0 ? 'DEPARTURE' : facts.binding;
  const explained = {
    start: slot.start,
    end: slot.end,
    subject,
    pricePerKwh: slot.importPricePerKwh,
    ...facts,
    binding,
    otherwise: isPossible ? facts.otherwise : null,
    otherwiseCost: isPossible ? cost.cost : null,
    otherwiseEnergyKwh: isPossible ? cost.energyKwh : null,
  };
  return { ...explained, reason: inWords(explained, name, input.currency) };
}

/** Where a slot's price stands among those until `until`, itself included. */
function ranked(plan: Plan, at: number, until: Instant): Pick<Facts, 'priceRank' | 'pricesCompared'> {
  const own = plan.slots[at]?.importPricePerKwh ?? 0;
  const coming = plan.slots.slice(at).filter(({ start }) => start < until);
  return {
    priceRank: 1 + coming.filter(({ importPricePerKwh }) => importPricePerKwh < own - 1e-9).length,
    pricesCompared: coming.length,
  };
}

function batteryBinding(
  slot: PlanSlot,
  battery: PlanBattery,
  index: number,
  action: DecisionAction,
): PlanBinding {
  const { chargeKw = 0, dischargeKw = 0, socPercent = 0 } = slot.batteries[index] ?? {};
  if (isAtLimit(slot)) return 'IMPORT_LIMIT';
  if (action === 'CHARGE') {
    if (socPercent >= battery.maxSocPercent - 0.5) return 'SOC_MAX';
    if (chargeKw >= battery.maxChargeKw * NEARLY) return 'POWER';
    return slot.importKw < NOTHING_KW && slot.exportKw < NOTHING_KW ? 'SUN' : 'NONE';
  }
  const floor = Math.max(battery.minSocPercent, battery.reserveSocPercent);
  if (socPercent <= floor + 0.5)
    return battery.reserveSocPercent > battery.minSocPercent ? 'RESERVE' : 'SOC_MIN';
  if (action === 'DISCHARGE') {
    if (dischargeKw >= battery.maxDischargeKw * NEARLY) return 'POWER';
    return slot.importKw < NOTHING_KW ? 'DEMAND' : 'NONE';
  }
  const carsKw = slot.cars.reduce((sum, { chargeKw: kw }) => sum + kw, 0);
  return carsKw > NOTHING_KW && servesHouseholdOnly(battery) ? 'LOCKED' : 'NONE';
}

function carBinding(slot: PlanSlot, car: PlanCar, chargeKw: number, cost: OtherwiseCost | null): PlanBinding {
  if (chargeKw > NOTHING_KW) {
    if (cost !== null && cost.missingKwh > 0) return 'DEPARTURE';
    if (isAtLimit(slot)) return 'IMPORT_LIMIT';
    if (chargeKw >= car.maxPowerKw * NEARLY) return 'POWER';
    return slot.importKw < NOTHING_KW ? 'SUN' : 'NONE';
  }
  if (cost === null) return 'SOC_MAX';
  return isAbovePriceLimit(car, slot) ? 'PRICE_LIMIT' : 'NONE';
}

function isAtLimit({ importLimitKw, importKw }: PlanSlot): boolean {
  return importLimitKw !== null && importKw >= importLimitKw * NEARLY;
}

const BATTERY: Text = { de: 'Die Batterie', en: 'The battery' };

const DOES: Record<DecisionAction, Text> = {
  CHARGE: { de: 'lädt', en: 'charges' },
  DISCHARGE: { de: 'versorgt das Haus', en: 'supplies the house' },
  WAIT: { de: 'wartet', en: 'waits' },
};

const INSTEAD: Record<Otherwise, Text> = {
  NOT_CHARGE: { de: 'Warten', en: 'Waiting' },
  CHARGE: { de: 'Jetzt laden', en: 'Charging now' },
  NOT_DISCHARGE: { de: 'Die Energie zu behalten', en: 'Keeping the energy' },
  DISCHARGE: { de: 'Jetzt zu entladen', en: 'Discharging now' },
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
  LOCKED: { de: 'Solange ein Auto lädt, bleibt sie gesperrt.', en: 'It stays locked while a car charges.' },
};

/** There is no other time for it. */
const URGENT: Text = {
  de: 'Ohne das reicht es nicht bis zur Abfahrt.',
  en: 'Without it, it is not ready at departure.',
};

/** Limits read differently where it is a car. */
const CAR_LIMITS: Partial<Record<PlanBinding, Text>> = {
  SOC_MAX: { de: 'Mehr nimmt das Auto nicht.', en: 'The car takes no more.' },
  SUN: { de: 'Es nimmt allen Überschuss der Sonne.', en: 'It takes all surplus of the sun.' },
};

function inWords(explained: Omit<ExplainedDecision, 'reason'>, name: Text, currency: string): Text {
  const isUrgent = explained.binding === 'DEPARTURE' && explained.otherwiseCost === null;
  const usual = (name === BATTERY ? null : CAR_LIMITS[explained.binding]) ?? LIMITS[explained.binding];
  const limit = isUrgent ? URGENT : usual;
  const say = (language: Language) =>
    [
      `${name[language]} ${DOES[explained.action][language]}: ${rankInWords(explained, currency, language)}.`,
      otherwiseInWords(explained, currency, language),
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

function otherwiseInWords(
  { otherwise, otherwiseCost }: Pick<ExplainedDecision, 'otherwise' | 'otherwiseCost'>,
  currency: string,
  language: Language,
): string {
  if (otherwise === null || otherwiseCost === null) return '';
  const instead = INSTEAD[otherwise][language];
  const size = small(Math.abs(otherwiseCost), currency, language);
  if (Math.abs(otherwiseCost) < NOTHING_COST)
    return language === 'de' ? `${instead} käme auf dasselbe heraus.` : `${instead} would come to the same.`;
  const isDearer = otherwiseCost > 0;
  if (language === 'de')
    return isDearer ? `${instead} würde ${size} mehr kosten.` : `${instead} würde ${size} sparen.`;
  return isDearer ? `${instead} would cost ${size} more.` : `${instead} would save ${size}.`;
}

/** A price or a sum as people say it. */
function small(value: number, currency: string, language: Language): string {
  return currency === 'EUR'
    ? `${formatNumber(value * 100 + 0, language, 1)} ct`
    : `${formatNumber(value + 0, language, 3)} ${currency}`;
}
