import { HOUR_MS, type Instant, SLOT_MS, type Slot, slotStart } from '../house/index.ts';

/**
 * The slots from `now` over `hours`, counted from the start of the running quarter of an hour.
 * All begin and end on quarters in UTC, except that the first starts now: it has what is left of its quarter.
 */
export function slotGrid(now: Instant, hours = 48): Slot[] {
  const first = slotStart(now);
  return Array.from({ length: (hours * HOUR_MS) / SLOT_MS }, (_, index) => {
    const start = first + index * SLOT_MS;
    return { start: Math.max(start, now), end: start + SLOT_MS };
  });
}
