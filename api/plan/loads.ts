import type { Instant, PlanFlexibleLoad, PlanInput } from '../house/index.ts';
import { HOUR_MS } from '../house/index.ts';
import { leastPowerKw, slotHours } from './physics.ts';

/** When a flexible load may run: from `from` (inclusive) to `until` (exclusive), within the horizon. */
export interface LoadWindow {
  from: Instant;
  until: Instant;
}

/** The part of a load's window that is in the horizon; empty (`until` ≤ `from`) where that is none of it. */
export function loadWindow(
  load: PlanFlexibleLoad,
  input: Pick<PlanInput, 'slots' | 'computedAt'>,
): LoadWindow {
  const start = input.slots[0]?.start ?? input.computedAt;
  const end = input.slots.at(-1)?.end ?? start;
  return { from: Math.max(start, load.earliest ?? start), until: Math.min(end, load.latest ?? end) };
}

/** Part of the slot, 0 to 1, that lies between `from` and `until`. */
export function shareWithin(slot: { start: Instant; end: Instant }, { from, until }: LoadWindow): number {
  const commonMs = Math.min(slot.end, until) - Math.max(slot.start, from);
  return Math.max(0, commonMs / (slot.end - slot.start));
}

/**
 * The least mean power over `hours` in which an interruptible load runs, kW: a little below its power where only so a
 * whole number of slots of that length gives it its energy (it stops within the last one).
 */
export function leastLoadKw({ powerKw, energyKwh }: PlanFlexibleLoad, hours: number): number {
  const bounds = { minPowerKw: powerKw, maxPowerKw: powerKw, taper: [] };
  return leastPowerKw(bounds, hours, { needKwh: energyKwh, roomKwh: energyKwh });
}

/** A way to run a load in one block. */
export interface LoadBlock {
  /** Mean power of each slot, kW. */
  powerKw: number[];
  energyKwh: number;
}

/** All ways to run a load in one block that begins with a slot, in order; the one that gives it most if none is enough. */
export function loadBlocks(
  load: PlanFlexibleLoad,
  input: Pick<PlanInput, 'slots' | 'computedAt'>,
): LoadBlock[] {
  const window = loadWindow(load, input);
  const lengthMs = (load.energyKwh / load.powerKw) * HOUR_MS;
  const blocks = input.slots
    .filter((slot) => shareWithin(slot, window) > 0)
    .map((slot): LoadBlock => {
      const from = Math.max(slot.start, window.from);
      const block = { from, until: Math.min(window.until, from + lengthMs) };
      return {
        powerKw: input.slots.map((other) => load.powerKw * shareWithin(other, block)),
        energyKwh: load.powerKw * ((block.until - block.from) / HOUR_MS),
      };
    });
  const enough = blocks.filter(({ energyKwh }) => energyKwh >= load.energyKwh - 1e-9);
  return enough.length > 0 ? enough : blocks.slice(0, 1);
}

/** Powers by slot and load that run at once when their window begins, as if nobody planned. */
export function loadsAtOnce(input: PlanInput): number[][] {
  const blocks = (input.loads ?? []).map((load) => loadBlocks(load, input)[0]);
  return input.slots.map((_, index) => blocks.map((block) => block?.powerKw[index] ?? 0));
}

/** The same house in which these powers (`loadKw[slot][load]`) are no longer flexible but part of the household's load. */
export function withFixedLoads(input: PlanInput, loadKw: readonly (readonly number[])[]): PlanInput {
  if (!input.loads?.length) return input;
  const sumKw = loadKw.map((powers) => powers.reduce((sum, power) => sum + power, 0));
  const more = (kw: number, index: number) => kw + (sumKw[index] ?? 0);
  return {
    ...input,
    loads: [],
    slots: input.slots.map((slot, index) => ({ ...slot, loadKw: more(slot.loadKw, index) })),
    ...(input.scenarios && {
      scenarios: input.scenarios.map((scenario) => ({ ...scenario, loadKw: scenario.loadKw.map(more) })),
    }),
    ...(input.spread && {
      spread: input.spread.map(({ load, pv }, index) => ({
        pv,
        load: {
          p10Kw: more(load.p10Kw, index),
          p50Kw: more(load.p50Kw, index),
          p90Kw: more(load.p90Kw, index),
        },
      })),
    }),
  };
}

/** What a load is given, AC side, kWh. */
export function givenKwh(input: Pick<PlanInput, 'slots'>, powerKw: readonly number[]): number {
  return input.slots.reduce((sum, slot, index) => sum + (powerKw[index] ?? 0) * slotHours(slot), 0);
}
