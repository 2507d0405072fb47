import { meant } from './vocabulary.ts';

/** "No", "not today", „brauche das Auto morgen nicht“: a day or a part of it, and not. */
const NOT_NEEDED =
  /^(?:(?:until )?(?:day|weekday)\d |(?:morning|forenoon|noon|afternoon|evening|tonight|night) )*(?:not?)(?: (?:day|weekday)\d| (?:morning|forenoon|noon|afternoon|evening|tonight|night)| not?| now)*$/;

/** Whether somebody who was asked when a car is needed says that it is not. */
export function isNotNeeded(said: string): boolean {
  return NOT_NEEDED.test(meant(said).words);
}
