import type { Instant, Language, Text } from '../house/index.ts';

/** What people are told about. */
export type Occasion = 'CAR_FULL' | 'CAR_SHORT' | 'CABLE' | 'CAR_WILL_BE_SHORT' | 'EVCC_AWAY';

/** Something to tell people who are not looking at the page. */
export interface Message {
  occasion: Occasion;
  /** evcc's name of the car; `null` = it concerns the whole house. */
  vehicle: string | null;
  at: Instant;
  title: Text;
  text: Text;
}

/** One way to reach people. */
export interface Channel {
  /** Stable: what waits is kept by it. */
  id: string;
  /** Whether those it reaches are to hear of this. */
  wants(message: Message): boolean;
  /** @throws NotifyError where it did not get through; then it is tried again */
  send(message: Message, language: Language): Promise<void>;
}

/** A message did not get through; the text says why, without address, token or chat. */
export class NotifyError extends Error {
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.name = 'NotifyError';
    this.text = text;
  }
}
