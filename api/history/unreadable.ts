import type { Text } from '../house/index.ts';
import type { Store } from './store.ts';

/** What is kept cannot be read just now; whoever asked is told so instead of “there is nothing”. */
export class HistoryUnreadableError extends Error {
  readonly text: Text;

  constructor(cause: Text) {
    const text = {
      de: `Der Verlauf ist gerade nicht lesbar. ${cause.de}`,
      en: `The history cannot be read just now. ${cause.en}`,
    };
    super(text.en);
    this.name = 'HistoryUnreadableError';
    this.text = text;
  }
}

/** What is read; `null` where it cannot be just now, for whoever goes on with what was known before. */
export function readOrNull<T>(store: Pick<Store, 'strictly'>, read: () => T): T | null {
  try {
    return store.strictly(read);
  } catch (error) {
    if (error instanceof HistoryUnreadableError) return null;
    throw error;
  }
}
