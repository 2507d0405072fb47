import { useMemo, useRef } from 'react';
import { HOUR_MS } from '../../../api/house/index.ts';
import { useSpeech, useTimeZone } from '../languages/language.tsx';
import { BandFrame } from '../plan/BandFrame.tsx';
import { bars, endLine, hourTicks, type Span, timeScale, valueScale } from '../plan/geometry.ts';
import { LEFT, RIGHT } from '../plan/layout.ts';
import { useWidth } from '../plan/use-width.ts';
import type { BatteryQuarter } from './week.ts';

const SOC = { top: 24, bottom: 104 };
const FLOW = { top: 134, bottom: 214 };
const HEIGHT = 240;
const DAY_HOURS = 24;
/** Room that a date needs. */
const LABEL_PX = 56;
/** Below this a date has no room. */
const NARROW_PX = 520;

interface Hour extends Span {
  chargeKwh: number;
  dischargeKwh: number;
  socPercent: number | null;
}

/** A week of the battery, hour by hour: how full it was, what went in and what came out. */
export function WeekChart({ quarters, span }: { quarters: readonly BatteryQuarter[]; span: Span }) {
  const { words, format } = useSpeech();
  const timeZone = useTimeZone();
  const element = useRef<HTMLDivElement>(null);
  const width = useWidth(element);
  const right = width - RIGHT;
  const hours = useMemo(() => hoursOf(quarters), [quarters]);
  const x = timeScale(span, LEFT, right).position;
  const socY = (percent: number) => SOC.bottom - ((SOC.bottom - SOC.top) * percent) / 100;
  const flow = valueScale(
    hours.flatMap(({ chargeKwh, dischargeKwh }) => [chargeKwh, -dischargeKwh]),
    FLOW.bottom,
    FLOW.top,
    4,
  );
  return (
    <div ref={element} className="plan-chart week-chart">
      {width > 0 && (
        <svg width={width} height={HEIGHT} role="img" aria-label={words.week.title}>
          <BandFrame
            band={SOC}
            title={`${words.chart.soc} · %`}
            right={right}
            ticks={[0, 50, 100].map((percent) => ({ at: socY(percent), label: `${percent}` }))}
          />
          <path className="soc-line battery" d={endLine(hours, ({ socPercent }) => socPercent, x, socY)} />
          <BandFrame
            band={FLOW}
            title={`${words.chart.flow} · kWh`}
            right={right}
            ticks={flow.ticks.map((value) => ({ at: flow.position(value), label: format.plain(value) }))}
          />
          <path
            className="battery-bars"
            d={bars(hours, ({ chargeKwh }) => [0, chargeKwh], x, flow.position)}
          />
          <path
            className="battery-bars giving"
            d={bars(hours, ({ dischargeKwh }) => [0, -dischargeKwh], x, flow.position)}
          />
          <g className="time-axis">
            {hourTicks(span, DAY_HOURS, timeZone).map(({ at }) => (
              <g key={at} data-midnight="true">
                <line x1={x(at)} x2={x(at)} y1={SOC.top} y2={FLOW.bottom} />
                {x(at) < right - (right < NARROW_PX ? LABEL_PX / 2 : LABEL_PX) && (
                  <text x={x(at) + 4} y={FLOW.bottom + 18}>
                    {right < NARROW_PX ? format.dayName(at) : format.day(at)}
                  </text>
                )}
              </g>
            ))}
          </g>
        </svg>
      )}
    </div>
  );
}

/** A bar for each hour is enough for a week. */
function hoursOf(quarters: readonly BatteryQuarter[]): Hour[] {
  const hours = new Map<number, Hour>();
  for (const { start, batteryChargeKwh, batteryDischargeKwh, socPercent } of quarters) {
    const at = Math.floor(Date.parse(start) / HOUR_MS) * HOUR_MS;
    const hour = hours.get(at) ?? {
      start: at,
      end: at + HOUR_MS,
      chargeKwh: 0,
      dischargeKwh: 0,
      socPercent: null,
    };
    hours.set(at, {
      ...hour,
      chargeKwh: hour.chargeKwh + (batteryChargeKwh ?? 0),
      dischargeKwh: hour.dischargeKwh + (batteryDischargeKwh ?? 0),
      socPercent,
    });
  }
  return [...hours.values()];
}
