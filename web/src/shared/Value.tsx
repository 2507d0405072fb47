import { useEffect, useRef } from 'react';

const GLOW_MS = 1500;

/** Text that glows for a moment when it changes, unless the reader asked for less motion. */
export function Value({ text, testId, className }: { text: string; testId?: string; className?: string }) {
  const element = useRef<HTMLSpanElement>(null);
  const shown = useRef(text);
  const glowing = useRef<Animation | null>(null);
  useEffect(() => {
    if (shown.current === text) return;
    shown.current = text;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    // The opacity of a layer behind the text is all that moves: that costs no drawing, however often it happens.
    const glow = { duration: GLOW_MS, easing: 'ease-out', pseudoElement: '::before' };
    glowing.current?.cancel();
    glowing.current = element.current?.animate({ opacity: [1, 0] }, glow) ?? null;
  }, [text]);
  return (
    <span ref={element} className={`value ${className ?? ''}`} data-testid={testId}>
      {text}
    </span>
  );
}
