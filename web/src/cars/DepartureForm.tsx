import { type FormEvent, useId, useState } from 'react';
import { DAY_MS, SLOT_MS } from '../../../api/house/index.ts';
import { useSpeech, useTimeZone } from '../languages/language.tsx';
import { useHouseTime } from '../live/hooks.ts';
import { Problem } from '../shared/Problem.tsx';
import { useAction } from '../shared/use-action.ts';
import type { Car } from './cars.ts';
import { fromLocalInput, toLocalInput } from './local-input.ts';
import { SetDeparture } from './parts.ts';
import { firstTarget, TargetField, targetOf } from './TargetField.tsx';

/** Sets when a car must be ready and how full, or takes that back. */
export function DepartureForm({ car, onClose }: { car: Car; onClose: () => void }) {
  const { words } = useSpeech();
  const timeZone = useTimeZone();
  const now = useHouseTime(SLOT_MS);
  const id = useId();
  const [departure, setDeparture] = useState(() =>
    toLocalInput(car.departure === null ? now + DAY_MS / 2 : Date.parse(car.departure), timeZone),
  );
  const [target, setTarget] = useState(() => firstTarget(car));
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
      ...targetOf(car, target),
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
        <TargetField car={car} value={target} onChange={setTarget} testId={`target-${car.id}`} />
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
