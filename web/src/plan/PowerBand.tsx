import { carColor } from '../cars/cars.ts';
import { useSpeech } from '../languages/language.tsx';
import { BandFrame } from './BandFrame.tsx';
import { bars, type Scale, smoothArea, smoothBand, smoothLine, valueScale } from './geometry.ts';
import { POWER } from './layout.ts';
import { carKw, chargeKw, dischargeKw, type Slot } from './slots.ts';

export interface PowerBandProps {
  slots: readonly Slot[];
  /** In the order of their colours. */
  carIds: readonly string[];
  x: Scale;
  right: number;
}

/** PV and load with their bands. What is charged stands above the line, battery first and each car on top; what the battery gives hangs below it. */
export function PowerBand({ slots, carIds, x, right }: PowerBandProps) {
  const { words, format } = useSpeech();
  const charged = (slot: Slot, cars: number) =>
    carIds.slice(0, cars).reduce((sum, id) => sum + carKw(slot, id), chargeKw(slot));
  const highest = slots.flatMap((slot) => [
    slot.pvBand?.[1] ?? slot.pvKw,
    slot.loadBand?.[1] ?? slot.loadKw,
    charged(slot, carIds.length),
  ]);
  const lowest = slots.map((slot) => -dischargeKw(slot));
  const scale = valueScale([...highest, ...lowest], POWER.bottom, POWER.top, 5);
  const y = scale.position;
  const ticks = scale.ticks.map((value) => ({ at: y(value), label: format.plain(value) }));

  return (
    <g className="power-band">
      <BandFrame band={POWER} title={`${words.plan.power} · kW`} right={right} ticks={ticks} />
      <path className="pv-band" d={smoothBand(slots, ({ pvBand }) => pvBand ?? null, x, y)} />
      <path className="load-band" d={smoothBand(slots, ({ loadBand }) => loadBand ?? null, x, y)} />
      <path className="pv-area" d={smoothArea(slots, ({ pvKw }) => pvKw, x, y)} />
      <path className="pv-line" d={smoothLine(slots, ({ pvKw }) => pvKw, x, y)} />
      <path className="battery-bars" d={bars(slots, (slot) => [0, chargeKw(slot)], x, y)} />
      <path className="battery-bars giving" d={bars(slots, (slot) => [0, -dischargeKw(slot)], x, y)} />
      {carIds.map((id, index) => (
        <path
          key={id}
          className="car-bars"
          fill={carColor(index)}
          d={bars(slots, (slot) => [charged(slot, index), charged(slot, index + 1)], x, y)}
        />
      ))}
      <path className="load-line" d={smoothLine(slots, ({ loadKw }) => loadKw, x, y)} />
      <line className="zero" x1={x(slots[0]?.start ?? 0)} x2={right} y1={y(0)} y2={y(0)} />
    </g>
  );
}
