export * from './departures.ts';
export * from './load-forecast.ts';
export { type LoadHints, type LoadModel, learnLoad } from './load-model.ts';
export * from './plausible.ts';
export * from './pv-forecast.ts';
export { learnPv, type PvModel } from './pv-model.ts';
export type { PvPair } from './pv-quarters.ts';
export * from './skill.ts';
export * from './solar.ts';
