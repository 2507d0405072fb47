import { useSyncExternalStore } from 'react';
import { createStore } from '../live/store.ts';

/** Home Assistant's panel, which shows us in a frame, as far as it has told of itself. */
export interface Panel {
  /** Its side bar is closed and has to be opened by us. */
  isNarrow: boolean;
}

/** What Home Assistant keeps in the browser for its own pages, which are of the same site as our frame. */
const KEPT_THEME = 'selectedTheme';
const KEPT_LANGUAGE = 'selectedLanguage';
const SIDES = ['top', 'right', 'bottom', 'left'] as const;
const WIDEST_INSET_PX = 200;

const panel = createStore<Panel | null>(null);

/** Whether this page is shown by Home Assistant's ingress, in a frame of its own. */
export function isInHomeAssistant(): boolean {
  return window.parent !== window && location.pathname.includes('/hassio_ingress/');
}

/** Tells the panel around us that we take care of the whole screen, and learns how much of it is free. */
export function joinHomeAssistant(): void {
  if (!isInHomeAssistant()) return;
  window.addEventListener('message', ({ source, origin, data }: MessageEvent<unknown>) => {
    if (source === window.parent && origin === location.origin) learn(data);
  });
  window.addEventListener('pagehide', () => tell('unsubscribe-properties'));
  window.addEventListener('pageshow', () =>
    tell('subscribe-properties', { kioskMode: true, handleSafeArea: true }),
  );
}

/** Opens or closes Home Assistant's side bar. */
export function toggleMenu(): void {
  tell('toggle-menu');
}

/** The panel around us; `null` where there is none, or it has not said anything. */
export function usePanel(): Panel | null {
  return useSyncExternalStore(panel.subscribe, panel.get);
}

/** The theme that was chosen in Home Assistant; `null` where none was, or we are not there. */
export function themeOfHomeAssistant(): 'light' | 'dark' | null {
  const chosen = kept(KEPT_THEME);
  if (!isRecord(chosen) || typeof chosen.dark !== 'boolean') return null;
  return chosen.dark ? 'dark' : 'light';
}

/** The language that was chosen in Home Assistant; `null` where none was, or we are not there. */
export function languageOfHomeAssistant(): string | null {
  const chosen = kept(KEPT_LANGUAGE);
  return typeof chosen === 'string' ? chosen : null;
}

/** Told whenever something is chosen anew in Home Assistant. */
export function onChosenInHomeAssistant(listener: () => void): void {
  if (!isInHomeAssistant()) return;
  window.addEventListener('storage', ({ key }) => {
    if (key === KEPT_THEME || key === KEPT_LANGUAGE) listener();
  });
}

/** Only pages of the same site read it: whoever else has put us in a frame hears nothing. */
function tell(what: string, more: object = {}): void {
  window.parent.postMessage({ type: `home-assistant/${what}`, ...more }, location.origin);
}

function learn(data: unknown): void {
  if (!isRecord(data) || data.type !== 'home-assistant/properties') return;
  panel.set({ isNarrow: data.narrow === true });
  if (!isRecord(data.safeAreaInsets)) return;
  for (const side of SIDES) {
    const inset = pixels(data.safeAreaInsets[side]);
    if (inset !== null) document.documentElement.style.setProperty(`--inset-${side}`, `${inset}px`);
  }
}

/** Such as 24 or `24px`; `null` for anything that cannot be the edge of a screen. */
function pixels(value: unknown): number | null {
  const number = typeof value === 'string' ? Number(value.replace(/px$/, '') || Number.NaN) : value;
  return typeof number === 'number' && number >= 0 && number <= WIDEST_INSET_PX ? number : null;
}

function kept(key: string): unknown {
  if (!isInHomeAssistant()) return null;
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
