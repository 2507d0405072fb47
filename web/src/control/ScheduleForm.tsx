import { type FormEvent, useState } from 'react';
import { useSpeech } from '../languages/language.tsx';
import { Problem } from '../shared/Problem.tsx';
import { useAction } from '../shared/use-action.ts';
import { type ScheduleEntry, SetSchedule, type Vehicle } from './parts.ts';

/** A departure as it is typed in. */
interface Draft {
  key: number;
  weekdays: readonly number[];
  time: string;
  target: string;
}

/** Monday first, as the API counts them. */
const WEEK = [1, 2, 3, 4, 5, 6, 0];
const WORKDAYS = [1, 2, 3, 4, 5];

/** Changes when a car leaves week by week. */
export function ScheduleForm({ vehicle, onClose }: { vehicle: Vehicle; onClose: () => void }) {
  const { words } = useSpeech();
  const [drafts, setDrafts] = useState<readonly Draft[]>(() => draftsOf(vehicle.schedule?.entries ?? []));
  const action = useAction(SetSchedule);
  const change = (key: number, part: Partial<Draft>) =>
    setDrafts(drafts.map((draft) => (draft.key === key ? { ...draft, ...part } : draft)));
  const isComplete = drafts.every(({ weekdays }) => weekdays.length > 0);

  async function save(event: FormEvent) {
    event.preventDefault();
    const entries = drafts.map(({ weekdays, time, target }) => ({
      weekdays: [...weekdays],
      time,
      targetSocPercent: target === '' ? null : Number(target),
    }));
    if (await action.run({ vehicle: vehicle.vehicle, entries })) onClose();
  }

  return (
    <form className="departure-form" onSubmit={save}>
      {drafts.map((draft) => (
        <DraftFields
          key={draft.key}
          draft={draft}
          onChange={(part) => change(draft.key, part)}
          onRemove={() => setDrafts(drafts.filter(({ key }) => key !== draft.key))}
        />
      ))}
      <Problem text={isComplete ? action.problem : words.control.noWeekday} />
      <div className="buttons">
        <button
          type="button"
          onClick={() => setDrafts([...drafts, newDraft(drafts)])}
          data-testid="add-departure"
        >
          {words.control.addDeparture}
        </button>
        <button
          type="submit"
          className="primary"
          disabled={action.pending || !isComplete}
          data-testid={`save-schedule-${vehicle.vehicle}`}
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

interface DraftFieldsProps {
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  onRemove: () => void;
}

function DraftFields({ draft, onChange, onRemove }: DraftFieldsProps) {
  const { words, format } = useSpeech();
  const { weekdays, time, target } = draft;
  const toggled = (day: number) =>
    weekdays.includes(day) ? weekdays.filter((other) => other !== day) : [...weekdays, day];
  return (
    <fieldset className="draft">
      <legend className="visually-hidden">{words.cars.departure}</legend>
      <div className="days">
        {WEEK.map((day) => (
          <label key={day}>
            <input
              type="checkbox"
              checked={weekdays.includes(day)}
              onChange={() => onChange({ weekdays: toggled(day) })}
            />
            <span>{format.dayOfWeek(day)}</span>
          </label>
        ))}
      </div>
      <label>
        <span>{words.cars.departureField}</span>
        <input
          type="time"
          value={time}
          required
          onChange={(event) => onChange({ time: event.target.value })}
        />
      </label>
      <label>
        <span>{words.cars.targetField}</span>
        <input
          type="number"
          inputMode="numeric"
          min={1}
          max={100}
          value={target}
          placeholder={words.control.usual}
          onChange={(event) => onChange({ target: event.target.value })}
        />
      </label>
      <button type="button" className="plain" onClick={onRemove}>
        {words.control.remove}
      </button>
    </fieldset>
  );
}

function draftsOf(entries: readonly ScheduleEntry[]): Draft[] {
  if (entries.length === 0) return [newDraft([])];
  return entries.map(({ weekdays, time, targetSocPercent }, key) => ({
    key,
    weekdays,
    time,
    target: targetSocPercent === null ? '' : String(targetSocPercent),
  }));
}

/** For the workdays that no other departure has. */
function newDraft(drafts: readonly Draft[]): Draft {
  const key = Math.max(0, ...drafts.map((draft) => draft.key)) + 1;
  const taken = drafts.flatMap(({ weekdays }) => weekdays);
  return { key, weekdays: WORKDAYS.filter((day) => !taken.includes(day)), time: '07:00', target: '' };
}
