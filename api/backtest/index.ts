export { costChart } from './chart.ts';
export { InputError } from './input-error.ts';
export { type Account, totalOf } from './ledger.ts';
export { runInParallel } from './parallel.ts';
export * from './policy.ts';
export * from './report.ts';
export { type BacktestOptions, type ReadFile, readScenario, type Scenario } from './scenario.ts';
export { type PolicyRun, type RunOptions, runPolicy } from './simulate.ts';
export { tableLines } from './table-text.ts';
