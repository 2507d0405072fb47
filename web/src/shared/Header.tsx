import type { ReactNode } from 'react';
import { useSpeech } from '../languages/language.tsx';
import { usePartOr } from '../live/hooks.ts';
import { toggleMenu, usePanel } from '../shell/home-assistant.ts';
import { SettingsMenu } from '../shell/SettingsMenu.tsx';
import { ConnectionDot } from './ConnectionDot.tsx';
import { Icon } from './icons.tsx';

/** The house's name, the ways between the views, the state of the connection, and how all is shown. */
export function Header({ children }: { children: ReactNode }) {
  const title = usePartOr((house) => house.siteTitle, null);
  return (
    <header className="page-header">
      <PanelMenu />
      <span className="logo">
        <Icon name="bolt" />
      </span>
      <h1>{title ?? 'Smartload'}</h1>
      {children}
      <ConnectionDot />
      <SettingsMenu />
    </header>
  );
}

/** The way to the rest of Home Assistant, where its own bar has made room for ours. */
function PanelMenu() {
  const { words } = useSpeech();
  const panel = usePanel();
  if (!panel?.isNarrow) return null;
  return (
    <button
      type="button"
      className="plain round"
      aria-label={words.panelMenu}
      onClick={toggleMenu}
      data-testid="panel-menu"
    >
      <Icon name="menu" />
    </button>
  );
}
