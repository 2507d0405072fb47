import type { DriverSettings, Instant, Language, LoadpointView, Text } from '../house/index.ts';

/** What people are told about; a `QUESTION` waits for an answer, an `ANSWER` says what came of one. */
export const OCCASIONS = [
  'CAR_FULL',
  'CAR_SHORT',
  'CABLE',
  'CAR_WILL_BE_SHORT',
  'EVCC_AWAY',
  'QUESTION',
  'ANSWER',
] as const;
export type Occasion = (typeof OCCASIONS)[number];

/** One of the answers that a question offers. */
export interface Choice {
  /** Letters and digits, at most 12: a button has room for 64 bytes. */
  key: string;
  label: Text;
}

/** What somebody may answer. */
export interface Question {
  id: number;
  choices: Choice[];
  /** Keys of those that are offered first where there is not room for all. */
  likely: string[];
  /** What stands on the button for own words; `null` = only the choices are understood. */
  ownWords: Text | null;
}

/** Something to tell people who are not looking at the page. */
export interface Message {
  occasion: Occasion;
  /** What is new about it, as the target that was reached: of the same nothing is said again for hours. */
  about?: string | null;
  /** evcc's name of the car; `null` = it concerns the whole house. */
  vehicle: string | null;
  /** What people call it; `null` or absent = as evcc does. */
  vehicleTitle?: string | null;
  at: Instant;
  /** From then on it is no use to tell it; `null` or absent = half a day later. */
  until?: Instant | null;
  /** Empty where somebody is answered. */
  title: Text;
  text: Text;
  /** Of a question, or of one that this answers; `null` or absent = nothing to answer. */
  question?: Question | null;
}

/** What people call the car at a loadpoint. */
export function nameOf({ vehicleTitle, title }: Pick<LoadpointView, 'vehicleTitle' | 'title'>): string {
  return vehicleTitle ?? title;
}

/** One way to reach people. */
export interface Channel {
  /** Stable: what waits is kept by it. */
  id: string;
  /** Whose it is; `null` = the household's. */
  driver: DriverSettings | null;
  /** Whether questions can be answered by it. */
  takesAnswers: boolean;
  /** @throws NotifyError where it did not get through; then it is tried again */
  send(message: Message, language: Language): Promise<void>;
}

/** The choices in the order in which they are worth a button; own words are the third. */
export function buttonsOf({ choices, likely, ownWords }: Question): (Choice | { ownWords: Text })[] {
  const rank = ({ key }: Choice) => (likely.includes(key) ? likely.indexOf(key) : likely.length);
  const ranked = choices.toSorted((a, b) => rank(a) - rank(b));
  if (ownWords === null) return ranked;
  return [...ranked.slice(0, likely.length), { ownWords }, ...ranked.slice(likely.length)];
}

/** A message did not get through; the text says why, without address, token or chat. */
export class NotifyError extends Error {
  readonly text: Text;
  /** It was this message that was not taken; others may be. */
  readonly isRefusal: boolean;

  constructor(text: Text, isRefusal = false) {
    super(text.en);
    this.name = 'NotifyError';
    this.text = text;
    this.isRefusal = isRefusal;
  }
}
