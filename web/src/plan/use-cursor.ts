import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { HOUR_MS, type Instant, SLOT_MS } from '../../../api/house/index.ts';
import { slotIndexAt } from './geometry.ts';
import type { Slot } from './slots.ts';

export interface Cursor {
  /** The chosen slot; the running one while nobody chose. */
  index: number;
  /** Somebody chose it. */
  chosen: boolean;
  onPointer: (event: PointerEvent<HTMLElement>) => void;
  onLeave: (event: PointerEvent<HTMLElement>) => void;
  onKey: (event: KeyboardEvent<HTMLElement>) => void;
}

const FOUR_HOURS = (4 * HOUR_MS) / SLOT_MS;

/** How many slots a key moves the cursor. */
const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  PageDown: -FOUR_HOURS,
  PageUp: FOUR_HOURS,
  End: Number.POSITIVE_INFINITY,
};

/**
 * Chooses a slot by mouse, touch or keyboard. The choice is an instant, so that it stays where it is when a new
 * plan begins one slot later.
 *
 * @param instantAt the instant at a position on the chart, in pixels
 */
export function useCursor(slots: readonly Slot[], now: Instant, instantAt: (x: number) => Instant): Cursor {
  const [chosenAt, setChosenAt] = useState<Instant | null>(null);
  const [isPinned, setPinned] = useState(false);
  const index = slotIndexAt(slots, chosenAt ?? now);

  function choose(at: number) {
    const slot = slots[Math.min(slots.length - 1, Math.max(0, at))];
    if (slot) setChosenAt((slot.start + slot.end) / 2);
  }

  /** A mouse that only passes moves nothing that was clicked; a second click on the same slot lets it go. */
  function onPointer(event: PointerEvent<HTMLElement>) {
    const isDown = event.type === 'pointerdown';
    const at = slotIndexAt(
      slots,
      instantAt(event.clientX - event.currentTarget.getBoundingClientRect().left),
    );
    if (event.pointerType !== 'mouse') {
      if (isDown) event.currentTarget.setPointerCapture(event.pointerId);
    } else if (isDown) setPinned(!isPinned || at !== index);
    else if (isPinned) return;
    choose(at);
  }

  /** A finger and a click leave their choice behind, a mouse that only passed takes it along. */
  function onLeave(event: PointerEvent<HTMLElement>) {
    if (event.pointerType === 'mouse' && !isPinned) setChosenAt(null);
  }

  function onKey(event: KeyboardEvent<HTMLElement>) {
    const { key } = event;
    const steps = STEPS[key];
    if (steps !== undefined) choose(index + steps);
    else if (key === 'Home' || key === 'Escape') {
      setChosenAt(null);
      setPinned(false);
    } else return;
    event.preventDefault();
  }

  return { index, chosen: chosenAt !== null, onPointer, onLeave, onKey };
}
