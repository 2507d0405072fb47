import type { Text } from '../../../api/house/index.ts';
import { useSpeech } from '../languages/language.tsx';

/** That costs may still change, why and until when; nothing once they stay what they are. */
export function Unsettled({ text }: { text: Text | null }) {
  const { say } = useSpeech();
  return (
    text && (
      <p className="soft small" data-testid="unsettled">
        {say(text)}
      </p>
    )
  );
}
