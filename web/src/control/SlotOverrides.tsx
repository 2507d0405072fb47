import { MINUTE_MS } from '../../../api/house/index.ts';
import { useSubjectName } from '../cars/subject.ts';
import { useSpeech } from '../languages/language.tsx';
import { useHouseTime, usePart } from '../live/hooks.ts';
import { Problem } from '../shared/Problem.tsx';
import { useAction } from '../shared/use-action.ts';
import { ClearSlotOverride, type SlotOverride } from './parts.ts';

/** What people decided for some slots, each to be taken back; nothing where nobody did. */
export function SlotOverrides() {
  const { words } = useSpeech();
  const overrides = usePart((house) => house.control.slotOverrides);
  if (overrides.length === 0) return null;
  return (
    <ul className="rows plain-rows overrides" aria-label={words.control.overrides}>
      {overrides.map((override) => (
        <OverrideRow key={override.id} override={override} />
      ))}
    </ul>
  );
}

function OverrideRow({ override: { id, target, action, start, end } }: { override: SlotOverride }) {
  const { words, format } = useSpeech();
  const now = useHouseTime(MINUTE_MS);
  const name = useSubjectName(target);
  const clear = useAction(ClearSlotOverride);
  return (
    <li data-testid="slot-override">
      <span>
        <strong>
          {name}: {words.control.slotAction[action]}
        </strong>{' '}
        <span className="soft">
          {format.soon(Date.parse(start), now)} – {format.soon(Date.parse(end), now)}
        </span>
      </span>
      <button
        type="button"
        disabled={clear.pending}
        onClick={() => clear.run({ id })}
        data-testid={`undo-${id}`}
      >
        {words.control.undo}
      </button>
      <Problem text={clear.problem} />
    </li>
  );
}
