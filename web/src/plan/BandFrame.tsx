import { type Band, LEFT } from './layout.ts';

export interface BandFrameProps {
  band: Band;
  title: string;
  /** Right end of the lines, in pixels. */
  right: number;
  ticks: readonly { at: number; label: string }[];
}

/** Title, grid lines and labels of one band. */
export function BandFrame({ band, title, right, ticks }: BandFrameProps) {
  return (
    <g className="frame">
      <text className="band-title" x={0} y={band.top - 10}>
        {title}
      </text>
      {ticks.map(({ at, label }) => (
        <g key={label}>
          <line x1={LEFT} x2={right} y1={at} y2={at} />
          <text x={LEFT - 6} y={at} dy="0.32em" textAnchor="end">
            {label}
          </text>
        </g>
      ))}
    </g>
  );
}
