export type { BatteryAbility } from './battery-action.ts';
export { boostOverride } from './boost.ts';
export * from './controller.ts';
export { CAR_CHARGE_EFFICIENCY, type CarGoal, carGoals } from './goals.ts';
export { maxChargePowerKw, minChargePowerKw } from './power.ts';
export { type ControlState, controlStateSchema, emptyControlState } from './state.ts';
export { errorText } from './writer.ts';
