import { type FormEvent, useState } from 'react';
import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { Problem } from '../shared/Problem.tsx';
import { useAction } from '../shared/use-action.ts';
import type { Car } from './cars.ts';
import { SetTarget } from './parts.ts';
import { firstTarget, TargetField, targetOf } from './TargetField.tsx';

/** Sets what a car is to have from now on, whenever it leaves, or takes that back. */
export function TargetForm({ car, onClose }: { car: Car; onClose: () => void }) {
  const { words } = useSpeech();
  const [target, setTarget] = useState(() => firstTarget(car));
  const action = useAction(SetTarget);
  const isWish = usePart((house) =>
    house.control.vehicles.some(({ vehicle, target: wish }) => vehicle === car.vehicleName && wish !== null),
  );

  async function save(event: FormEvent) {
    event.preventDefault();
    if (await action.run({ loadpoint: car.id, ...targetOf(car, target) })) onClose();
  }

  async function clear() {
    if (await action.run({ loadpoint: car.id })) onClose();
  }

  return (
    <form className="departure-form" onSubmit={save}>
      <TargetField car={car} value={target} onChange={setTarget} testId={`new-target-${car.id}`} />
      <p className="soft small">{words.cars.targetHint}</p>
      <Problem text={action.problem} />
      <div className="buttons">
        <button
          type="submit"
          className="primary"
          disabled={action.pending}
          data-testid={`save-target-${car.id}`}
        >
          {words.cars.save}
        </button>
        <button type="button" onClick={onClose}>
          {words.cars.cancel}
        </button>
        {isWish && (
          <button
            type="button"
            className="plain"
            disabled={action.pending}
            onClick={clear}
            data-testid={`clear-target-${car.id}`}
          >
            {words.cars.clearTarget}
          </button>
        )}
      </div>
    </form>
  );
}
