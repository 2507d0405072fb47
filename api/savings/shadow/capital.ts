/** Shares of what is at stake that are bet, and how much of the capital is bet so. */
const BETS = [
  { fraction: 0.9, weight: 0.6 },
  { fraction: 0.2, weight: 0.4 },
] as const;

/** What is left of each bet on a policy's advantage, 1 = as it began. Serialisable. */
export type Capital = number[];

export const NEW_CAPITAL: Capital = BETS.map(() => 1);

/**
 * Bets once more that a policy is cheaper. Who bets on one without advantage gains nothing on average, however rare and large
 * its losses are, so that the probability of ever having twenty times as much is 1/20 at most (Ville's inequality).
 *
 * @param advantage what it saved on a day, currency
 * @param atStake more than that cannot be lost on such a day, currency
 */
export function afterDay(capital: Capital, advantage: number, atStake: number): Capital {
  const share = advantage / Math.max(atStake, Math.abs(advantage), Number.MIN_VALUE);
  return BETS.map(({ fraction }, at) => (capital[at] ?? 1) * Math.max(0, 1 + fraction * share));
}

/** How many times the capital that was begun with there is now. */
export function timesAsMuch(capital: Capital): number {
  return BETS.reduce((sum, { weight }, at) => sum + weight * (capital[at] ?? 1), 0);
}
