import { useLayoutEffect, useRef } from 'react';

const GLOW_MS = 1500;

/** Text that glows for a moment when it changes, unless the reader asked for less motion. */
export function Value({ text, testId, className }: { text: string; testId?: string; className?: string }) {
  const element = useRef<HTMLSpanElement>(null);
  const shown = useRef(text);
  // Before the new text is painted, and without an animation: each would cost the browser several frames more.
  useLayoutEffect(() => {
    if (shown.current === text || !element.current) return;
    shown.current = text;
    const { dataset } = element.current;
    if (dataset.glow !== undefined) return;
    dataset.glow = '';
    setTimeout(() => delete dataset.glow, GLOW_MS);
  }, [text]);
  return (
    <span ref={element} className={`value ${className ?? ''}`} data-testid={testId}>
      {text}
    </span>
  );
}
