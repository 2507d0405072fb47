import type { ReactNode } from 'react';
import { usePartOr } from '../live/hooks.ts';
import { SettingsMenu } from '../shell/SettingsMenu.tsx';
import { ConnectionDot } from './ConnectionDot.tsx';
import { Icon } from './icons.tsx';

/** The house's name, the ways between the views, the state of the connection, and how all is shown. */
export function Header({ children }: { children: ReactNode }) {
  const title = usePartOr((house) => house.siteTitle, null);
  return (
    <header className="page-header">
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
