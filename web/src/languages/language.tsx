import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { LANGUAGES, type Language, type Text } from '../../../api/house/index.ts';
import { usePartOr } from '../live/hooks.ts';
import { keep, readKept } from '../shared/kept.ts';
import { languageOfHomeAssistant, onChosenInHomeAssistant } from '../shell/home-assistant.ts';
import { useChoice, zone } from '../shell/preferences.ts';
import { de, type Words } from './de.ts';
import { en } from './en.ts';
import { createFormat, type Format } from './format.ts';

const WORDS: Record<Language, Words> = { de, en };
const KEPT_AS = 'language';

interface LanguageChoice {
  language: Language;
  setLanguage: (language: Language) => void;
}

const LanguageContext = createContext<LanguageChoice>({ language: 'en', setLanguage: () => {} });

/** Gives everything below it a language: the one chosen here before, else Home Assistant's or the browser's, else English. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => onChosenInHomeAssistant(() => setLanguage(firstLanguage())), []);
  const choice = useMemo(() => ({ language, setLanguage: remember(setLanguage) }), [language]);
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}

function firstLanguage(): Language {
  const wanted = [readKept(KEPT_AS), languageOfHomeAssistant(), ...navigator.languages];
  for (const tag of wanted) {
    const found = LANGUAGES.find((language) => tag?.toLowerCase().split('-')[0] === language);
    if (found) return found;
  }
  return 'en';
}

function remember(set: (language: Language) => void) {
  return (language: Language) => {
    keep(KEPT_AS, language);
    set(language);
  };
}

export function useLanguage(): LanguageChoice {
  return useContext(LanguageContext);
}

/** What a component needs to speak: our words, numbers and times, and texts that came from the server. */
export interface Speech {
  words: Words;
  format: Format;
  say: (text: Text) => string;
}

/** Zone of the clock that times are written on and read from: the house's, or where somebody chose so the browser's. */
export function useTimeZone(): string {
  const houseZone = usePartOr((house) => house.timeZone, 'Europe/Berlin');
  return useChoice(zone) === 'browser' ? Intl.DateTimeFormat().resolvedOptions().timeZone : houseZone;
}

const speeches = new Map<string, Speech>();

/** The speech for the chosen language and the house's zone and currency; the same object as long as these stay. */
export function useSpeech(): Speech {
  const { language } = useLanguage();
  const timeZone = useTimeZone();
  const currency = usePartOr((house) => house.currency, 'EUR');
  const key = `${language} ${timeZone} ${currency}`;
  let speech = speeches.get(key);
  if (!speech) {
    const format = createFormat({ language, timeZone, currency });
    speech = { words: WORDS[language], format, say: (text) => text[language] };
    speeches.set(key, speech);
  }
  return speech;
}
