import type { Notice, Text } from '../house/index.ts';

/** A banner as it is now, without the instant at which it began. */
export type NewNotice = Omit<Notice, 'since'>;

/** One text behind another; `null` = there is no second. */
export function joined(first: Text, second: Text | null): Text {
  return second ? { de: `${first.de} ${second.de}`, en: `${first.en} ${second.en}` } : first;
}
