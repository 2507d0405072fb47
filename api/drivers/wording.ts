import { type Instant, localTime, type Snapshot, type Text } from '../house/index.ts';
import { type Choice, type Question, standsAt } from '../notify/index.ts';
import type { OpenQuestion } from './questions.ts';
import { TEXTS } from './texts.ts';
import { NIGHT_ENDS_HOUR } from './when.ts';

/** A question as people get to see it. */
export interface Worded {
  title: Text;
  text: Text;
  question: Question;
}

/** From this local hour on people think of the next day. */
const EVENING_HOUR = 15;

const DEPARTURES: Choice[] = [
  { key: '2h', label: { de: 'in 2 h', en: 'in 2 h' } },
  { key: '4h', label: { de: 'in 4 h', en: 'in 4 h' } },
  { key: '8h', label: { de: 'in 8 h', en: 'in 8 h' } },
  { key: 'am', label: { de: 'morgen früh', en: 'tomorrow morning' } },
];

/** What the button for tomorrow means in words; the others are words themselves. */
const MEANINGS: Readonly<Record<string, string>> = { am: 'tomorrow morning' };

const NO: Choice = { key: 'no', label: { de: 'Nein', en: 'No' } };
/** What is offered to a car, %: as much as most take, or all. */
const OFFERED_PERCENT = [80, 100];
/** Closer to what it has a choice is none. */
const WORTH_PERCENT = 5;

/** How a question is put, with what may be answered. */
export function worded(open: OpenQuestion, house: Snapshot, now: Instant): Worded {
  const { id, title } = open;
  if (open.kind === 'DEPARTURE') {
    const { hour } = localTime(now, house.timeZone);
    const likely = hour >= EVENING_HOUR || hour < NIGHT_ENDS_HOUR ? ['am', '2h'] : ['4h', 'am'];
    return {
      title: TEXTS.departureTitle(title),
      text: TEXTS.departure,
      question: { id, choices: DEPARTURES, likely, ownWords: TEXTS.otherTime },
    };
  }
  const soc = standsAt(open.vehicle, open.loadpoint, house.loadpoints)?.vehicleSocPercent ?? null;
  const price = house.plan?.slots.find(({ end }) => end > now)?.importPricePerKwh ?? 0;
  const targets = OFFERED_PERCENT.filter((percent) => percent >= (soc ?? 0) + WORTH_PERCENT);
  const choices = targets.map((percent) => ({
    key: `c${percent}`,
    label: { de: `bis ${percent} %`, en: `to ${percent} %` },
  }));
  return {
    title: TEXTS.offerTitle(title),
    text: TEXTS.offer(soc, price, open.ends ?? now, house.timeZone),
    question: { id, choices: [...choices, NO], likely: ['c100', 'no'], ownWords: null },
  };
}

/** What somebody said about a departure, in words that can be read for a time. */
export function departureWords(said: string): string {
  return MEANINGS[said] ?? said;
}
