import { usePart } from '../live/hooks.ts';
import type { Scale, Span } from './geometry.ts';
import { type Layout, POWER, PRICE } from './layout.ts';

/** A line through all bands where the present is. */
export function NowMarker({ at, label, layout }: { at: number; label: string; layout: Layout }) {
  const { grid, soc } = layout;
  return (
    <g className="now-marker">
      {[PRICE, POWER, ...(grid ? [grid] : []), soc].map(({ top, bottom }) => (
        <line key={top} x1={at} x2={at} y1={top} y2={bottom} />
      ))}
      <text x={at + 2} y={soc.bottom + 33} textAnchor="end">
        {label}
      </text>
    </g>
  );
}

/** Where people decided themselves. */
export function OverrideMarks({ span, x }: { span: Span; x: Scale }) {
  const overrides = usePart((house) => house.control.slotOverrides);
  return overrides.map(({ id, start, end }) => {
    const part = clipped({ start: Date.parse(start), end: Date.parse(end) }, span);
    return (
      part && (
        <rect
          key={id}
          className="override-mark"
          x={x(part.start)}
          width={x(part.end) - x(part.start)}
          y={POWER.top - 6}
          height={POWER.bottom - POWER.top + 6}
        />
      )
    );
  });
}

interface QuietMarksProps {
  spans: readonly Span[];
  within: Span;
  x: Scale;
  /** Lower end of the last band. */
  bottom: number;
}

/** When nobody is asked for anything, shaded behind all bands. */
export function QuietMarks({ spans, within, x, bottom }: QuietMarksProps) {
  return spans.map((span) => {
    const part = clipped(span, within);
    return (
      part && (
        <rect
          key={span.start}
          className="quiet-mark"
          x={x(part.start)}
          width={x(part.end) - x(part.start)}
          y={PRICE.top}
          height={bottom - PRICE.top}
        />
      )
    );
  });
}

/** The part of a span that lies within another; `null` where there is none. */
function clipped(span: Span, within: Span): Span | null {
  const start = Math.max(span.start, within.start);
  const end = Math.min(span.end, within.end);
  return end > start ? { start, end } : null;
}
