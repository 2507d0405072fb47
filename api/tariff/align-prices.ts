import type { Instant, PriceSource, Rate, Slot } from '../house/index.ts';
import { learnPriceShape } from './price-shape.ts';
import { type SlotMean, slotMeans, toSteps } from './steps.ts';

/** Import price that is assumed where a house has no tariff at all, currency/kWh. */
export const ASSUMED_IMPORT_PRICE_PER_KWH = 0.3;
/** Feed-in price that is assumed where neither evcc nor the configuration names one, currency/kWh. */
export const ASSUMED_FEED_IN_PRICE_PER_KWH = 0.08;
/** An assumed import price lies at least this much above the feed-in price. */
const ASSUMED_MARGIN_PER_KWH = 0.05;
/** Less of a slot may be uncovered than this, from rounding in timestamps. */
const COVERAGE_TOLERANCE = 1e-6;

/** Prices of one slot, currency/kWh, may be negative. */
export interface SlotPrices {
  importPricePerKwh: number;
  feedInPricePerKwh: number;
  /** Where the import price comes from. */
  priceSource: PriceSource;
}

export interface AlignedPrices {
  /** One for each slot asked for, in their order. */
  slots: SlotPrices[];
  /** End of the last slot whose price is published; `null` where none is. */
  pricesKnownUntil: Instant | null;
}

export interface PriceInput {
  /** Import price; `null` = no such tariff. */
  grid: readonly Rate[] | null;
  /** Feed-in price; `null` = no such tariff. */
  feedIn: readonly Rate[] | null;
  /** Sorted, without overlaps. */
  slots: readonly Slot[];
  /** Import price to assume for every slot where nothing is published, as evcc's current one; `null` = unknown. */
  importFallbackPerKwh?: number | null;
  /** Feed-in price of the configuration, where evcc has no such tariff. */
  feedInFallbackPerKwh: number | null;
  /** Earlier import prices, to estimate those that are not yet published. */
  history?: readonly Rate[];
  /** IANA zone by whose hours prices are estimated. */
  timeZone: string;
}

/**
 * Brings prices of any granularity onto the slots: a slot costs the mean over its duration of what is
 * published, so that an energy costs the same from rates of 15, 30 and 60 minutes. What is not (or only in
 * part) published is estimated from the known prices by local hour; without any tariff a flat price is
 * assumed. An unknown price is never 0.
 */
export function alignPrices(input: PriceInput): AlignedPrices {
  const feedIn = alignFeedIn(input);
  const known = toSteps(input.grid ?? []);
  const shape = learnPriceShape(toSteps([...(input.history ?? []), ...known]), input.timeZone);
  const assumed =
    input.importFallbackPerKwh ??
    Math.max(ASSUMED_IMPORT_PRICE_PER_KWH, Math.max(...feedIn) + ASSUMED_MARGIN_PER_KWH);

  let pricesKnownUntil: Instant | null = null;
  const means = slotMeans(known, input.slots);
  const slots = input.slots.map((slot, index): SlotPrices => {
    const mean = means[index];
    const feedInPricePerKwh = feedIn[index] ?? ASSUMED_FEED_IN_PRICE_PER_KWH;
    if (mean && mean.mean !== null && isWhole(mean)) {
      pricesKnownUntil = slot.end;
      return { importPricePerKwh: mean.mean, feedInPricePerKwh, priceSource: 'PUBLISHED' };
    }
    const estimate = mean?.mean ?? shape(slot.start);
    return estimate === null
      ? { importPricePerKwh: assumed, feedInPricePerKwh, priceSource: 'ASSUMED' }
      : { importPricePerKwh: estimate, feedInPricePerKwh, priceSource: 'ESTIMATED' };
  });
  return { slots, pricesKnownUntil };
}

function isWhole({ coverage }: SlotMean): boolean {
  return coverage > 1 - COVERAGE_TOLERANCE;
}

/** Feed-in price of each slot: published, else by the shape of the published ones, else as configured, else assumed. */
function alignFeedIn({ feedIn, slots, feedInFallbackPerKwh, timeZone }: PriceInput): number[] {
  const known = toSteps(feedIn ?? []);
  const shape = learnPriceShape(known, timeZone);
  const fallback = feedInFallbackPerKwh ?? ASSUMED_FEED_IN_PRICE_PER_KWH;
  const means = slotMeans(known, slots);
  return slots.map((slot, index) => means[index]?.mean ?? shape(slot.start) ?? fallback);
}
