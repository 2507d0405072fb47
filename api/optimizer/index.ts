export type { ChargeAnswer } from './answer.ts';
export { greedyFlows } from './greedy.ts';
export {
  type ChargeOptimizer,
  type ChargeOptimizerOptions,
  createChargeOptimizer,
  OptimizerBusy,
  OptimizerError,
} from './optimizer.ts';
export { type Decoded, decodeRequest, type RequestError } from './request.ts';
export type { ChargeTask, Flows, Step, Store } from './task.ts';
export { type Breach, type Verdict, verifyAnswer } from './verify.ts';
