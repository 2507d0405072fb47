import { useSyncExternalStore } from 'react';
import { type Choice, createChoice } from '../shared/kept.ts';
import { onChosenInHomeAssistant, themeOfHomeAssistant } from './home-assistant.ts';

/** Light, dark, or as the device has it; within Home Assistant as that has it. */
export const theme = createChoice('theme', ['system', 'light', 'dark']);

/** Whose clock times are written on. */
export const zone = createChoice('zone', ['house', 'browser']);

/** A choice as it stands; the component is drawn again when it changes. */
export function useChoice<T extends string>({ subscribe, get }: Choice<T>): T {
  return useSyncExternalStore(subscribe, get);
}

/** Has the page follow the chosen theme from now on. */
export function followTheme(): void {
  const show = () => {
    const chosen = theme.get();
    document.documentElement.dataset.theme =
      chosen === 'system' ? (themeOfHomeAssistant() ?? 'system') : chosen;
  };
  theme.subscribe(show);
  onChosenInHomeAssistant(show);
  show();
}
