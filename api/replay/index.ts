export { firstDifference, isCutShort, type Replayed, replayCycle } from './again.ts';
export { replayWeeks, type Variant, type VariantCost, type WeeksReplayed } from './weeks.ts';
