import { useSpeech } from '../languages/language.tsx';
import { useConnection } from '../live/hooks.ts';

/** Whether the values on the page are live, as a dot and in a word. */
export function ConnectionDot() {
  const { words } = useSpeech();
  const { state } = useConnection();
  return (
    <p className="connection" data-testid="connection" data-state={state} role="status">
      <span className="visually-hidden">{words.connection.label}: </span>
      {words.connection[state]}
    </p>
  );
}
