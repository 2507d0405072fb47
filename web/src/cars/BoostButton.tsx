import { useSpeech } from '../languages/language.tsx';
import { Problem } from '../shared/Problem.tsx';
import { useAction } from '../shared/use-action.ts';
import type { Car } from './cars.ts';
import { Boost, CancelBoost } from './parts.ts';

const BOOST_MINUTES = 90;

/** Starts a boost, or ends the one that runs. */
export function BoostButton({ car }: { car: Car }) {
  const { words } = useSpeech();
  const boost = useAction(Boost);
  const cancel = useAction(CancelBoost);
  const boosting = car.override?.kind === 'BOOST';
  return (
    <>
      {boosting ? (
        <button
          type="button"
          disabled={cancel.pending}
          onClick={() => cancel.run({ loadpoint: car.id })}
          data-testid={`cancel-boost-${car.id}`}
        >
          {words.cars.cancelBoost}
        </button>
      ) : (
        <button
          type="button"
          disabled={boost.pending || !car.connected}
          onClick={() => boost.run({ loadpoint: car.id, minutes: BOOST_MINUTES })}
          data-testid={`boost-${car.id}`}
        >
          {words.cars.boost}
        </button>
      )}
      <Problem text={boosting ? cancel.problem : boost.problem} />
    </>
  );
}
