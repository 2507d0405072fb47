export { heldBack, LEAST_DAYS } from './certainty.ts';
export { type Comparison, type ComparisonFacts, compareDays } from './compare.ts';
export type { ComparedDay, DayCost, DayRun, Step } from './day.ts';
export { explainDay, POLICY_NAMES } from './explain.ts';
export { type KnownQuarter, knownQuarter, localDate, measuredDays } from './measured.ts';
export { type ObservedOutlook, observedOutlook } from './observed.ts';
export { comparedDay, type PlainDay, plainDay } from './plain-day.ts';
export { type BatteryPlant, type IdentifiedBattery, identifyBattery } from './plant.ts';
export { POLICIES, type Policy } from './policies.ts';
export {
  type DaySummary,
  type Difference,
  difference,
  type SavingsReport,
  savingsReport,
  summarize,
} from './report.ts';
export { withBuffer } from './shadow/buffer.ts';
export { type CourseStep, stepCourse } from './shadow/course.ts';
export { ARMS, contextOf, type Knobs, withKnobs } from './shadow/knobs.ts';
export { type Ledger, ledgerShape, newLedger, onDay, onQuarter } from './shadow/ledger.ts';
export { ruleOf } from './shadow/rule.ts';
export { evccAlone, staticLimits } from './shadow/simple-policies.ts';
export { besidePlan, shadowView } from './shadow/view.ts';
export type { BatteryRule } from './simulate.ts';
export * from './today.ts';
export { settledCost } from './value.ts';
