export { checkInput, type PlanInputProblem } from './check-input.ts';
export { endValuePerKwh } from './end-value.ts';
export { fallbackPlan } from './fallback.ts';
export {
  createPlanner,
  type FallbackCause,
  type Planner,
  type PlannerOptions,
  type PlannerStats,
} from './planner.ts';
export { selfConsumptionCost } from './self-consumption.ts';
export { type Violation, verifyPlan } from './verify.ts';
