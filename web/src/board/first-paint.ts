import { startTransition, useEffect, useState } from 'react';

let isPainted = false;

/** Whether the page has shown something: what is further down waits for that, once. */
export function useFirstPaint(): boolean {
  const [isOver, setOver] = useState(isPainted);
  useEffect(() => {
    if (isPainted) return;
    const frame = requestAnimationFrame(() =>
      // A task of its own comes after the frame was drawn.
      setTimeout(() => {
        isPainted = true;
        startTransition(() => setOver(true));
      }),
    );
    return () => cancelAnimationFrame(frame);
  }, []);
  return isOver;
}
