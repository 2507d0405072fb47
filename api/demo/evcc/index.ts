export * from './battery-mode.ts';
export * from './cycle.ts';
export * from './loadpoint.ts';
export * from './memory.ts';
export * from './planner.ts';
export * from './tariffs.ts';
export * from './vehicle-plan.ts';
