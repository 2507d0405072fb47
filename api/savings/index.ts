export { type Comparison, type ComparisonFacts, compareDays } from './compare.ts';
export type { ComparedDay, DayCost, DayRun, Step } from './day.ts';
export { explainDay, POLICY_NAMES } from './explain.ts';
export { comparedDay, type PlainDay, plainDay } from './plain-day.ts';
export type { BatteryPlant, IdentifiedBattery } from './plant.ts';
export { POLICIES, type Policy } from './policies.ts';
export {
  type DaySummary,
  type Difference,
  difference,
  LEAST_DAYS,
  type ObservedOutlook,
  observedOutlook,
  type SavingsReport,
  savingsReport,
  summarize,
} from './report.ts';
export * from './today.ts';
