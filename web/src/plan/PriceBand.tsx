import { useId } from 'react';
import { useSpeech } from '../languages/language.tsx';
import { BandFrame } from './BandFrame.tsx';
import { runs, type Scale, stepArea, stepLine, valueScale } from './geometry.ts';
import { PRICE } from './layout.ts';
import type { Slot } from './slots.ts';

const price = ({ importPricePerKwh }: Slot) => importPricePerKwh;

/** Prices as steps, those that nobody has published yet hatched; the cheapest and the dearest carry their number. */
export function PriceBand({ slots, x, right }: { slots: readonly Slot[]; x: Scale; right: number }) {
  const { words, format } = useSpeech();
  const hatch = useId();
  const scale = valueScale(slots.map(price), PRICE.bottom, PRICE.top, 4);
  const y = scale.position;
  const ticks = scale.ticks.map((value) => ({ at: y(value), label: format.plain(value * 100) }));
  const parts = runs(slots, ({ priceSource }) => priceSource === 'PUBLISHED');
  const extremes = [
    { slot: extreme(slots, (a, b) => a < b), offset: 13 },
    { slot: extreme(slots, (a, b) => a > b), offset: -5 },
  ];

  return (
    <g className="price-band">
      <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="2" height="6" fill="var(--price)" opacity="0.35" />
      </pattern>
      <BandFrame
        band={PRICE}
        title={`${words.plan.price} · ${format.priceUnit}`}
        right={right}
        ticks={ticks}
      />
      {parts.map(({ key: published, items }) => (
        <g key={items[0]?.start} data-published={published}>
          <path
            className="price-area"
            d={stepArea(items, price, x, y, y(0))}
            {...(published ? {} : { fill: `url(#${hatch})` })}
          />
          <path className="price-line" d={stepLine(items, price, x, y)} />
        </g>
      ))}
      {extremes.map(
        ({ slot, offset }) =>
          slot && (
            <text
              key={offset}
              className="extreme"
              x={Math.min(right - 14, Math.max(48, x((slot.start + slot.end) / 2)))}
              y={y(price(slot)) + offset}
              textAnchor="middle"
            >
              {format.priceNumber(price(slot))}
            </text>
          ),
      )}
    </g>
  );
}

function extreme(slots: readonly Slot[], better: (a: number, b: number) => boolean): Slot | undefined {
  let best = slots[0];
  for (const slot of slots) if (best && better(price(slot), price(best))) best = slot;
  return best;
}
