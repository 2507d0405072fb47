import { judge, NEW_PROMOTION } from '../../api/savings/shadow/promotion.ts';
import { normal, seededRandom } from '../../api/savings/shadow/random.ts';

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

/** The day on which a policy is promoted, judged each evening; `null` = not within the days. */
export function promotionDay(advantages: readonly number[], seed: number): number | null {
  let promotion = NEW_PROMOTION;
  for (let days = 1; days <= advantages.length; days += 1) {
    promotion = judge(promotion, advantages.slice(0, days), seed);
    if (promotion.state === 'ADVISES') return days;
  }
  return null;
}
