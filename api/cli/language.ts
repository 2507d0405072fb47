import type { Language } from '../house/index.ts';

/** The language of a terminal; English unless it says German. */
export function languageOfEnvironment(env: Record<string, string | undefined>): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^de/i.test(locale) ? 'de' : 'en';
}
