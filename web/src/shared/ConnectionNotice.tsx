import type { Instant } from '../../../api/house/index.ts';
import { useSpeech } from '../languages/language.tsx';
import { useConnection, useRemembered } from '../live/hooks.ts';

/**
 * What keeps the values on the page from being live; nothing where nothing does.
 *
 * @param props.lostSince since when the connection is gone, in the house's time
 */
export function ConnectionNotice({ lostSince }: { lostSince: Instant | null }) {
  const { words, format } = useSpeech();
  const { state, refusal } = useConnection();
  const remembered = useRemembered();
  if (state === 'polling')
    return (
      <p className="callout" data-tone="info" role="status" data-testid="polling">
        {words.connection.heldBack}
      </p>
    );
  if (remembered !== null)
    return (
      <p className="callout lost" data-tone="warning" role="alert" data-testid="remembered">
        {words.connection.remembered(format.full(remembered))}
      </p>
    );
  if (lostSince === null && refusal === null) return null;
  return (
    <p className="callout lost" data-tone="warning" role="alert" data-testid="lost">
      {lostSince !== null && words.connection.lost(format.clock(lostSince))}{' '}
      {refusal &&
        (refusal.code === 'TOO_MANY_SUBSCRIPTIONS'
          ? words.connection.tooMany
          : words.connection.refused(refusal.message))}
    </p>
  );
}
