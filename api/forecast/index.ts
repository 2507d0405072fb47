export * from './load-forecast.ts';
export { type LoadHints, type LoadModel, learnLoad } from './load-model.ts';
export * from './pv-forecast.ts';
export * from './pv-model.ts';
export * from './solar.ts';
