import type { Instant, PlanStrategy, Rate } from '../../house/index.ts';

/**
 * evcc's charging plan: the cheapest slots that together last `durationMs` and end by `target`, late ones first at
 * equal price. The last `preconditionS` seconds are always part of it; a continuous plan is one block. Where prices
 * do not suffice it charges as late as possible; where time does not, at once. Sorted by time; empty = not yet.
 */
export function chargingPlan(
  now: Instant,
  durationMs: number,
  target: Instant,
  rates: readonly Rate[] | null,
  strategy: PlanStrategy,
): Rate[] {
  if (durationMs <= 0) return [];
  if (target - now <= durationMs) return [block(now, now + durationMs, rates)];
  const simple = [block(target - durationMs, target, rates)];
  const last = rates?.at(-1);
  if (!rates || !last) return simple;

  const uncoveredMs = Math.max(0, target - last.end);
  if (uncoveredMs >= durationMs) return [];
  const end = Math.min(target, last.end);
  const neededMs = durationMs - uncoveredMs;
  const lateMs = Math.min(neededMs, Math.max(0, strategy.preconditionS * 1000 - uncoveredMs));

  const open = clamp(rates, now, end);
  if (lengthMs(open) < neededMs) return simple;
  const late = clamp(open, end - lateMs, end);
  const early = clamp(open, now, end - lateMs);
  const restMs = neededMs - lateMs;
  if (restMs <= 0) return late;
  const chosen = strategy.continuous ? cheapestBlock(early, restMs) : cheapestSlots(early, restMs);
  return [...chosen, ...late];
}

/** The part of `rates` that lies in [from, to). */
function clamp(rates: readonly Rate[], from: Instant, to: Instant): Rate[] {
  const result: Rate[] = [];
  for (const { start, end, value } of rates) {
    const clamped = { start: Math.max(start, from), end: Math.min(end, to), value };
    if (clamped.start < clamped.end) result.push(clamped);
  }
  return result;
}

function cheapestSlots(rates: readonly Rate[], durationMs: number): Rate[] {
  const byPrice = [...rates].sort((a, b) => a.value - b.value || b.start - a.start);
  const chosen: Rate[] = [];
  let missingMs = durationMs;
  for (const slot of byPrice) {
    if (missingMs <= 0) break;
    const takenMs = Math.min(missingMs, slot.end - slot.start);
    const isFirst = chosen.length > 0 && chosen.every((other) => other.start > slot.start);
    chosen.push(isFirst ? { ...slot, start: slot.end - takenMs } : { ...slot, end: slot.start + takenMs });
    missingMs -= takenMs;
  }
  return chosen.sort((a, b) => a.start - b.start);
}

/** The cheapest gapless window; it begins or ends on a slot's edge. */
function cheapestBlock(rates: readonly Rate[], durationMs: number): Rate[] {
  const starts = rates.flatMap(({ start, end }) => [start, end - durationMs]);
  let best: Rate[] = [];
  let bestCost = Number.POSITIVE_INFINITY;
  for (const start of starts.sort((a, b) => a - b)) {
    const window = clamp(rates, start, start + durationMs);
    if (lengthMs(window) < durationMs) continue;
    const cost = window.reduce((total, slot) => total + slot.value * (slot.end - slot.start), 0);
    if (cost <= bestCost) {
      best = window;
      bestCost = cost;
    }
  }
  return best;
}

function lengthMs(rates: readonly Rate[]): number {
  return rates.reduce((total, { start, end }) => total + end - start, 0);
}

function block(start: Instant, end: Instant, rates: readonly Rate[] | null): Rate {
  const value = rates?.find((rate) => start >= rate.start && start < rate.end)?.value ?? 0;
  return { start, end, value };
}
