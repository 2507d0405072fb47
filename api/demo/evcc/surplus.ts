import type { Instant } from '../../house/index.ts';
import { VOLTAGE } from '../plant/index.ts';
import type { LoadpointMemory } from './memory.ts';

/** What surplus control sees of the site. */
export interface Surplus {
  now: Instant;
  /** Power that the car may take without drawing on the grid, its own included, in W; may be negative. */
  availableW: number;
  charging: boolean;
  maxCurrentA: number;
  /** The home battery is above `bufferSoc`: charging may go on with its help. */
  batteryBuffered: boolean;
  /** The home battery is above `bufferStartSoc`: charging may start with its help. */
  batteryStart: boolean;
  phaseSwitching: boolean;
}

/** Current that surplus control (`pv`, `minpv`) offers, in A, 0 = none; keeps its timers and phases in memory. */
export function surplusCurrent(memory: LoadpointMemory, surplus: Surplus): number {
  const { settings, run } = memory;
  if (surplus.phaseSwitching && settings.phasesConfigured === 0) scalePhases(memory, surplus);
  const { minCurrentA } = settings;
  const { maxCurrentA, now } = surplus;
  const wantedA = Math.max(0, surplus.availableW / (VOLTAGE * run.phasesActive));

  const supported = surplus.batteryStart || (surplus.batteryBuffered && surplus.charging);
  const alwaysCharges = settings.mode === 'minpv' || settings.alwaysChargeOnce;
  if ((alwaysCharges || supported) && wantedA < minCurrentA) {
    stopTimer(memory);
    return minCurrentA;
  }
  if (alwaysCharges) {
    stopTimer(memory);
    return Math.min(wantedA, maxCurrentA);
  }
  if (run.enabled && wantedA < minCurrentA) {
    const missingW = minCurrentA * VOLTAGE * run.phasesActive - surplus.availableW;
    if (missingW < settings.disableThresholdW) stopTimer(memory);
    else if (elapsedMs(memory, 'disable', now) >= settings.disableDelayS * 1000) return 0;
    return minCurrentA;
  }
  if (!run.enabled) {
    const { enableThresholdW } = settings;
    const enough = enableThresholdW === 0 ? wantedA >= minCurrentA : -surplus.availableW <= enableThresholdW;
    if (!enough) stopTimer(memory);
    else if (elapsedMs(memory, 'enable', now) >= settings.enableDelayS * 1000) return minCurrentA;
    return 0;
  }
  stopTimer(memory);
  return Math.min(wantedA, maxCurrentA);
}

/** Goes to three phases when there is enough for them for a while, and back to one when there is not. */
function scalePhases({ settings, run }: LoadpointMemory, { availableW, now }: Surplus): void {
  const threePhasesW = 3 * VOLTAGE * settings.minCurrentA;
  const wanted = availableW >= threePhasesW ? 3 : 1;
  if (wanted === run.phasesActive) {
    run.phaseAction = 'inactive';
    run.phaseSince = null;
    return;
  }
  run.phaseAction = wanted === 3 ? 'scale3p' : 'scale1p';
  run.phaseSince ??= now;
  const delayS = wanted === 3 ? settings.enableDelayS : settings.disableDelayS;
  if (!run.enabled || now - run.phaseSince >= delayS * 1000) {
    run.phasesActive = wanted;
    run.phaseAction = 'inactive';
    run.phaseSince = null;
  }
}

/** Time since the condition for `action` began to hold without a break. */
function elapsedMs({ run }: LoadpointMemory, action: 'enable' | 'disable', now: Instant): number {
  if (run.pvAction !== action || run.pvSince === null) {
    run.pvAction = action;
    run.pvSince = now;
  }
  return now - run.pvSince;
}

/** Surplus is neither starting nor stopping anything. */
export function stopTimer({ run }: LoadpointMemory): void {
  run.pvAction = 'inactive';
  run.pvSince = null;
}
