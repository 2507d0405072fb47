import { carColor, carName, useCars } from '../cars/cars.ts';
import { useSpeech } from '../languages/language.tsx';
import { Badge } from '../shared/Badge.tsx';
import { carKw, chargeKw, dischargeKw, type Range, type Slot } from './slots.ts';

export interface SlotReadoutProps {
  slot: Slot;
  running: boolean;
  /** Nobody is asked for anything then. */
  quiet: boolean;
}

export interface SlotValuesProps {
  slot: Slot;
  /** Whether import and export are drawn, so that they need a mark. */
  showsGrid: boolean;
}

/** Below this it is night. */
const WORTH_SAYING_KW = 0.05;

/** Which slot the cursor is on, its price, and the reason why it is as it is. */
export function SlotReadout({ slot, running, quiet }: SlotReadoutProps) {
  const { words, format, say } = useSpeech();
  const { plan } = words;
  return (
    <div className="slot">
      <p className="slot-head">
        <strong>
          {format.dayClock(slot.start)}–{format.clock(slot.end)}
        </strong>
        {running && <Badge tone="info">{plan.now}</Badge>}
        <span>{format.price(slot.importPricePerKwh)}</span>
        {slot.priceSource !== 'PUBLISHED' && <Badge>{plan.priceSource[slot.priceSource]}</Badge>}
        {quiet && <Badge>{words.control.quiet}</Badge>}
      </p>
      <p className="slot-reason" data-testid="slot-reason">
        {say(slot.reason)}
      </p>
    </div>
  );
}

/** The values of one slot, which are the chart's legend as well. */
export function SlotValues({ slot, showsGrid }: SlotValuesProps) {
  const { words, format } = useSpeech();
  const cars = useCars();
  const discharge = dischargeKw(slot);
  const battery = slot.batteries[0];
  const gridKw = slot.importKw - slot.exportKw;
  const { plan } = words;
  const inWords = (range: Range | undefined) =>
    range && range[1] >= WORTH_SAYING_KW
      ? { note: `${format.number(range[0], 1)}–${format.number(range[1], 1)}`, hint: plan.bandHint }
      : {};
  return (
    <dl className="slot-values">
      <SlotValue
        color="var(--sun)"
        mark="area"
        name={plan.pv}
        value={format.power(slot.pvKw)}
        {...inWords(slot.pvBand)}
      />
      <SlotValue
        color="var(--home)"
        mark="line"
        name={plan.load}
        value={format.power(slot.loadKw)}
        {...inWords(slot.loadBand)}
      />
      <SlotValue
        color={gridKw < 0 ? 'var(--export)' : 'var(--grid)'}
        mark={showsGrid ? 'bar' : 'none'}
        name={gridKw < 0 ? plan.export : plan.import}
        value={format.power(gridKw, true)}
      />
      {battery && (
        <SlotValue
          color="var(--battery)"
          mark={discharge > 0 ? 'giving' : 'bar'}
          name={discharge > 0 ? plan.batteryDischarge : plan.batteryCharge}
          value={format.power(discharge > 0 ? discharge : chargeKw(slot))}
          note={format.percent(battery.socPercent)}
        />
      )}
      {cars.map((car, index) => {
        const planned = slot.cars.find(({ id }) => id === car.id);
        return (
          <SlotValue
            key={car.id}
            color={carColor(index)}
            mark="bar"
            name={carName(car)}
            value={format.power(carKw(slot, car.id))}
            {...(typeof planned?.socPercent === 'number' ? { note: format.percent(planned.socPercent) } : {})}
          />
        );
      })}
      <SlotValue color="transparent" mark="none" name={plan.cost} value={format.money(slot.cost)} />
    </dl>
  );
}

interface SlotValueProps {
  color: string;
  /** How the series is drawn. */
  mark: 'area' | 'line' | 'bar' | 'giving' | 'none';
  name: string;
  value: string;
  note?: string;
  /** What the note means. */
  hint?: string;
}

function SlotValue({ color, mark, name, value, note, hint }: SlotValueProps) {
  return (
    <div style={{ '--series': color }}>
      <dt data-mark={mark}>{name}</dt>
      <dd>
        {value}{' '}
        {note !== undefined && (
          <span className="soft" title={hint}>
            · {note}
          </span>
        )}
      </dd>
    </div>
  );
}
