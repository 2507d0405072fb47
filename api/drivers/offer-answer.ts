import { affirmed } from './negation.ts';

/** What an answer to an offer is made of. */
const PARTS_OF_SPEECH =
  /^(?:(?<word>yes|now|full|later)|(?:until |upto )?(?<percent>\d{1,3})(?<unit> percent)?)(?: |$)/;
/** What the button of a SoC carries. */
const KEY = /^c(?=\d{1,3}$)/;

/** To which SoC somebody wants to charge; 0 = not at all, `null` = not certain. */
export function offerAnswer(said: string): number | null {
  const words = new Set<string>();
  const percents: number[] = [];
  const { words: left, isNegated } = affirmed(said.replace(KEY, ''));
  if (isNegated) return left === '' ? 0 : null;
  for (let rest = left; rest !== ''; ) {
    const found = PARTS_OF_SPEECH.exec(rest);
    if (!found) return null;
    const { word, percent, unit } = found.groups ?? {};
    // Alone it may be a choice's number.
    if (percent?.length === 1 && unit === undefined) return null;
    if (word !== undefined) words.add(word);
    else percents.push(Number(percent));
    rest = rest.slice(found[0].length);
  }
  const wanted = words.has('full') ? [...percents, 100] : percents;
  const isWanted = words.has('yes') || wanted.length > 0;
  if (words.has('later')) return isWanted ? null : 0;
  if (!isWanted || wanted.length > 1) return null;
  const [percent = 100] = wanted;
  return percent > 0 && percent <= 100 ? percent : null;
}
