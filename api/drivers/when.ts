import { DAY_MS, fromLocalTime, HOUR_MS, type Instant, localTime, MINUTE_MS } from '../house/index.ts';

/** Nobody says today when a car is needed in more than a week. */
const FARTHEST_MS = 7 * DAY_MS;
/** What people mean by a part of the day, local hour. */
const PARTS: readonly [RegExp, hour: number][] = [
  [/^(früh|frueh|morgens?|am morgen|in the morning|morning)$/, 7],
  [/^(vormittags?|am vormittag|before noon)$/, 10],
  [/^(mittags?|am mittag|at noon|noon|midday)$/, 12],
  [/^(nachmittags?|am nachmittag|in the afternoon|afternoon)$/, 15],
  [/^(abends?|am abend|in the evening|evening|tonight)$/, 18],
];
const DAYS: readonly [RegExp, ahead: number][] = [
  [/^(übermorgen|uebermorgen|(the )?day after tomorrow)\b\s*/, 2],
  [/^(morgen|tomorrow)\b\s*/, 1],
  [/^(heute|today|this)\b\s*/, 0],
];
const WEEKDAYS = [
  /^(?:am |on )?(sonntag|sunday|so\b|sun\b)\.?\s*/,
  /^(?:am |on )?(montag|monday|mo\b|mon\b)\.?\s*/,
  /^(?:am |on )?(dienstag|tuesday|di\b|tue\b)\.?\s*/,
  /^(?:am |on )?(mittwoch|wednesday|mi\b|wed\b)\.?\s*/,
  /^(?:am |on )?(donnerstag|thursday|do\b|thu\b)\.?\s*/,
  /^(?:am |on )?(freitag|friday|fr\b|fri\b)\.?\s*/,
  /^(?:am |on )?(samstag|sonnabend|saturday|sa\b|sat\b)\.?\s*/,
] as const;
/** `tomorrow` alone is in the morning. */
const USUAL_HOUR = 7;

interface ClockTime {
  hour: number;
  minute: number;
}

/**
 * The moment that people mean, in German or English and in the house's time: „um 14:30“, „in 2,5 Stunden“, „morgen
 * früh“, "tomorrow at 7", "2 h", "friday 6:15 am". A clock time without a day is the next one. `null` = not understood,
 * past, or more than a week ahead.
 */
export function momentOf(text: string, now: Instant, timeZone: string): Instant | null {
  const said = text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[!?.]+$/, '');
  const moment = now + (durationOf(said) ?? Number.NaN);
  const found = Number.isNaN(moment) ? onSomeDay(said, now, timeZone) : moment;
  return found !== null && found > now && found <= now + FARTHEST_MS ? found : null;
}

function durationOf(said: string): number | null {
  if (/^(in )?(einer halben|half an|1\/2) (stunde|hour)$/.test(said)) return HOUR_MS / 2;
  if (/^(in )?(einer|an|one) (stunde|hour)$/.test(said)) return HOUR_MS;
  const [, amount = '', unit = ''] = /^(?:in )?(\d+(?:[.,]\d+)?) ?([a-z]+)$/.exec(said) ?? [];
  const count = Number(amount.replace(',', '.'));
  if (amount === '') return null;
  if (/^(h|std|stunden?|hours?|hrs?)$/.test(unit)) return count * HOUR_MS;
  return /^(m|min|minuten?|mins?|minutes?)$/.test(unit) ? count * MINUTE_MS : null;
}

function onSomeDay(said: string, now: Instant, timeZone: string): Instant | null {
  const today = localTime(now, timeZone);
  const on = (ahead: number, { hour, minute }: ClockTime) =>
    fromLocalTime({ ...today, day: today.day + ahead, hour, minute }, timeZone);
  for (const [pattern, ahead] of DAYS) {
    const match = pattern.exec(said);
    if (!match) continue;
    const time = timeOf(said.slice(match[0].length), ahead > 0);
    // „morgen“ is also the morning: without anything else it is tomorrow's.
    return time && on(ahead, time);
  }
  for (const [weekday, pattern] of WEEKDAYS.entries()) {
    const match = pattern.exec(said);
    if (!match) continue;
    const time = timeOf(said.slice(match[0].length), true);
    if (!time) return null;
    const ahead = (weekday - today.weekday + 7) % 7;
    const moment = on(ahead, time);
    return moment > now ? moment : on(ahead + 7, time);
  }
  const time = timeOf(said, false);
  if (!time) return null;
  const moment = on(0, time);
  return moment > now ? moment : on(1, time);
}

/** A clock time, a part of the day, or both; `isDayKnown` lets it be left out, or be a bare number. */
function timeOf(said: string, isDayKnown: boolean): ClockTime | null {
  const rest = said.replace(/^(um|at|gegen|bis|by|ab|around) /, '');
  const hasPreposition = rest !== said;
  if (rest === '') return isDayKnown ? { hour: USUAL_HOUR, minute: 0 } : null;
  const part = PARTS.find(([pattern]) => pattern.test(rest));
  if (part) return { hour: part[1], minute: 0 };
  const withoutPart = rest.replace(/^(früh|frueh|abends?|mittags?|morgens?|morning|evening) (um |at )?/, '');
  const [, hours = '', minutes = '0', suffix = ''] =
    /^(\d{1,2})(?:[:.](\d{2}))? ?(uhr|h|am|pm|a\.m|p\.m)?$/.exec(withoutPart) ?? [];
  const isClear = isDayKnown || hasPreposition || suffix !== '' || withoutPart.includes(':');
  if (hours === '' || !isClear) return null;
  const hour = twentyFour(Number(hours), suffix);
  const minute = Number(minutes);
  return hour !== null && minute < 60 ? { hour, minute } : null;
}

function twentyFour(hour: number, suffix: string): number | null {
  if (!/^[ap]/.test(suffix)) return hour < 24 ? hour : null;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (suffix.startsWith('p') ? 12 : 0);
}
