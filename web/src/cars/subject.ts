import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { carName } from './cars.ts';

/** What people call the thing that an intent, a command or a shortfall is about. */
export function useSubjectName(subject: string): string {
  const { words } = useSpeech();
  const loadpoint = usePart((house) => house.loadpoints.find(({ id }) => id === subject));
  if (loadpoint) return carName(loadpoint);
  return subject === 'battery' || subject === 'buffer' ? words.subject[subject] : subject;
}
