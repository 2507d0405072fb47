import type { Words } from '../languages/de.ts';
import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import type { Intent } from './parts.ts';

type Unlike = keyof Words['unlikeAction'];

/** Below this a car takes nothing. */
const CHARGING_KW = 0.1;

/** What is being done, in words; where a car does not do (yet) what is wanted of it, they say so. */
export function useActionWords({
  subject,
  action,
  live,
}: Pick<Intent, 'subject' | 'action' | 'live'>): string {
  const { words } = useSpeech();
  const powerKw = usePart((house) => house.loadpoints.find(({ id }) => id === subject)?.powerKw ?? null);
  const unlike = live ? unlikeAction(action, powerKw) : null;
  return unlike === null ? words.action[action] : words.unlikeAction[unlike];
}

function unlikeAction(action: Intent['action'], powerKw: number | null): Unlike | null {
  if (powerKw === null) return null;
  const charges = powerKw >= CHARGING_KW;
  if (action === 'CAR_WAIT' && charges) return 'stillCharging';
  if (action === 'CAR_SOLAR' && !charges) return 'noSun';
  return action === 'CAR_CHARGE' && !charges ? 'notYetCharging' : null;
}
