import type { Instant } from '../../../api/house/index.ts';
import { carColor } from '../cars/cars.ts';
import { useSpeech } from '../languages/language.tsx';
import { BandFrame } from './BandFrame.tsx';
import { endLine, type Scale } from './geometry.ts';
import type { Band } from './layout.ts';
import type { Slot } from './slots.ts';

/** A car that must be ready by a time within the plan. */
export interface Departure {
  carIndex: number;
  name: string;
  at: Instant;
  targetSocPercent: number | null;
}

export interface SocBandProps {
  band: Band;
  slots: readonly Slot[];
  carIds: readonly string[];
  departures: readonly Departure[];
  x: Scale;
  right: number;
}

/** Where a state of charge lies in its band. */
export function socPosition({ top, bottom }: Band, percent: number): number {
  return bottom - ((bottom - top) * percent) / 100;
}

const LABELS = [0, 50, 100];
/** Room for one flag. */
const FLAG_PX = 10;

/** State of charge of the battery and each car, with a flag at each departure. */
export function SocBand({ band, slots, carIds, departures, x, right }: SocBandProps) {
  const { words } = useSpeech();
  const y = (percent: number) => socPosition(band, percent);
  const ticks = LABELS.map((percent) => ({ at: y(percent), label: `${percent}` }));
  const batteryIds = slots[0]?.batteries.map(({ id }) => id) ?? [];

  return (
    <g className="soc-band">
      <BandFrame band={band} title={`${words.plan.soc} · %`} right={right} ticks={ticks} />
      {batteryIds.map((id) => (
        <path
          key={id}
          className="soc-line battery"
          d={endLine(
            slots,
            ({ batteries }) => batteries.find((battery) => battery.id === id)?.socPercent ?? null,
            x,
            y,
          )}
        />
      ))}
      {carIds.map((id, index) => (
        <path
          key={id}
          className="soc-line"
          stroke={carColor(index)}
          d={endLine(slots, ({ cars }) => cars.find((car) => car.id === id)?.socPercent ?? null, x, y)}
        />
      ))}
      {departures.map((departure, index) => (
        <DepartureMark
          key={departure.name}
          departure={departure}
          place={
            departures.slice(0, index).filter(({ at }) => Math.abs(x(at) - x(departure.at)) < FLAG_PX).length
          }
          band={band}
          x={x(departure.at)}
        />
      ))}
    </g>
  );
}

interface DepartureMarkProps {
  departure: Departure;
  /** How many flags stand at the same time before this one. */
  place: number;
  band: Band;
  /** Where it leaves. */
  x: number;
}

/** A flag at a departure and a ring at its target; those of several cars at one time stand below and around each other. */
function DepartureMark({ departure, place, band, x }: DepartureMarkProps) {
  const { words, format } = useSpeech();
  const { carIndex, name, at, targetSocPercent } = departure;
  const flagTop = band.top + place * FLAG_PX;
  return (
    <g className="departure" style={{ color: carColor(carIndex) }}>
      <title>{`${words.plan.departure}: ${name}, ${format.dayClock(at)}`}</title>
      <line x1={x} x2={x} y1={flagTop} y2={band.bottom} />
      <path d={`M${x} ${flagTop}l-9 4 9 4z`} />
      {targetSocPercent !== null && (
        <circle cx={x} cy={socPosition(band, targetSocPercent)} r={3.5 + 3 * place} data-around={place > 0} />
      )}
    </g>
  );
}
