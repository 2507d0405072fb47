import { forAll, newLedger, onDay } from '../../api/savings/shadow/ledger.ts';
import { normal, seededRandom } from '../../api/savings/shadow/random.ts';
import { SAMPLE_FACTS } from './comparison-facts.ts';

/** What a house pays a day, currency, and how much a day's difference between two policies varies. */
export interface DailyMoney {
  cost: number;
  deviation: number;
}

/** A house of which two policies differ by a few percent a day, more in some spells of weather than in others. */
export const USUAL_HOUSE: DailyMoney = { cost: 3, deviation: 0.25 };

/** How much of yesterday's deviation is left today. */
const MEMORY = 0.3;

/** A policy's advantages day by day: some days much larger than usual, and days next to each other alike. */
export function advantageDays(
  seed: number,
  count: number,
  mean: number,
  { deviation }: DailyMoney,
): number[] {
  const random = seededRandom(seed);
  let spell = 0;
  return Array.from({ length: count }, () => {
    const size = random() < 0.1 ? 2.2 : 0.8;
    spell = MEMORY * spell + Math.sqrt(1 - MEMORY ** 2) * normal(random) * size;
    return mean + deviation * spell;
  });
}

/** Days with a mean of zero, currency. */
export type Noise = (seed: number, count: number) => number[];

/** Each day independent of the others. */
function independent(day: (random: () => number) => number): Noise {
  return (seed, count) => {
    const random = seededRandom(seed);
    return Array.from({ length: count }, () => day(random));
  };
}

/** Days of which so much is left on the next one. */
function alike(memory: number, deviation: number): Noise {
  return (seed, count) => {
    const random = seededRandom(seed);
    let day = normal(random);
    return Array.from({ length: count }, () => {
      day = memory * day + Math.sqrt(1 - memory ** 2) * normal(random);
      return deviation * day;
    });
  };
}

/** A little gained on most days, and on few a loss that eats it all. */
function rareLoss(share: number, loss: number): Noise {
  return independent(
    (random) => (random() < share ? -loss : (share * loss) / (1 - share)) + 0.01 * normal(random),
  );
}

/** Ways in which a policy that is worth nothing may look. */
export const WORTHLESS: Readonly<Record<string, Noise>> = {
  usual: (seed, count) => advantageDays(seed, count, 0, USUAL_HOUSE),
  normal: independent((random) => 0.2 * normal(random)),
  mostlyZero: independent((random) => (random() < 0.8 ? 0 : 0.2 * normal(random))),
  alike60: alike(0.6, 0.25),
  alike80: alike(0.8, 0.25),
  alike80Large: alike(0.8, 1),
  lossOn5Percent: rareLoss(0.05, 1),
  lossOn3Percent: rareLoss(0.03, 1),
  largeLossOn3Percent: rareLoss(0.03, 3),
};

const PLANT = SAMPLE_FACTS.battery;
const PRICE_PER_KWH = 0.3;
const QUARTERS = 96;

/** What became of a policy, days counted from 1. */
export interface Course {
  promoted: number | null;
  /** `null` = not after it was promoted. */
  takenBack: number | null;
}

/** Has the ledger judge each evening, as in a house, until a policy is promoted and taken back, or the days are over. */
export function course(advantages: readonly number[], seed: number): Course {
  const morning = (day: number) => ({ date: `day ${day}`, quarters: QUARTERS, context: 0, socPercent: 50 });
  let ledger = onDay(newLedger(seed), morning(0), PLANT);
  let promoted: number | null = null;
  for (const [index, advantage] of advantages.entries()) {
    if (!ledger.today) break;
    const costs = { ...forAll(() => USUAL_HOUSE.cost), LEARNED: USUAL_HOUSE.cost - advantage };
    const today = { ...ledger.today, quarters: QUARTERS, priceSum: QUARTERS * PRICE_PER_KWH, costs };
    ledger = onDay({ ...ledger, today }, morning(index + 1), PLANT);
    const { state } = ledger.promotion;
    if (promoted === null && state === 'ADVISES') promoted = index + 1;
    if (promoted !== null && state === 'SHADOW') return { promoted, takenBack: index + 1 };
  }
  return { promoted, takenBack: null };
}

/** The day on which a policy is promoted; `null` = not within the days. */
export function promotionDay(advantages: readonly number[], seed: number): number | null {
  return course(advantages, seed).promoted;
}
