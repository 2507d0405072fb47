import { type FormEvent, useId, useState } from 'react';
import { useSpeech } from '../languages/language.tsx';
import { Problem } from '../shared/Problem.tsx';
import { useAction } from '../shared/use-action.ts';
import { SetManualSoc, type Vehicle } from './parts.ts';

/** Tells how full a car is that nobody can ask. */
export function ManualSocForm({ vehicle, onClose }: { vehicle: Vehicle; onClose: () => void }) {
  const { words } = useSpeech();
  const id = useId();
  const [soc, setSoc] = useState(String(vehicle.manualSoc?.socPercent ?? ''));
  const action = useAction(SetManualSoc);

  async function save(event: FormEvent) {
    event.preventDefault();
    const done = await action.run({ vehicle: vehicle.vehicle, socPercent: Number(soc) });
    if (done) onClose();
  }

  return (
    <form className="departure-form" onSubmit={save}>
      <div>
        <label htmlFor={id}>{words.control.socField}</label>
        <input
          id={id}
          type="number"
          inputMode="decimal"
          min={0}
          max={100}
          step="any"
          value={soc}
          required
          onChange={({ target }) => setSoc(target.value)}
          data-testid={`soc-field-${vehicle.vehicle}`}
        />
      </div>
      <Problem text={action.problem} />
      <div className="buttons">
        <button
          type="submit"
          className="primary"
          disabled={action.pending}
          data-testid={`save-soc-${vehicle.vehicle}`}
        >
          {words.cars.save}
        </button>
        <button type="button" onClick={onClose}>
          {words.cars.cancel}
        </button>
      </div>
    </form>
  );
}
