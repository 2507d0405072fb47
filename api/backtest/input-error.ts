import type { Text } from '../house/index.ts';

/** Something that was given to a backtest cannot be used. */
export class InputError extends Error {
  override name = 'InputError';
  readonly text: Text;
  /** The option or file that it is about. */
  readonly subject: string;

  constructor(subject: string, text: Text) {
    super(`${subject}: ${text.en}`);
    this.subject = subject;
    this.text = text;
  }
}
