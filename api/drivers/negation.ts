import { type Meant, meant } from './vocabulary.ts';

/** What somebody said, without what they said no to. */
export interface Affirmed extends Meant {
  /** They said no to something. */
  isNegated: boolean;
}

const PART = '(?:morning|forenoon|noon|afternoon|evening|tonight|night)';
/** A day, a part of it, or now; of a clock time nobody knows whether it is earlier or later instead. */
const SOME_TIME = `(?:(?:(?:next )?(?:day|weekday)\\d|now)(?: ${PART})?|${PART})`;
/** "Not", "not today", „morgen nicht“; who says "not until tomorrow" may need it then. */
const NEGATED = new RegExp(`^(?:(?:(?:until )?${SOME_TIME} )?not?(?: not?)*|not ${SOME_TIME})$`);

/** „Heute nicht, aber morgen früh“ is tomorrow morning; "no, friday" is friday. */
export function affirmed(said: string): Affirmed {
  const { clauses, isEnglish } = meant(said);
  // „Nein“ is a sentence of its own, whatever follows it.
  const answers = clauses.map((clause) => clause.replace(/^(no )+(?=.)/, ''));
  const left = answers.filter((clause) => !NEGATED.test(clause));
  const isNegated = left.join() !== clauses.join();
  return { clauses: left, words: left.join(' '), isEnglish, isNegated };
}

/** Whether somebody who was asked when a car is needed says that it is not. */
export function isNotNeeded(said: string): boolean {
  const { isNegated, words } = affirmed(said);
  return isNegated && words === '';
}
