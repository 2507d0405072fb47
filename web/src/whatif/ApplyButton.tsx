import { Boost, SetDeparture, SetTarget } from '../cars/parts.ts';
import { useSpeech } from '../languages/language.tsx';
import { Problem } from '../shared/Problem.tsx';
import { useAction } from '../shared/use-action.ts';
import type { Application } from './wish.ts';

/** A charge that has no other end ends after half a day. */
const LONG_BOOST_MINUTES = 720;

export interface ApplyButtonProps {
  loadpoint: string;
  application: Application;
  onApplied: () => void;
}

/** Has the house do what was asked about. */
export function ApplyButton({ loadpoint, application, onApplied }: ApplyButtonProps) {
  const { words } = useSpeech();
  const boost = useAction(Boost);
  const setTarget = useAction(SetTarget);
  const setDeparture = useAction(SetDeparture);

  function carryOut(): Promise<boolean> {
    const { kind } = application;
    if (kind === 'TARGET')
      return setTarget.run({ loadpoint, targetSocPercent: application.targetSocPercent });
    if (kind === 'DEPARTURE') {
      const { departure, targetSocPercent } = application;
      return setDeparture.run({ loadpoint, departure, targetSocPercent });
    }
    return boost.run({
      loadpoint,
      ...(application.knowsSoc ? { targetSocPercent: 100 } : { minutes: LONG_BOOST_MINUTES }),
    });
  }

  return (
    <>
      <div className="buttons">
        <button
          type="button"
          className="primary"
          disabled={boost.pending || setTarget.pending || setDeparture.pending}
          onClick={() => void carryOut().then((isDone) => isDone && onApplied())}
          data-testid="what-if-apply"
        >
          {words.whatIf.apply}
        </button>
      </div>
      <Problem text={boost.problem ?? setTarget.problem ?? setDeparture.problem} />
    </>
  );
}
