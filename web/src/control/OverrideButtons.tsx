import { useState } from 'react';
import { HOUR_MS, type Instant, SLOT_MS } from '../../../api/house/index.ts';
import { carName, useCars } from '../cars/cars.ts';
import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { Problem } from '../shared/Problem.tsx';
import { useAction } from '../shared/use-action.ts';
import { OverrideSlots } from './parts.ts';

const ACTIONS = ['CHARGE', 'HOLD', 'RELEASE'] as const;
const DURATIONS = [SLOT_MS, HOUR_MS, 2 * HOUR_MS, 4 * HOUR_MS];
const BATTERY = 'battery';

/** Decides what happens from a chosen slot on: one tap chose the slot, one decides. It ends by itself. */
export function OverrideButtons({ start }: { start: Instant }) {
  const { words, format } = useSpeech();
  const cars = useCars();
  const hasBattery = usePart((house) => house.battery !== null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [durationMs, setDurationMs] = useState(HOUR_MS);
  const override = useAction(OverrideSlots);
  const targets = [
    ...(hasBattery ? [{ id: BATTERY, name: words.now.battery }] : []),
    ...cars.map((car) => ({ id: car.id, name: carName(car) })),
  ];
  const target = targets.find(({ id }) => id === chosen) ?? targets[0];
  if (!target) return null;
  const decide = (action: (typeof ACTIONS)[number]) =>
    override.run({
      target: target.id,
      action,
      start: new Date(start).toISOString(),
      end: new Date(start + durationMs).toISOString(),
    });
  return (
    <fieldset className="override" data-testid="override">
      <legend>{words.control.override}</legend>
      <select
        aria-label={words.control.what}
        value={target.id}
        onChange={(event) => setChosen(event.target.value)}
        data-testid="override-target"
      >
        {targets.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <select
        aria-label={words.control.howLong}
        value={durationMs}
        onChange={(event) => setDurationMs(Number(event.target.value))}
      >
        {DURATIONS.map((duration) => (
          <option key={duration} value={duration}>
            {format.duration(duration)}
          </option>
        ))}
      </select>
      <div className="buttons">
        {ACTIONS.map((action) => (
          <button
            key={action}
            type="button"
            disabled={override.pending}
            onClick={() => void decide(action)}
            data-testid={`override-${action}`}
          >
            {words.control.slotAction[action]}
          </button>
        ))}
      </div>
      <Problem text={override.problem} />
    </fieldset>
  );
}
