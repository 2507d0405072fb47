import { useSpeech } from '../languages/language.tsx';
import { BandFrame } from './BandFrame.tsx';
import { bars, type Scale, valueScale } from './geometry.ts';
import type { Band } from './layout.ts';
import type { Slot } from './slots.ts';

export interface GridBandProps {
  band: Band;
  slots: readonly Slot[];
  x: Scale;
  right: number;
}

/** What goes through the meter: import above the line, export below it. */
export function GridBand({ band, slots, x, right }: GridBandProps) {
  const { words, format } = useSpeech();
  const flows = slots.flatMap(({ importKw, exportKw }) => [importKw, -exportKw]);
  const { position: y, ticks } = valueScale(flows, band.bottom, band.top, 3);
  return (
    <g className="grid-band">
      <BandFrame
        band={band}
        title={`${words.plan.import} ↑ ${words.plan.export} ↓ · kW`}
        right={right}
        ticks={ticks.map((value) => ({ at: y(value), label: format.plain(value) }))}
      />
      <path className="import-bars" d={bars(slots, ({ importKw }) => [0, importKw], x, y)} />
      <path className="export-bars" d={bars(slots, ({ exportKw }) => [0, -exportKw], x, y)} />
      <line className="zero" x1={x(slots[0]?.start ?? 0)} x2={right} y1={y(0)} y2={y(0)} />
    </g>
  );
}
