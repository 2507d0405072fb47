export type { WatchedFiles } from './file-sources.ts';
export { createLoop, type Loop, type LoopDependencies } from './loop.ts';
export { createSavings, type Savings } from './savings.ts';
