import { HOUR_MS, type Instant, MINUTE_MS, type PlanSlot } from '../house/index.ts';

/** With fewer hours of known prices nobody can say what is cheap. */
const LEAST_KNOWN_MS = 8 * HOUR_MS;
/** The cheapest fifth of the hours ahead is cheap … */
const CHEAP_QUANTILE = 0.2;
/** … where it is nearer to the lowest price than to the usual one: nobody is asked while the best is yet to come … */
const NEAR_LOWEST = 0.25;
/** … and below the usual one by this share, and by at least this much, currency/kWh. */
const LEAST_SHARE = 0.15;
const LEAST_DIFFERENCE = 0.02;
/** What is over sooner is not worth a question. */
const SHORTEST_MS = 30 * MINUTE_MS;

type PricedSlot = Pick<PlanSlot, 'start' | 'end' | 'importPricePerKwh' | 'priceSource'>;

/**
 * Until when energy is among the cheapest of all hours with a published price; `null` = it is not, or nobody can tell.
 * With one price for all hours nothing is cheap.
 */
export function cheapUntil(slots: readonly PricedSlot[], now: Instant): Instant | null {
  const known = slots.filter(({ end, priceSource }) => end > now && priceSource === 'PUBLISHED');
  const [current] = known;
  const knownMs = known.reduce((sum, { start, end }) => sum + end - Math.max(start, now), 0);
  if (!current || current.start > now || knownMs < LEAST_KNOWN_MS) return null;
  const prices = known.map(({ importPricePerKwh }) => importPricePerKwh).sort((a, b) => a - b);
  const usual = prices[Math.floor(prices.length / 2)] ?? 0;
  const lowest = prices[0] ?? 0;
  const cheap = Math.min(
    lowest + (usual - lowest) * NEAR_LOWEST,
    prices[Math.floor(prices.length * CHEAP_QUANTILE)] ?? 0,
    usual - Math.max(LEAST_DIFFERENCE, Math.abs(usual) * LEAST_SHARE),
  );
  const firstDear = known.findIndex(({ importPricePerKwh }) => importPricePerKwh > cheap);
  const until = (firstDear === -1 ? known.at(-1)?.end : known[firstDear]?.start) ?? now;
  return until - now >= SHORTEST_MS ? until : null;
}
