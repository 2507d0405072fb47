import { useSpeech, useTimeZone } from '../languages/language.tsx';
import { hourTicks, type Scale, type Span } from './geometry.ts';
import { PRICE } from './layout.ts';

const NARROW_PX = 560;
/** Room that a day's name needs to the right of its midnight. */
const DAY_LABEL_PX = 70;

export interface TimeAxisProps {
  span: Span;
  x: Scale;
  right: number;
  /** Lower end of the last band. */
  bottom: number;
}

/** Hours below the bands, a line through all of them at each midnight with the day that begins. */
export function TimeAxis({ span, x, right, bottom }: TimeAxisProps) {
  const { format } = useSpeech();
  const timeZone = useTimeZone();
  const ticks = hourTicks(span, right < NARROW_PX ? 6 : 3, timeZone);
  return (
    <g className="time-axis">
      {ticks.map(({ at, midnight }) => (
        <g key={at} data-midnight={midnight}>
          <line x1={x(at)} x2={x(at)} y1={midnight ? PRICE.top : bottom} y2={bottom + 5} />
          <text x={x(at)} y={bottom + 18} textAnchor="middle">
            {format.clock(at)}
          </text>
          {midnight && x(at) < right - DAY_LABEL_PX && (
            <text className="day" x={x(at)} y={bottom + 33} textAnchor="middle">
              {format.day(at)}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}
