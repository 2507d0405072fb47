import { carName } from '../cars/cars.ts';
import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import type { Intent } from './parts.ts';
import { sunTaker, unlike } from './unlike.ts';

/** What is being done, in words that agree with each other and with what evcc shows. */
export interface DoingWords {
  does: string;
  why: string;
  /** What was wanted and why, where something else is done; `null` = just that is done. */
  intended: string | null;
}

/** Where a car or the battery does not do (yet) what is wanted of it, they say what they do instead. */
export function useDoing(intent: Intent): DoingWords {
  const { words, say } = useSpeech();
  const kind = usePart((house) => unlike(intent, house));
  const taker = usePart((house) => {
    const other = kind === 'sunToCar' ? sunTaker(house, intent.subject) : undefined;
    return other ? carName(other) : '';
  });
  const isOthers = usePart((house) => !intent.live && house.battery?.externalMode != null);
  const reason = say(intent.reason);
  if (kind === null) return { does: words.action[intent.action], why: reason, intended: null };
  const { does, why } = words.unlike[kind];
  // Who has set the battery's mode instead of us is what the reason says.
  if (intent.capability === 'BATTERY' && isOthers) return { does, why: reason, intended: null };
  return { does, why: why(taker), intended: words.intended(reason) };
}
