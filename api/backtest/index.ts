export { InputError } from './input-error.ts';
export { type Account, totalOf } from './ledger.ts';
export * from './policy.ts';
export { type BacktestOptions, type ReadFile, readScenario, type Scenario } from './scenario.ts';
export { type PolicyRun, type RunOptions, runPolicy } from './simulate.ts';
