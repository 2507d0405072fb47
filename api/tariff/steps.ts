import type { Rate, Slot } from '../house/index.ts';

/** Of two rows that cover the same moment the later in this order holds: later start, then shorter, then dearer. */
function byPrecedence(a: Rate, b: Rate): number {
  return a.start - b.start || b.end - a.end || a.value - b.value;
}

/**
 * Rates as a tariff gives them, made a step function: sorted, without overlaps, neighbours of equal value
 * kept apart. Rows without a finite value or without duration are left out. The order of the rows does not
 * matter; where rows overlap, the one that starts later (then the shorter, then the dearer) holds.
 */
export function toSteps(rates: readonly Rate[]): Rate[] {
  const rows = rates
    .filter(({ start, end, value }) => Number.isFinite(value) && Number.isFinite(end - start) && end > start)
    .sort(byPrecedence);
  const bounds = [...new Set(rows.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);

  const steps: Rate[] = [];
  let active: Rate[] = [];
  let next = 0;
  for (const [index, start] of bounds.entries()) {
    active = active.filter((row) => row.end > start);
    for (let row = rows[next]; row && row.start <= start; row = rows[++next]) active.push(row);
    const holds = active.at(-1);
    const end = bounds[index + 1];
    if (holds && end !== undefined) steps.push({ start, end, value: holds.value });
  }
  return steps;
}

/** Mean of a step function over one slot, and how much of the slot it covers. */
export interface SlotMean {
  /** Weighted by duration over the covered part; `null` where nothing is covered. */
  mean: number | null;
  /** 0 to 1. */
  coverage: number;
}

/** The mean of `steps` (sorted, without overlaps) over each of `slots` (sorted), weighted by duration. */
export function slotMeans(steps: readonly Rate[], slots: readonly Slot[]): SlotMean[] {
  let first = 0;
  return slots.map((slot) => {
    for (let step = steps[first]; step && step.end <= slot.start; step = steps[++first]);
    let weighted = 0;
    let coveredMs = 0;
    for (let index = first; ; index++) {
      const step = steps[index];
      if (!step || step.start >= slot.end) break;
      const overlapMs = Math.min(step.end, slot.end) - Math.max(step.start, slot.start);
      weighted += step.value * overlapMs;
      coveredMs += overlapMs;
    }
    return {
      mean: coveredMs > 0 ? weighted / coveredMs : null,
      coverage: coveredMs / (slot.end - slot.start),
    };
  });
}
