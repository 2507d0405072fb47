export { COMPARISON_FACTS, decodeComparisonFacts } from './comparison-facts.ts';
export { type CycleResult, runCycle } from './cycle.ts';
export type { WatchedFiles } from './file-sources.ts';
export { createForecasts, type Forecasts } from './forecasts.ts';
export { createLoop, type Loop, type LoopDependencies } from './loop.ts';
export { createMemory, type Memory } from './memory.ts';
export { createPriceMemory } from './price-memory.ts';
export { createSavings, type Savings } from './savings.ts';
export { createShadow, type Shadow } from './shadow.ts';
