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

const LEAP = (4 * HOUR_MS) / SLOT_MS;

/**
 * Chooses a slot by mouse, touch or keyboard. The choice is an instant, so that it stays where it is when a new
 * plan begins one slot later.
 *
 * @param instantAt the instant at a position on the chart, in pixels
 */
export function useCursor(slots: readonly Slot[], now: Instant, instantAt: (x: number) => Instant): Cursor {
  const [chosenAt, setChosenAt] = useState<Instant | null>(null);
  const index = slotIndexAt(slots, chosenAt ?? now);

  function choose(at: number) {
    const slot = slots[Math.min(slots.length - 1, Math.max(0, at))];
    if (slot) setChosenAt((slot.start + slot.end) / 2);
  }

  function onPointer(event: PointerEvent<HTMLElement>) {
    if (event.type === 'pointerdown' && event.pointerType !== 'mouse')
      event.currentTarget.setPointerCapture(event.pointerId);
    choose(slotIndexAt(slots, instantAt(event.clientX - event.currentTarget.getBoundingClientRect().left)));
  }

  /** A finger leaves its choice behind, a mouse takes it along. */
  function onLeave(event: PointerEvent<HTMLElement>) {
    if (event.pointerType === 'mouse') setChosenAt(null);
  }

  function onKey(event: KeyboardEvent<HTMLElement>) {
    const moves: Record<string, () => void> = {
      ArrowLeft: () => choose(index - 1),
      ArrowRight: () => choose(index + 1),
      PageDown: () => choose(index - LEAP),
      PageUp: () => choose(index + LEAP),
      Home: () => setChosenAt(null),
      End: () => choose(slots.length - 1),
      Escape: () => setChosenAt(null),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  }

  return { index, chosen: chosenAt !== null, onPointer, onLeave, onKey };
}
