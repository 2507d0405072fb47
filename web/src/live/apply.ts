import type { HouseParts, LiveMessage } from './live-document.ts';

/** A change brings any part of the state, those that did not change as `null`. */
type ChangedParts = { changed: readonly string[] } & { [Part in keyof HouseParts]: HouseParts[Part] | null };

/**
 * The state after a message: the whole one that it brings, or the one before with the changed parts replaced.
 * Parts that did not change stay the same objects, so that only the views of the others are drawn again.
 */
export function applyMessage(
  before: HouseParts | null,
  message: Pick<LiveMessage, 'snapshot' | 'change'>,
): HouseParts | null {
  if (message.snapshot) return message.snapshot;
  if (!before || !message.change) return before;
  // What a change could not bring would stay as it was for good: each part of the state has to be asked for in both.
  const { changed, ...values }: ChangedParts = message.change;
  const replaced = Object.entries(values).filter(([part]) => changed.includes(part));
  // The schema promises that a part which is named in `changed` has the type that it has in a snapshot.
  return { ...before, ...(Object.fromEntries(replaced) as Partial<HouseParts>) };
}
