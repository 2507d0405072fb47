export { joinAbsences } from './absences.ts';
export { checkInput, type PlanInputProblem } from './check-input.ts';
export { type Counting, violatedCounts } from './counting.ts';
export { type Cut, excess } from './cut.ts';
export { type DecisionAction, type ExplainedDecision, exactlyInWords } from './decision-words.ts';
export { endValuePerKwh, storedWorthPerKwh } from './end-value.ts';
export { explainDecisions } from './explain-decisions.ts';
export type { Otherwise } from './explain-otherwise.ts';
export { fallbackPlan } from './fallback.ts';
export { addCuts, type Highs, type LpSolution, loadSolver, type Model, openModel, solveLp } from './highs.ts';
export { type OtherWay, otherWay, paidFor } from './other-way.ts';
export {
  createPlanner,
  type FallbackCause,
  type Planner,
  type PlannerOptions,
  type PlannerStats,
} from './planner.ts';
export { type Pooling, type SwitchedFlow, violatedPools } from './pooling.ts';
export { type LinearProblem, type ProblemBuilder, problemBuilder, type Term } from './problem.ts';
export { planByRule, RULES, type Rule } from './rule-plans.ts';
export { selfConsumptionCost } from './self-consumption.ts';
export { type Sharing, violatedCuts } from './sharing.ts';
export { carryOut, firstHourSlots, ordersOf, type SlotOrders } from './uncertainty/first-hour.ts';
export { makeScenarios } from './uncertainty/scenarios.ts';
export { spreadOf } from './uncertainty/spread.ts';
export { type Violation, verifyPlan } from './verify.ts';
