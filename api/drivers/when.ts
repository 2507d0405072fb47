import {
  DAY_MS,
  fromLocalTime,
  HOUR_MS,
  type Instant,
  type LocalTime,
  localTime,
  MINUTE_MS,
} from '../house/index.ts';
import {
  type ClockTime,
  isDoubtful,
  isSmallHour,
  type Part,
  partOf,
  readingsOf,
  type SpokenTime,
  spokenTime,
} from './clock-time.ts';
import { affirmed } from './negation.ts';

/** Nobody says today when a car is needed in more than a week. */
const FARTHEST_MS = 7 * DAY_MS;
/** Until this local hour people speak of the day on which they got up. */
export const NIGHT_ENDS_HOUR = 4;

/** What was said of a moment; `null` = nothing. */
interface Phrase {
  lengthMs: number | null;
  /** Days from today on. */
  ahead: number | null;
  /** 0 = Sunday. */
  weekday: number | null;
  /** "Next Saturday" is not today. */
  isNext: boolean | null;
  date: { day: number; month: number } | null;
  part: Part | null;
  time: SpokenTime | null;
  /** A number that is a time only where a day or its part is named. */
  bare: SpokenTime | null;
}
const NOTHING: Phrase = {
  lengthMs: null,
  ahead: null,
  weekday: null,
  isNext: null,
  date: null,
  part: null,
  time: null,
  bare: null,
};

/** What a phrase is made of, in any order, each at most once. `null` = that cannot be. */
const PARTS_OF_SPEECH: readonly [RegExp, (found: string[], isEnglish: boolean) => Partial<Phrase> | null][] =
  [
    [
      /^(?:until )?(in )?((?:\d+(?:\.\d+)? (?:hours|h|minutes)(?: and(?= \d))?(?: |$))+)/,
      ([, preposition, amounts = '']) =>
        preposition === undefined && LIKE_A_TIME.test(amounts) ? null : { lengthMs: lengthOf(amounts) },
    ],
    [
      /^(?:at |until )?(?:(\d{1,2}) (?:minutes )?(past|before) )(halfto )?(\d{1,2})(?: oclock)?(?: (am|pm))?(?: |$)/,
      ([, minutes, side, half, hour, meridiem]) => {
        const minute = (half ? -30 : 0) + (side === 'past' ? 1 : -1) * Number(minutes);
        if (Number(minutes) >= 30) return null;
        return timed(Number(hour) - (minute < 0 ? 1 : 0) || 12, (minute + 60) % 60, meridiem, false);
      },
    ],
    [
      /^(?:at |until )?(halfto|halfpast|quarterpast|quarterto|quarterinto|threequartersto) (\d{1,2})(?: oclock)?(?: (am|pm))?(?: dot$)?(?: |$)/,
      ([, how = '', hour, meridiem]) => {
        const { hours, minute } = BESIDE[how] ?? { hours: 0, minute: 0 };
        return timed(Number(hour) + hours || 12, minute, meridiem, false);
      },
    ],
    [
      /^(?:at |until )?(\d{1,2}) oclock (\d{1,2})(?: |$)/,
      ([, hour = '', minute]) => timed(Number(hour), Number(minute), undefined, isPadded(hour)),
    ],
    [
      /^(?:at |until )?(\d{1,2}):(\d{2})(?: (oclock|h))?(?: (am|pm))?(?: dot$)?(?: |$)/,
      ([, hour = '', minute, unit, meridiem], isEnglish) => {
        const isOf24 = isPadded(hour) || !(isEnglish || unit === 'h');
        return timed(Number(hour), Number(minute), meridiem, isOf24);
      },
    ],
    // With points a time looks like a date.
    [
      /^(?:(?:at )?(\d{1,2})\.(\d{2}) (?:oclock|(am|pm))|at (\d{1,2})\.(\d{2})(?: dot$)?)(?: |$)/,
      ([, hour, minute, meridiem, hourAt, minuteAt]) =>
        timed(Number(hour ?? hourAt), Number(minute ?? minuteAt), meridiem, true),
    ],
    [
      /^(?:(?:at |until )(\d{1,2})(?: oclock| h)?(?: dot$)?|(\d{1,2}) oclock)(?: (am|pm))?(?: |$)/,
      ([said, hourAt, hour = hourAt ?? '', meridiem], isEnglish) => {
        const found = timed(Number(hour), 0, meridiem, isPadded(hour));
        const isNoon = hour === '12' && !isEnglish && !meridiem && /oclock/.test(said ?? '');
        return found && { time: { ...found.time, ...(isNoon && { isNoon }) } };
      },
    ],
    [/^(\d{1,2}) (am|pm)(?: |$)/, ([, hour, meridiem]) => timed(Number(hour), 0, meridiem, false)],
    [
      /^(\d{1,2})(?: |$)/,
      ([, hour = '']) => {
        const bare = spokenTime(Number(hour), 0, { meridiem: undefined, isOf24: isPadded(hour) });
        return bare && { bare };
      },
    ],
    [
      /^(?:until )?(\d{1,2})\.(\d{1,2}) dot(?: |$)/,
      ([, day, month]) => ({ date: { day: Number(day), month: Number(month) } }),
    ],
    [/^(?:until )?in (\d) days(?: |$)/, ([, ahead]) => ({ ahead: Number(ahead) })],
    [/^(?:until )?day(\d)(?: |$)/, ([, ahead]) => ({ ahead: Number(ahead) })],
    [
      /^(?:until )?(next )?weekday(\d)(?: |$)/,
      ([, next, weekday]) => ({ weekday: Number(weekday), ...(next && { isNext: true }) }),
    ],
    [
      /^(?:at |until )?(morning|forenoon|noon|afternoon|evening|night|midnight)(?: |$)/,
      ([, part]) => ({ part: partOf(part) }),
    ],
    [/^(?:at |until )?tonight(?: |$)/, () => ({ part: 'tonight', ahead: 0 })],
  ];
