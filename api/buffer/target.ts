/** No buffer is ever below this, whatever the configuration says. */
export const BUFFER_FLOOR_PERCENT = 10;
/** A reduction never goes below this. */
export const PRACTICAL_MINIMUM_PERCENT = 20;

/** Up to this confidence the base holds. */
const CONFIDENCE_THRESHOLD = 0.65;
const WIDE_SPREAD_PER_KWH = 0.1;
const FIRST_MORNING_HOUR = 5;
const LAST_MORNING_HOUR = 10;
const BONUS = 0.1;
const STEP_PERCENT = 5;
/** Decimal fractions such as 0.14/0.35 must not fall below the number that they mean. */
const EPSILON = 1e-9;

export interface BufferConditions {
  /** Of the PV forecast, 0..1. */
  confidence: number;
  /** P80 − P20 of the known prices ahead, currency/kWh; `null` = unknown, which earns no bonus. */
  spreadPerKwh: number | null;
  /** 0..23 on the house's wall clock. */
  localHour: number;
  /** Buffer without any reduction. */
  baseSocPercent: number;
}

/** By how many percent a base can be reduced at most; 0 = the buffer can never move. */
export function bufferRoomPercent(baseSocPercent: number): number {
  return Math.max(0, baseSocPercent - PRACTICAL_MINIMUM_PERCENT);
}

/**
 * The home battery's SoC above which a car may draw on it. The surer the sun, the wider the prices and in the
 * morning, the further it goes below its base:
 *
 *     factor = min(1, (confidence − 0.65)/0.35 + 0.1 if spread > 0.10 + 0.1 if 5 ≤ hour ≤ 10)
 *     target = base − ⌊(base − 20) · factor⌋, rounded to the nearest 5 %
 *
 * At a confidence of 0.65 or less, or with a base of 20 % or less, it is the base itself. Never below the
 * floor of 10 %, by reduction never below 20 %, and rounding never raises it above its base.
 */
export function targetBufferPercent(conditions: BufferConditions): number {
  const base = Math.max(conditions.baseSocPercent, BUFFER_FLOOR_PERCENT);
  const room = bufferRoomPercent(base);
  if (!(conditions.confidence > CONFIDENCE_THRESHOLD) || room === 0) return base;

  const reduced = base - Math.floor(room * reductionFactor(conditions) + EPSILON);
  const rounded = Math.round(reduced / STEP_PERCENT) * STEP_PERCENT;
  return Math.min(base, Math.max(rounded, PRACTICAL_MINIMUM_PERCENT));
}

function reductionFactor({ confidence, spreadPerKwh, localHour }: BufferConditions): number {
  const sureness = (confidence - CONFIDENCE_THRESHOLD) / (1 - CONFIDENCE_THRESHOLD);
  const spreadBonus = spreadPerKwh !== null && spreadPerKwh > WIDE_SPREAD_PER_KWH + EPSILON ? BONUS : 0;
  const morningBonus = localHour >= FIRST_MORNING_HOUR && localHour <= LAST_MORNING_HOUR ? BONUS : 0;
  return Math.min(1, sureness + spreadBonus + morningBonus);
}
