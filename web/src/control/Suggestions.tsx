import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { Problem } from '../shared/Problem.tsx';
import { useAction } from '../shared/use-action.ts';
import { AcceptDeparture, DismissDeparture, type Suggestion } from './parts.ts';

/** Departures that a car has shown to be usual, each to be confirmed or not; nothing is planned by them before. */
export function Suggestions() {
  const suggestions = usePart((house) => house.departureSuggestions);
  return suggestions.map((suggestion) => <SuggestionLine key={suggestion.id} suggestion={suggestion} />);
}

function SuggestionLine({ suggestion: { id, message, seen, days } }: { suggestion: Suggestion }) {
  const { words, say } = useSpeech();
  const accept = useAction(AcceptDeparture);
  const dismiss = useAction(DismissDeparture);
  const isBusy = accept.pending || dismiss.pending;
  return (
    <div className="callout question" data-tone="info" data-testid="suggestion">
      <p>
        {say(message)} <span className="soft">{words.control.seen(seen, days)}</span>
      </p>
      <div className="buttons">
        <button
          type="button"
          className="primary"
          disabled={isBusy}
          onClick={() => accept.run({ id })}
          data-testid={`accept-${id}`}
        >
          {words.control.accept}
        </button>
        <button
          type="button"
          className="plain"
          disabled={isBusy}
          onClick={() => dismiss.run({ id })}
          data-testid={`dismiss-${id}`}
        >
          {words.control.dismiss}
        </button>
      </div>
      <Problem text={accept.problem ?? dismiss.problem} />
    </div>
  );
}

/** Which cable should be where; nothing where none needs a hand. */
export function CableAdvice() {
  const { say } = useSpeech();
  const advice = usePart((house) => house.control.queue.advice);
  if (!advice) return null;
  return (
    <p className="callout" data-tone="info" data-testid="cable-advice">
      {say(advice.message)}
    </p>
  );
}
