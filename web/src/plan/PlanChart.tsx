import { memo, useMemo, useRef } from 'react';
import { MINUTE_MS } from '../../../api/house/index.ts';
import { carName, useCars } from '../cars/cars.ts';
import { OverrideButtons } from '../control/OverrideButtons.tsx';
import { useSpeech } from '../languages/language.tsx';
import { useHouseTime, usePart } from '../live/hooks.ts';
import { type Compared, NOT_COMPARED } from './compared.ts';
import { endLine, type Scale, type Span, timeScale } from './geometry.ts';
import { HEIGHT, LEFT, POWER, PRICE, RIGHT, SOC } from './layout.ts';
import { PowerBand } from './PowerBand.tsx';
import { PriceBand } from './PriceBand.tsx';
import { SlotDetails } from './SlotDetails.tsx';
import { type Departure, SocBand } from './SocBand.tsx';
import type { Slot } from './slots.ts';
import { TimeAxis } from './TimeAxis.tsx';
import { useCursor } from './use-cursor.ts';
import { useWidth } from './use-width.ts';

export interface PlanChartProps {
  slots: readonly Slot[];
  /** Whether people may decide here what happens in a slot. */
  canDecide?: boolean;
  /** Another plan, drawn dashed. */
  compared?: Compared;
}

/** The plan as a picture, with a cursor that tells the values and the reason of one slot. */
export function PlanChart({ slots, canDecide = false, compared = NOT_COMPARED }: PlanChartProps) {
  const { words, format, say } = useSpeech();
  const element = useRef<HTMLDivElement>(null);
  const width = useWidth(element);
  const now = useHouseTime(MINUTE_MS);
  const right = width - RIGHT;
  const time = useMemo(() => {
    const span = { start: slots[0]?.start ?? 0, end: slots.at(-1)?.end ?? 0 };
    return { span, ...timeScale(span, LEFT, right) };
  }, [slots, right]);
  const cursor = useCursor(slots, now, time.instant);
  const slot = slots[cursor.index];
  if (!slot) return null;

  return (
    <>
      <div
        ref={element}
        className="plan-chart"
        data-testid="plan-chart"
        role="slider"
        tabIndex={0}
        aria-label={words.plan.chart}
        aria-valuemin={0}
        aria-valuemax={slots.length - 1}
        aria-valuenow={cursor.index}
        aria-valuetext={`${format.dayClock(slot.start)}, ${format.price(slot.importPricePerKwh)}. ${say(slot.reason)}`}
        onPointerDown={cursor.onPointer}
        onPointerMove={cursor.onPointer}
        onPointerLeave={cursor.onLeave}
        onKeyDown={cursor.onKey}
      >
        {width > 0 && (
          <svg width={width} height={HEIGHT} aria-hidden="true">
            <rect
              className="cursor"
              data-chosen={cursor.chosen}
              x={time.position(slot.start)}
              width={Math.max(2, time.position(slot.end) - time.position(slot.start))}
              y={PRICE.top}
              height={SOC.bottom - PRICE.top}
            />
            <Bands slots={slots} x={time.position} right={right} />
            <ComparedLines slots={slots} compared={compared.slots} x={time.position} />
            <NowMarker at={time.position(Math.max(now, time.span.start))} label={words.plan.now} />
          </svg>
        )}
      </div>
      {compared.text !== null && (
        <p className="soft small" data-testid="compared" aria-live="polite">
          {compared.text}
        </p>
      )}
      <SlotDetails slot={slot} running={!cursor.chosen} />
      <p className="hint">{words.plan.hint}</p>
      {canDecide && <OverrideButtons start={slot.start} />}
    </>
  );
}

/** Everything that moves neither with the cursor nor with the time. */
const Bands = memo(function Bands({ slots, x, right }: { slots: readonly Slot[]; x: Scale; right: number }) {
  const cars = useCars();
  const carIds = cars.map(({ id }) => id);
  const span = { start: slots[0]?.start ?? 0, end: slots.at(-1)?.end ?? 0 };
  const departures = cars.flatMap((car, carIndex): Departure[] => {
    const at = car.departure === null ? Number.NaN : Date.parse(car.departure);
    const ahead = at > span.start && at <= span.end;
    return ahead ? [{ carIndex, name: carName(car), at, targetSocPercent: car.targetSocPercent }] : [];
  });
  return (
    <>
      <TimeAxis span={span} x={x} right={right} />
      <PriceBand slots={slots} x={x} right={right} />
      <PowerBand slots={slots} carIds={carIds} x={x} right={right} />
      <SocBand slots={slots} carIds={carIds} departures={departures} x={x} right={right} />
      <OverrideMarks span={span} x={x} />
    </>
  );
});

function NowMarker({ at, label }: { at: number; label: string }) {
  return (
    <g className="now-marker">
      {[PRICE, POWER, SOC].map(({ top, bottom }) => (
        <line key={top} x1={at} x2={at} y1={top} y2={bottom} />
      ))}
      <text x={at + 2} y={SOC.bottom + 33} textAnchor="end">
        {label}
      </text>
    </g>
  );
}

/** Where people decided themselves. */
function OverrideMarks({ span, x }: { span: Span; x: Scale }) {
  const overrides = usePart((house) => house.control.slotOverrides);
  return overrides.map(({ id, start, end }) => {
    const from = Math.max(span.start, Date.parse(start));
    const to = Math.min(span.end, Date.parse(end));
    if (to <= from) return null;
    return (
      <rect
        key={id}
        className="override-mark"
        x={x(from)}
        width={x(to) - x(from)}
        y={POWER.top - 6}
        height={POWER.bottom - POWER.top + 6}
      />
    );
  });
}

interface ComparedLinesProps {
  slots: readonly Slot[];
  compared: readonly Slot[];
  x: Scale;
}

/** How full the battery would be by another plan; nothing where that has none. */
const ComparedLines = memo(function ComparedLines({ slots, compared, x }: ComparedLinesProps) {
  const start = slots[0]?.start ?? 0;
  const end = slots.at(-1)?.end ?? 0;
  const within = compared.filter((slot) => slot.start >= start && slot.end <= end);
  const y = (percent: number) => SOC.bottom - ((SOC.bottom - SOC.top) * percent) / 100;
  return (
    <path
      className="soc-line battery compared"
      d={endLine(within, ({ batteries }) => batteries[0]?.socPercent ?? null, x, y)}
    />
  );
});
