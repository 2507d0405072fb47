import { scaleLinear } from 'd3-scale';
import { area, curveMonotoneX, curveStepAfter, line } from 'd3-shape';
import { DAY_MS, fromLocalTime, HOUR_MS, type Instant, localTime } from '../../../api/house/index.ts';

/** Turns an instant or a value into a position on the chart, in CSS pixels. */
export type Scale = (value: number) => number;

/** What every series of the chart shares: a stretch of time. */
export interface Span {
  start: Instant;
  end: Instant;
}

/** Index of the slot that `at` lies in; the first or last one outside of them, −1 where there is none. */
export function slotIndexAt(slots: readonly Span[], at: Instant): number {
  let low = 0;
  let high = slots.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const slot = slots[middle];
    if (slot && slot.end <= at) low = middle + 1;
    else high = middle;
  }
  return slots.length === 0 ? -1 : low;
}

/** A step line: each value holds over its whole slot. */
export function stepLine<S extends Span>(
  slots: readonly S[],
  value: (slot: S) => number,
  x: Scale,
  y: Scale,
): string {
  return line().curve(curveStepAfter)(corners(slots, value, x, y)) ?? '';
}

/** The area between a step line and `baseline`, in pixels. */
export function stepArea<S extends Span>(
  slots: readonly S[],
  value: (slot: S) => number,
  x: Scale,
  y: Scale,
  baseline: number,
): string {
  return area().curve(curveStepAfter).y0(baseline)(corners(slots, value, x, y)) ?? '';
}

function corners<S extends Span>(slots: readonly S[], value: (slot: S) => number, x: Scale, y: Scale) {
  const points = slots.map((slot): [number, number] => [x(slot.start), y(value(slot))]);
  const last = slots.at(-1);
  if (last) points.push([x(last.end), y(value(last))]);
  return points;
}

/** A smooth line through the middles of the slots, for powers that do not jump. */
export function smoothLine<S extends Span>(
  slots: readonly S[],
  value: (slot: S) => number,
  x: Scale,
  y: Scale,
): string {
  return line().curve(curveMonotoneX)(middles(slots, value, x, y)) ?? '';
}

/** The area under `smoothLine`. */
export function smoothArea<S extends Span>(
  slots: readonly S[],
  value: (slot: S) => number,
  x: Scale,
  y: Scale,
): string {
  return area().curve(curveMonotoneX).y0(y(0))(middles(slots, value, x, y)) ?? '';
}

/** The area between two smooth lines, broken where a value is unknown. */
export function smoothBand<S extends Span>(
  slots: readonly S[],
  range: (slot: S) => readonly [low: number, high: number] | null,
  x: Scale,
  y: Scale,
): string {
  const known = slots.map((slot) => ({ at: x((slot.start + slot.end) / 2), range: range(slot) }));
  return (
    area<(typeof known)[number]>()
      .curve(curveMonotoneX)
      .defined((point) => point.range !== null)
      .x((point) => point.at)
      .y0((point) => y(point.range?.[0] ?? 0))
      .y1((point) => y(point.range?.[1] ?? 0))(known) ?? ''
  );
}

function middles<S extends Span>(slots: readonly S[], value: (slot: S) => number, x: Scale, y: Scale) {
  return slots.map((slot): [number, number] => [x((slot.start + slot.end) / 2), y(value(slot))]);
}

/** A line through values at the ends of the slots, broken where one is unknown. */
export function endLine<S extends Span>(
  slots: readonly S[],
  value: (slot: S) => number | null,
  x: Scale,
  y: Scale,
): string {
  return (
    line<S>()
      .defined((slot) => value(slot) !== null)
      .x((slot) => x(slot.end))
      .y((slot) => y(value(slot) ?? 0))(slots) ?? ''
  );
}

/** Bars narrower than this touch each other: gaps between them would only shimmer. */
const GAP_FROM_PX = 4;

/** All bars of one series as a single path; a bar reaches from one value to another, bars of no height are left out. */
export function bars<S extends Span>(
  slots: readonly S[],
  range: (slot: S) => readonly [from: number, to: number],
  x: Scale,
  y: Scale,
): string {
  return slots
    .map((slot) => {
      const [from, to] = range(slot);
      if (Math.abs(to - from) < 0.005) return '';
      const left = x(slot.start);
      const room = x(slot.end) - left;
      const width = room < GAP_FROM_PX ? Math.max(1, room) : room - 0.5;
      return `M${round(left)} ${round(y(from))}H${round(left + width)}V${round(y(to))}H${round(left)}Z`;
    })
    .join('');
}

const round = (pixels: number) => Math.round(pixels * 100) / 100;

/** Splits into runs of neighbours that give the same key. */
export function runs<S, K>(items: readonly S[], key: (item: S) => K): { key: K; items: S[] }[] {
  const found: { key: K; items: S[] }[] = [];
  for (const item of items) {
    const last = found.at(-1);
    if (last && last.key === key(item)) last.items.push(item);
    else found.push({ key: key(item), items: [item] });
  }
  return found;
}

/** A linear scale for values that must include 0, rounded to pleasant ends, with ticks of its own. */
export function valueScale(values: readonly number[], bottom: number, top: number, tickCount: number) {
  const scale = scaleLinear()
    .domain([Math.min(0, ...values), Math.max(0, ...values) || 1])
    .nice(tickCount)
    .range([bottom, top]);
  return { position: (value: number) => scale(value), ticks: scale.ticks(tickCount) };
}

/** A linear scale over time. */
export function timeScale(span: Span, left: number, right: number) {
  const scale = scaleLinear().domain([span.start, span.end]).range([left, right]);
  return { position: (at: Instant) => scale(at), instant: (x: number) => scale.invert(x) };
}

/** Instants inside the span at which a clock in the house shows a multiple of `stepHours`; midnights are marked. */
export function hourTicks(
  { start, end }: Span,
  stepHours: number,
  timeZone: string,
): { at: Instant; midnight: boolean }[] {
  const ticks: { at: Instant; midnight: boolean }[] = [];
  const { year, month, day } = localTime(start, timeZone);
  const days = Math.ceil((end - start) / DAY_MS) + 1;
  for (let offset = 0; offset <= days; offset++)
    for (let hour = 0; hour < 24; hour += stepHours) {
      const at = fromLocalTime({ year, month, day: day + offset, hour }, timeZone);
      if (at >= start && at <= end - HOUR_MS / 4) ticks.push({ at, midnight: hour === 0 });
    }
  return ticks;
}
