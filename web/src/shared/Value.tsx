import { useEffect, useRef } from 'react';

const GLOW_MS = 1500;

/** Text that glows for a moment when it changes, unless the reader asked for less motion. */
export function Value({ text, testId, className }: { text: string; testId?: string; className?: string }) {
  const element = useRef<HTMLSpanElement>(null);
  const shown = useRef(text);
  useEffect(() => {
    if (shown.current === text) return;
    shown.current = text;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const glow = [{ backgroundColor: 'var(--highlight)' }, { backgroundColor: 'transparent' }];
    element.current?.animate(glow, { duration: GLOW_MS, easing: 'ease-out' });
  }, [text]);
  return (
    <span ref={element} className={`value ${className ?? ''}`} data-testid={testId}>
      {text}
    </span>
  );
}
