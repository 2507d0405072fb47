import { memo } from 'react';
import { carColor, useCars } from '../cars/cars.ts';
import { endLine, type Scale } from './geometry.ts';
import type { Band } from './layout.ts';
import { socPosition } from './SocBand.tsx';
import type { Slot } from './slots.ts';

interface ComparedLinesProps {
  slots: readonly Slot[];
  compared: readonly Slot[];
  soc: Band;
  x: Scale;
}

/** How full the battery and each car would be by another plan; nothing where that has none. */
export const ComparedLines = memo(function ComparedLines({ slots, compared, soc, x }: ComparedLinesProps) {
  const cars = useCars();
  const start = slots[0]?.start ?? 0;
  const end = slots.at(-1)?.end ?? 0;
  const within = compared.filter((slot) => slot.start >= start && slot.end <= end);
  const y = (percent: number) => socPosition(soc, percent);
  return (
    <>
      <path
        className="soc-line battery compared"
        d={endLine(within, ({ batteries }) => batteries[0]?.socPercent ?? null, x, y)}
      />
      {cars.map(({ id }, index) => (
        <path
          key={id}
          className="soc-line compared"
          stroke={carColor(index)}
          d={endLine(within, (slot) => slot.cars.find((car) => car.id === id)?.socPercent ?? null, x, y)}
        />
      ))}
    </>
  );
});
