/** Part of a day, as people name it. */
export type Part = keyof typeof PARTS;

/** Local hours that belong to a part, from the first to the last; `usual` is meant where nothing else is said. */
const PARTS = {
  morning: { first: 1, last: 11, usual: 7 },
  forenoon: { first: 6, last: 11, usual: 10 },
  noon: { first: 11, last: 14, usual: 12 },
  afternoon: { first: 12, last: 18, usual: 15 },
  evening: { first: 17, last: 23, usual: 18 },
  tonight: { first: 17, last: 3, usual: 18 },
  night: { first: 21, last: 5, usual: null },
  midnight: { first: 24, last: 0, usual: 0 },
} as const;
/** A day without anything else is meant from its morning on. */
const USUAL_HOUR = PARTS.morning.usual;
/** Up to this hour, on a clock of twelve, people mean the afternoon more often than the night. */
const LAST_DOUBTFUL_HOUR = 4;

/** A time of a clock as it was said. */
export interface SpokenTime {
  hour: number;
  minute: number;
  /** The hour is one of 24; otherwise it may be one of twelve. */
  isOf24: boolean;
  /** „12 Uhr“ is noon, where nothing says that it is night. */
  isNoon?: boolean;
}

/** A local time of day. */
export interface ClockTime {
  hour: number;
  minute: number;
}

/** A part of a day by its word; `null` = it is none. */
export function partOf(word: string | undefined): Part | null {
  return word !== undefined && isPart(word) ? word : null;
}

function isPart(word: string): word is Part {
  return Object.hasOwn(PARTS, word);
}

/** A clock time from its written parts; `null` = there is no such time. */
export function spokenTime(
  hour: number,
  minute: number,
  written: { meridiem: string | undefined; isOf24: boolean },
): SpokenTime | null {
  if (hour > 23 || minute > 59) return null;
  if (!written.meridiem) return { hour, minute, isOf24: written.isOf24 || hour === 0 || hour > 12 };
  if (hour < 1 || hour > 12) return null;
  return { hour: (hour % 12) + (written.meridiem === 'pm' ? 12 : 0), minute, isOf24: true };
}

/** The times of a day that can be meant, the likely one first; none where time and part contradict each other. */
export function readingsOf(time: SpokenTime | null, part: Part | null): ClockTime[] {
  if (time === null) {
    const hour = part === null ? USUAL_HOUR : PARTS[part].usual;
    return hour === null ? [] : [{ hour, minute: 0 }];
  }
  const { hour, minute, isOf24 } = time;
  const hours = isOf24 ? [hour] : [hour, (hour + 12) % 24];
  return hours.filter((one) => part === null || isWithin(one, part)).map((one) => ({ hour: one, minute }));
}

/** Whether nobody can tell if a bare hour is meant at night or in the afternoon. */
export function isDoubtful({ hour, isOf24 }: SpokenTime): boolean {
  return !isOf24 && hour <= LAST_DOUBTFUL_HOUR;
}

/** Whether a time belongs to the night that a part names, and so perhaps to the next day. */
export function isSmallHour({ hour }: ClockTime, part: Part | null): boolean {
  return part !== null && PARTS[part].first > PARTS[part].last && hour <= PARTS[part].last;
}

function isWithin(hour: number, part: Part): boolean {
  const { first, last } = PARTS[part];
  return first <= last ? hour >= first && hour <= last : hour >= first || hour <= last;
}
