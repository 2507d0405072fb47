import { carName, useCars } from '../cars/cars.ts';
import { useSpeech } from '../languages/language.tsx';
import type { Wish } from './wish.ts';

export interface WishFieldsProps {
  wish: Wish;
  onChange: (part: Partial<Wish>) => void;
}

/** What may be different. */
export function WishFields({ wish, onChange }: WishFieldsProps) {
  const { words } = useSpeech();
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
          <label>
            <span>{words.cars.departure}</span>
            <input
              type="datetime-local"
              value={wish.departure}
              onChange={({ target }) => onChange({ departure: target.value })}
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
          <label className="check">
            <input
              type="checkbox"
              checked={wish.fillNow}
              onChange={({ target }) => onChange({ fillNow: target.checked })}
              data-testid="what-if-fill"
            />
            <span>{words.whatIf.fillNow}</span>
          </label>
        </>
      )}
      <label>
        <span>{words.whatIf.capacity}</span>
        <input
          type="number"
          inputMode="decimal"
          min={0}
          max={1000}
          step="any"
          value={wish.capacityKwh}
          placeholder={words.whatIf.asIs}
          onChange={({ target }) => onChange({ capacityKwh: target.value })}
          data-testid="what-if-capacity"
        />
      </label>
    </div>
  );
}
