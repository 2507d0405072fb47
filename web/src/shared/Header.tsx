import type { ReactNode } from 'react';
import { useLanguage, useSpeech } from '../languages/language.tsx';
import { usePartOr } from '../live/hooks.ts';
import { ConnectionDot } from './ConnectionDot.tsx';
import { Icon } from './icons.tsx';

/** The house's name, the state of the connection, and the language. */
export function Header(): ReactNode {
  const { words } = useSpeech();
  const { language, setLanguage } = useLanguage();
  const title = usePartOr((house) => house.siteTitle, null);
  const other = language === 'de' ? 'en' : 'de';
  return (
    <header className="page-header">
      <span className="logo">
        <Icon name="bolt" />
      </span>
      <h1>{title ?? 'Smartload'}</h1>
      <ConnectionDot />
      <button
        type="button"
        className="plain"
        lang={other}
        onClick={() => setLanguage(other)}
        data-testid="language"
      >
        {words.otherLanguage}
      </button>
    </header>
  );
}
