import { useState } from 'react';
import { MINUTE_MS } from '../../../api/house/index.ts';
import { ActivateLive, ExtendObservation, type Rollout } from '../buffer/parts.ts';
import { useSpeech } from '../languages/language.tsx';
import { useHouseTime, usePart } from '../live/hooks.ts';
import { Problem } from '../shared/Problem.tsx';
import { useAction } from '../shared/use-action.ts';

type Wish = 'asItIs' | 'atOnce' | 'later';
type Capability = Rollout['capability'];

const LONGER_DAYS = 90;

/** What may be steered, and from when on. */
export function SteerStep({ onDone }: { onDone: () => void }) {
  const { words } = useSpeech();
  const rollouts = usePart((house) => house.rollouts);
  const [wishes, setWishes] = useState<Partial<Record<Capability, Wish>>>({});
  const activate = useAction(ActivateLive);
  const extend = useAction(ExtendObservation);
  const isBusy = activate.pending || extend.pending;

  async function grant(capability: Capability): Promise<boolean> {
    const wish = wishes[capability];
    if (wish === 'atOnce') return activate.run({ capability });
    return wish === 'later' ? extend.run({ capability, days: LONGER_DAYS }) : true;
  }

  async function finish() {
    for (const { capability } of rollouts) if (!(await grant(capability))) return;
    onDone();
  }

  return (
    <>
      <p>{words.setup.steerText}</p>
      {rollouts.map((rollout) => (
        <Choice
          key={rollout.capability}
          rollout={rollout}
          wish={wishes[rollout.capability] ?? 'asItIs'}
          onChoose={(wish) => setWishes({ ...wishes, [rollout.capability]: wish })}
        />
      ))}
      <Problem text={activate.problem ?? extend.problem} />
      <div className="buttons">
        <button
          type="button"
          className="primary"
          disabled={isBusy}
          onClick={finish}
          data-testid="finish-setup"
        >
          {words.setup.finish}
        </button>
      </div>
    </>
  );
}

interface ChoiceProps {
  rollout: Rollout;
  wish: Wish;
  onChoose: (wish: Wish) => void;
}

function Choice({ rollout: { capability, liveAt }, wish, onChoose }: ChoiceProps) {
  const { words, format } = useSpeech();
  const now = useHouseTime(MINUTE_MS);
  const labels: Record<Wish, string | null> = {
    asItIs:
      liveAt === null ? words.setup.already : words.setup.observe(format.dateClock(Date.parse(liveAt), now)),
    atOnce: liveAt === null ? null : words.setup.atOnce,
    later: words.setup.longer(LONGER_DAYS),
  };
  return (
    <fieldset className="steer-choice">
      <legend>
        <strong>{words.rollout[capability]}</strong>
        <span className="soft note">{words.setup.what[capability]}</span>
      </legend>
      {(['asItIs', 'atOnce', 'later'] as const).map(
        (option) =>
          labels[option] !== null && (
            <label key={option}>
              <input
                type="radio"
                name={capability}
                checked={wish === option}
                onChange={() => onChoose(option)}
                data-testid={`steer-${capability}-${option}`}
              />
              {labels[option]}
            </label>
          ),
      )}
    </fieldset>
  );
}
