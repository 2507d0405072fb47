import { useRef } from 'react';
import { MINUTE_MS, SLOT_MS } from '../../../api/house/index.ts';
import { useSpeech } from '../languages/language.tsx';
import { BandFrame } from '../plan/BandFrame.tsx';
import { stepLine, timeScale, valueScale } from '../plan/geometry.ts';
import { LEFT, RIGHT } from '../plan/layout.ts';
import { useWidth } from '../plan/use-width.ts';
import type { Buffer } from './parts.ts';

const BAND = { top: 24, bottom: 104 };
const HEIGHT = 128;
/** Fewer make no picture. */
const FEWEST = 3;

/** How the buffer moved over the last cycles. */
export function BufferChart({ entries }: { entries: Buffer['logRecent'] }) {
  const { words, format } = useSpeech();
  const element = useRef<HTMLDivElement>(null);
  const width = useWidth(element);
  const steps = entries.map(({ at, newPercent }, index) => {
    const start = Date.parse(at);
    const next = entries[index + 1];
    return { start, end: next ? Date.parse(next.at) : start + SLOT_MS, newPercent };
  });
  const [first] = steps;
  const last = steps.at(-1);
  if (!first || !last || steps.length < FEWEST) return null;
  const right = width - RIGHT;
  const x = timeScale({ start: first.start, end: Math.max(last.end, first.start + MINUTE_MS) }, LEFT, right);
  const { position, ticks } = valueScale(
    steps.map(({ newPercent }) => newPercent),
    BAND.bottom,
    BAND.top,
    3,
  );
  return (
    <div ref={element} className="plan-chart">
      {width > 0 && (
        <svg width={width} height={HEIGHT} role="img" aria-label={words.bufferCard.chart}>
          <BandFrame
            band={BAND}
            title={`${words.buffer.current} · %`}
            right={right}
            ticks={ticks.map((value) => ({ at: position(value), label: format.plain(value) }))}
          />
          <path
            className="soc-line battery"
            d={stepLine(steps, ({ newPercent }) => newPercent, x.position, position)}
          />
          <g className="time-axis">
            <text x={LEFT} y={HEIGHT - 6}>
              {format.dayClock(first.start)}
            </text>
            <text x={right} y={HEIGHT - 6} textAnchor="end">
              {format.dayClock(last.start)}
            </text>
          </g>
        </svg>
      )}
    </div>
  );
}
