import { type FormEvent, useId, useState } from 'react';
import { DAY_MS, SLOT_MS } from '../../../api/house/index.ts';
import { useSpeech, useTimeZone } from '../languages/language.tsx';
import { useHouseTime } from '../live/hooks.ts';
import { Problem } from '../shared/Problem.tsx';
import { useAction } from '../shared/use-action.ts';
import type { Car } from './cars.ts';
import { fromLocalInput, toLocalInput } from './local-input.ts';
import { SetDeparture } from './parts.ts';

const DEFAULT_TARGET_PERCENT = 80;

/** Sets when a car must be ready and how full, or takes that back. */
export function DepartureForm({ car, onClose }: { car: Car; onClose: () => void }) {
  const { words } = useSpeech();
  const timeZone = useTimeZone();
  const now = useHouseTime(SLOT_MS);
  const id = useId();
  const byEnergy = car.targetSocPercent === null && car.targetEnergyKwh !== null;
  const [departure, setDeparture] = useState(() =>
    toLocalInput(car.departure === null ? now + DAY_MS / 2 : Date.parse(car.departure), timeZone),
  );
  const [target, setTarget] = useState(
    String(byEnergy ? car.targetEnergyKwh : (car.targetSocPercent ?? DEFAULT_TARGET_PERCENT)),
  );
  const [invalid, setInvalid] = useState<string | null>(null);
  const action = useAction(SetDeparture);

  async function save(event: FormEvent) {
    event.preventDefault();
    const at = fromLocalInput(departure, timeZone);
    if (typeof at !== 'number') {
      setInvalid(at === 'skipped' ? words.cars.skippedDeparture : words.cars.invalidDeparture);
      return;
    }
    setInvalid(null);
    const done = await action.run({
      loadpoint: car.id,
      departure: new Date(at).toISOString(),
      targetSocPercent: byEnergy ? null : Number(target),
      targetEnergyKwh: byEnergy ? Number(target) : null,
    });
    if (done) onClose();
  }

  async function clear() {
    const done = await action.run({ loadpoint: car.id, departure: null });
    if (done) onClose();
  }

  return (
    <form className="departure-form" onSubmit={save}>
      <div className="fields">
        <div>
          <label htmlFor={`${id}-departure`}>{words.cars.departureField}</label>
          <input
            id={`${id}-departure`}
            type="datetime-local"
            value={departure}
            min={toLocalInput(now, timeZone)}
            max={toLocalInput(now + 7 * DAY_MS, timeZone)}
            required
            onChange={(event) => setDeparture(event.target.value)}
            data-testid={`departure-${car.id}`}
          />
        </div>
        <div>
          <label htmlFor={`${id}-target`}>
            {byEnergy ? words.cars.targetEnergyField : words.cars.targetField}
          </label>
          <input
            id={`${id}-target`}
            type="number"
            inputMode="decimal"
            min={1}
            max={byEnergy ? 200 : 100}
            step="any"
            value={target}
            required
            onChange={(event) => setTarget(event.target.value)}
            data-testid={`target-${car.id}`}
          />
        </div>
      </div>
      <Problem text={invalid ?? action.problem} />
      <div className="buttons">
        <button
          type="submit"
          className="primary"
          disabled={action.pending}
          data-testid={`save-departure-${car.id}`}
        >
          {words.cars.save}
        </button>
        <button type="button" onClick={onClose}>
          {words.cars.cancel}
        </button>
        {car.departure !== null && (
          <button
            type="button"
            className="plain"
            disabled={action.pending}
            onClick={clear}
            data-testid={`clear-departure-${car.id}`}
          >
            {words.cars.clear}
          </button>
        )}
      </div>
    </form>
  );
}
