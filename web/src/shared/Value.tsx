import { useEffect, useRef } from 'react';

/** As long as `--glow`. */
const GLOW_MS = 1500;

/** Text that glows for a moment when it changes, unless the reader asked for less motion. */
export function Value({ text, testId, className }: { text: string; testId?: string; className?: string }) {
  const element = useRef<HTMLSpanElement>(null);
  const shown = useRef(text);
  const glowsUntil = useRef(0);
  useEffect(() => {
    if (shown.current === text || !element.current) return;
    shown.current = text;
    // What glows already has said so; each beginning costs the browser as much as all else of a change.
    const now = performance.now();
    if (now < glowsUntil.current) return;
    glowsUntil.current = now + GLOW_MS;
    // Of two animations that look alike the other one begins anew, at the price of a change of style.
    const { dataset } = element.current;
    dataset.glow = dataset.glow === 'a' ? 'b' : 'a';
  }, [text]);
  return (
    <span ref={element} className={`value ${className ?? ''}`} data-testid={testId}>
      {text}
    </span>
  );
}
