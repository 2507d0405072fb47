import { useSpeech } from '../languages/language.tsx';
import { Value } from '../shared/Value.tsx';

export interface GaugeProps {
  socPercent: number | null;
  /** A level that matters: a car's target, the buffer. */
  markPercent: number | null;
  color: string;
}

/** How full something is, as a number and a bar that can be read across a room. */
export function Gauge({ socPercent, markPercent, color }: GaugeProps) {
  const { format } = useSpeech();
  return (
    <div className="gauge" style={{ '--color': color }}>
      <p className="gauge-number">
        <Value text={format.percent(socPercent)} />
      </p>
      <div className="level" aria-hidden="true">
        {socPercent !== null && <div className="level-filled" style={{ width: `${socPercent}%` }} />}
        {markPercent !== null && <div className="level-buffer" style={{ left: `${markPercent}%` }} />}
      </div>
    </div>
  );
}
