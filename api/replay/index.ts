export { firstDifference, isCutShort, type Replayed, replayCycle } from './again.ts';
export { type ReplaySettings, SETTABLE } from './settings.ts';
export { replayWeeks, type Variant, type VariantCost, type WeeksReplayed } from './weeks.ts';
