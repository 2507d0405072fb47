import { memo, useMemo, useRef } from 'react';
import { MINUTE_MS } from '../../../api/house/index.ts';
import { type Car, carName, useCars } from '../cars/cars.ts';
import { OverrideButtons } from '../control/OverrideButtons.tsx';
import { useSpeech } from '../languages/language.tsx';
import { useHouseTime } from '../live/hooks.ts';
import { NowMarker, OverrideMarks, QuietMarks } from './ChartMarks.tsx';
import { ComparedLines } from './ComparedLines.tsx';
import { type Compared, NOT_COMPARED } from './compared.ts';
import { GridBand } from './GridBand.tsx';
import { type Scale, type Span, timeScale } from './geometry.ts';
import { FULL, type Layout, LEFT, PRICE, RIGHT, SHORT } from './layout.ts';
import { PowerBand } from './PowerBand.tsx';
import { PriceBand } from './PriceBand.tsx';
import { SlotDecisions } from './SlotDecisions.tsx';
import { SlotReadout, SlotValues } from './SlotDetails.tsx';
import { type Departure, SocBand } from './SocBand.tsx';
import type { Slot } from './slots.ts';
import { TimeAxis } from './TimeAxis.tsx';
import { useCursor } from './use-cursor.ts';
import { useWidth } from './use-width.ts';

export interface PlanChartProps {
  slots: readonly Slot[];
  /** The plan in force with all there is to it: what goes through the meter, why, and what people may decide. */
  isWhole?: boolean;
  /** When nobody is asked for anything. */
  quietHours?: readonly Span[];
  /** Another plan, drawn dashed. */
  compared?: Compared;
  /** What this plan gives a car instead of what holds for it. */
  wish?: CarWish | null;
  /** How much larger than on a page it is drawn, for reading from afar. */
  scale?: number;
}

/** Another departure or target of the car at a loadpoint. */
export type CarWish = Pick<Car, 'id'> & Partial<Pick<Car, 'departure' | 'targetSocPercent'>>;

const NEVER: readonly Span[] = [];

/** The plan as a picture, with a cursor that tells the values and the reason of one slot. */
export function PlanChart({
  slots,
  isWhole = false,
  quietHours = NEVER,
  compared = NOT_COMPARED,
  wish = null,
  scale = 1,
}: PlanChartProps) {
  const { words, format, say } = useSpeech();
  const element = useRef<HTMLDivElement>(null);
  const width = useWidth(element) / scale;
  const now = useHouseTime(MINUTE_MS);
  const layout = isWhole ? FULL : SHORT;
  const right = width - RIGHT;
  const time = useMemo(() => {
    const span = { start: slots[0]?.start ?? 0, end: slots.at(-1)?.end ?? 0 };
    const { position, instant } = timeScale(span, LEFT, right);
    return { span, position, instant: (px: number) => instant(px / scale) };
  }, [slots, right, scale]);
  const cursor = useCursor(slots, now, time.instant);
  const slot = slots[cursor.index];
  if (!slot) return null;
  const isQuiet = quietHours.some(({ start, end }) => start < slot.end && end > slot.start);

  const battery = slot.batteries[0];
  const inWords = [
    format.dayClock(slot.start),
    format.price(slot.importPricePerKwh),
    `${words.plan.pv} ${format.power(slot.pvKw)}`,
    `${words.plan.load} ${format.power(slot.loadKw)}`,
    battery && `${words.now.battery} ${format.percent(battery.socPercent)}`,
    `${words.plan.cost} ${format.money(slot.cost)}`,
  ].filter((part) => part !== undefined);

  return (
    <>
      <SlotReadout slot={slot} running={!cursor.chosen && now < slot.end} quiet={isQuiet} />
      <div
        ref={element}
        className="plan-chart"
        style={{ minHeight: layout.height * scale }}
        data-testid="plan-chart"
        role="slider"
        tabIndex={0}
        aria-label={words.plan.chart}
        aria-valuemin={0}
        aria-valuemax={slots.length - 1}
        aria-valuenow={cursor.index}
        aria-valuetext={`${inWords.join(', ')}. ${say(slot.reason)}`}
        onPointerDown={cursor.onPointer}
        onPointerMove={cursor.onPointer}
        onPointerLeave={cursor.onLeave}
        onKeyDown={cursor.onKey}
      >
        {width > 0 && (
          <svg
            width={width * scale}
            height={layout.height * scale}
            viewBox={`0 0 ${width} ${layout.height}`}
            aria-hidden="true"
          >
            <QuietMarks spans={quietHours} within={time.span} x={time.position} bottom={layout.soc.bottom} />
            <rect
              className="cursor"
              data-chosen={cursor.chosen}
              x={time.position(slot.start)}
              width={Math.max(2, time.position(slot.end) - time.position(slot.start))}
              y={PRICE.top}
              height={layout.soc.bottom - PRICE.top}
            />
            <Bands slots={slots} wish={wish} layout={layout} x={time.position} right={right} />
            <ComparedLines slots={slots} compared={compared.slots} soc={layout.soc} x={time.position} />
            {now < time.span.end && (
              <NowMarker
                at={time.position(Math.max(now, time.span.start))}
                label={words.plan.now}
                layout={layout}
              />
            )}
          </svg>
        )}
      </div>
      {compared.text !== null && (
        <p className="soft small" data-testid="compared" aria-live="polite">
          {compared.text}
        </p>
      )}
      <SlotValues slot={slot} showsGrid={isWhole} />
      <p className="hint">
        {words.plan.hint} {isWhole && words.plan.bandsHint} {quietHours.length > 0 && words.plan.quietHint}
      </p>
      {isWhole && <OverrideButtons start={slot.start} />}
      {isWhole && <SlotDecisions start={slot.start} end={slot.end} />}
    </>
  );
}

interface BandsProps {
  slots: readonly Slot[];
  wish: CarWish | null;
  layout: Layout;
  x: Scale;
  right: number;
}

/** Everything that moves neither with the cursor nor with the time. */
const Bands = memo(function Bands({ slots, wish, layout, x, right }: BandsProps) {
  const cars = useCars().map((car) => (car.id === wish?.id ? { ...car, ...wish } : car));
  const carIds = cars.map(({ id }) => id);
  const span = { start: slots[0]?.start ?? 0, end: slots.at(-1)?.end ?? 0 };
  const departures = cars.flatMap((car, carIndex): Departure[] => {
    const at = car.departure === null ? Number.NaN : Date.parse(car.departure);
    const ahead = at > span.start && at <= span.end;
    return ahead ? [{ carIndex, name: carName(car), at, targetSocPercent: car.targetSocPercent }] : [];
  });
  return (
    <>
      <TimeAxis span={span} x={x} right={right} bottom={layout.soc.bottom} />
      <PriceBand slots={slots} x={x} right={right} />
      <PowerBand slots={slots} carIds={carIds} x={x} right={right} />
      {layout.grid && <GridBand band={layout.grid} slots={slots} x={x} right={right} />}
      <SocBand band={layout.soc} slots={slots} carIds={carIds} departures={departures} x={x} right={right} />
      <OverrideMarks span={span} x={x} />
    </>
  );
});
