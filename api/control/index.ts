export type { BatteryAbility } from './battery-action.ts';
export { evccLocks } from './battery-lock.ts';
export { chargesFast } from './battery-to-car.ts';
export { boosted, boostOverride } from './boost.ts';
export { nextScheduled } from './car-schedule.ts';
export { asFound } from './charge-current.ts';
export type { Contradiction } from './contradiction.ts';
export * from './controller.ts';
export { type CarGoal, carGoals } from './goals.ts';
export { newestSoc } from './known-soc.ts';
export { refusesGridCharge } from './learned-battery.ts';
export { carTaking } from './learned-cars.ts';
export { refusesHoldCharge } from './learned-hold-charge.ts';
export { withManualSoc, withoutManualSoc } from './manual-soc.ts';
export { CAR_CHARGE_EFFICIENCY } from './measured-soc.ts';
export { withoutPlanDeletion } from './overrides.ts';
export { isPaused, paused, pauseOverride, pauseView } from './pause.ts';
export { maxChargePowerKw, minChargePowerKw } from './power.ts';
export { chargeQueue, quietSpans, waitingCars } from './sequencer/index.ts';
export { sessionLimitOverride } from './session-limits.ts';
export { slotOverrideNow, slotOverrideView, slotsOverride, withSlotOverride } from './slot-overrides.ts';
export {
  type ControlState,
  controlStateSchema,
  emptyControlState,
  type LearnedBattery,
  type PersonDeparture,
} from './state.ts';
export { createSteadySoc } from './steady-soc.ts';
export { released } from './take-over.ts';
export { errorText } from './writer.ts';