/** How far from the full hour, by the words for it. */
const BESIDE: Readonly<Record<string, { hours: number; minute: number }>> = {
  halfto: { hours: -1, minute: 30 },
  halfpast: { hours: 0, minute: 30 },
  quarterpast: { hours: 0, minute: 15 },
  quarterto: { hours: -1, minute: 45 },
  quarterinto: { hours: -1, minute: 15 },
  threequartersto: { hours: -1, minute: 45 },
};

/** „14 h“ may be fourteen hours, or two in the afternoon. */
const LIKE_A_TIME = /^(9|1\d|2[0-4]) h $|^(9|1\d|2[0-4]) h$/;

const isPadded = (hour: string) => hour.startsWith('0');

function timed(hour: number, minute: number, meridiem: string | undefined, isOf24: boolean) {
  const time = spokenTime(hour, minute, { meridiem, isOf24 });
  return time && { time };
}

function lengthOf(amounts: string): number | null {
  let lengthMs = 0;
  for (const [, amount, unit] of amounts.matchAll(/(\d+(?:\.\d+)?) (hours|h|minutes)/g))
    lengthMs += Number(amount) * (unit === 'minutes' ? MINUTE_MS : HOUR_MS);
  return lengthMs;
}

/**
 * The moment that people mean, in German or English and in the house's time: „um 14:30“, „in 2,5 Stunden“, „morgen
 * früh“, "tomorrow at 7", "2 h", "friday 6:15 am". A clock time without a day is the next one, and before four in the
 * morning „morgen“ is the morning that comes. What was said no to does not count. `null` = past, more than a week ahead, or not certain: a word that is
 * not known, two times, a bare hour that may be one before or after noon.
 */
export function momentOf(text: string, now: Instant, timeZone: string): Instant | null {
  const phrase = phraseOf(text);
  const found = phrase && momentIn(phrase, now, timeZone);
  return found !== null && found > now && found <= now + FARTHEST_MS ? found : null;
}

function phraseOf(text: string): Phrase | null {
  const { words, isEnglish } = affirmed(text);
  let phrase = NOTHING;
  for (let rest = words; rest !== ''; ) {
    const next = PARTS_OF_SPEECH.map(([pattern, read]) => ({ found: pattern.exec(rest), read })).find(
      ({ found }) => found !== null,
    );
    const said = next?.found && next.read([...next.found], isEnglish);
    if (!next?.found || !said || isSaidTwice(phrase, said)) return null;
    phrase = { ...phrase, ...said };
    rest = rest.slice(next.found[0].length);
  }
  return phrase;
}

function isSaidTwice(phrase: Phrase, said: Partial<Phrase>): boolean {
  return Object.entries(phrase).some(([known, value]) => value !== null && Object.hasOwn(said, known));
}

function momentIn(phrase: Phrase, now: Instant, timeZone: string): Instant | null {
  const { lengthMs, weekday, isNext: isFollowing, date, part, ...times } = phrase;
  const today = localTime(now, timeZone);
  const ahead = date && phrase.ahead === null ? daysUntil(date, today) : phrase.ahead;
  if (date && (ahead === null || phrase.ahead !== null)) return null;
  const isDayNamed = ahead !== null || weekday !== null;
  const isTimed = times.time !== null || times.bare !== null;
  if (lengthMs !== null) return isDayNamed || isTimed || part !== null ? null : now + lengthMs;
  if ((ahead !== null && weekday !== null) || (times.time !== null && times.bare !== null)) return null;
  if (!isDayNamed && part === null && times.time === null) return null;
  const time = times.time ?? times.bare;
  if (time && part === null && isDoubtful(time)) return null;

  const on = (days: number, { hour, minute }: ClockTime) =>
    fromLocalTime({ ...today, day: today.day + days, hour, minute }, timeZone);
  const first = (days: readonly number[], reading: ClockTime) =>
    days.map((day) => on(day, reading)).find((moment) => moment > now) ?? null;
  const [likely, other] = readingsOf(time, part);
  if (!likely) return null;
  // A night that is not the next one begins on one day and ends on another.
  const isNext = !isDayNamed || (ahead === 0 && isSmallHour(likely, part));
  if (!isNext && isSmallHour(likely, part)) return null;
  if (isNext) {
    const moment = first([0, 1], likely);
    const before = other && first([0, 1], other);
    return moment !== null && before && before < moment && !time?.isNoon ? null : moment;
  }
  if (weekday !== null) {
    const days = (weekday - today.weekday + 7) % 7;
    return first(isFollowing && days === 0 ? [7] : [days, days + 7], likely);
  }
  const days = ahead ?? 0;
  return first(today.hour < NIGHT_ENDS_HOUR && !date ? [days - 1, days] : [days], likely);
}

/** How many days a date lies ahead; `null` = it is not within a week. */
function daysUntil({ day, month }: NonNullable<Phrase['date']>, today: LocalTime): number | null {
  for (let ahead = 0; ahead <= FARTHEST_MS / DAY_MS; ahead++) {
    const then = new Date(Date.UTC(today.year, today.month - 1, today.day + ahead));
    if (then.getUTCDate() === day && then.getUTCMonth() === month - 1) return ahead;
  }
  return null;
}
