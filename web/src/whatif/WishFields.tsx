import { carName, useCars } from '../cars/cars.ts';
import type { Words } from '../languages/de.ts';
import { useSpeech } from '../languages/language.tsx';
import type { Wish } from './wish.ts';

export interface WishFieldsProps {
  wish: Wish;
  onChange: (part: Partial<Wish>) => void;
}

type Names = Words['whatIf'];

/** What may be typed in as a number, within what the server takes. */
const NUMBERS = [
  { field: 'capacityKwh', name: (names: Names) => names.capacity, min: 0, max: 1000 },
  { field: 'pvPercent', name: (names: Names) => names.pv, min: 0, max: 1000 },
  { field: 'loadPercent', name: (names: Names) => names.load, min: 0, max: 1000 },
  { field: 'importCt', name: (names: Names, unit: string) => names.import(unit), min: -1000, max: 1000 },
  { field: 'feedInCt', name: (names: Names, unit: string) => names.feedIn(unit), min: -1000, max: 1000 },
] as const;

/** What may be different. */
export function WishFields({ wish, onChange }: WishFieldsProps) {
  const { words, format } = useSpeech();
  const cars = useCars().filter(({ connected }) => connected);
  return (
    <div className="wish">
      <label>
        <span>{words.whatIf.car}</span>
        <select
          value={wish.car}
          onChange={({ target }) => onChange({ car: target.value })}
          data-testid="what-if-car"
        >
          <option value="">{words.whatIf.noCar}</option>
          {cars.map((car) => (
            <option key={car.id} value={car.id}>
              {carName(car)}
            </option>
          ))}
        </select>
      </label>
      {wish.car !== '' && (
        <>
          <label className="check">
            <input
              type="checkbox"
              checked={wish.fillNow}
              onChange={({ target }) => onChange({ fillNow: target.checked })}
              data-testid="what-if-fill"
            />
            <span>{words.whatIf.fillNow}</span>
          </label>
          {!wish.fillNow && (
            <>
              <label>
                <span>{words.cars.departure}</span>
                <input
                  type="datetime-local"
                  value={wish.departure}
                  onChange={({ target }) => onChange({ departure: target.value })}
                  data-testid="what-if-departure"
                />
              </label>
              <label>
                <span>{words.cars.targetField}</span>
                <input
                  type="number"
                  inputMode="numeric"
                  min={1}
                  max={100}
                  value={wish.targetPercent}
                  onChange={({ target }) => onChange({ targetPercent: target.value })}
                  data-testid="what-if-target"
                />
              </label>
            </>
          )}
        </>
      )}
      {NUMBERS.map(({ field, name, min, max }) => (
        <label key={field}>
          <span>{name(words.whatIf, format.priceUnit)}</span>
          <input
            type="number"
            inputMode="decimal"
            min={min}
            max={max}
            step="any"
            value={wish[field]}
            placeholder={words.whatIf.asIs}
            onChange={({ target }) => onChange({ [field]: target.value })}
            data-testid={`what-if-${field}`}
          />
        </label>
      ))}
    </div>
  );
}
