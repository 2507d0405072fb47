import type { Text } from './text.ts';

export type FindingSeverity = 'CRITICAL' | 'WARNING';

/** One thing that is wrong with the configuration, for people: where, what was found, and the way out. */
export interface Finding {
  /** Option as the user writes it, or `file:line:column`. */
  field: string;
  /** What was found, as text; secrets are masked. */
  value: string | null;
  severity: FindingSeverity;
  message: Text;
  suggestion: Text;
}
