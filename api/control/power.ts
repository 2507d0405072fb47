import type { LoadpointState } from '../house/index.ts';

/** Voltage of a phase. */
export const VOLT = 230;

/** What the loadpoint gives at most, by phases and current. */
export function maxChargePowerKw(loadpoint: LoadpointState): number {
  return (VOLT * loadpoint.maxCurrentA * mostPhases(loadpoint)) / 1000;
}

/** The least power at which a car charges at all. */
export function minChargePowerKw(loadpoint: LoadpointState): number {
  return (VOLT * loadpoint.minCurrentA * fewestPhases(loadpoint)) / 1000;
}

/** With how many phases it charges at full power. */
export function mostPhases(loadpoint: LoadpointState): number {
  if (loadpoint.singlePhase) return 1;
  if (loadpoint.phasesConfigured) return loadpoint.phasesConfigured;
  return loadpoint.phases1p3p ? 3 : (loadpoint.phasesActive ?? 3);
}

/** With how many phases it charges at its least. */
export function fewestPhases(loadpoint: LoadpointState): number {
  return loadpoint.phases1p3p && !loadpoint.phasesConfigured ? 1 : mostPhases(loadpoint);
}
