import type { Instant } from './time.ts';

/** What a display can show; the first is shown where nobody chose. */
export const VIEWS = ['NOW', 'PLAN', 'CARS', 'BATTERY'] as const;
export type View = (typeof VIEWS)[number];

/** A screen in the house, such as a tablet on a wall, and what it is to show. */
export interface Display {
  /** As in its address, `/display/<name>`; the id everywhere in the API. */
  name: string;
  view: View;
  /** When somebody chose the view; `null` = nobody did. */
  chosenAt: Instant | null;
  /** Since when a page of it is connected; `null` = none is. */
  connectedSince: Instant | null;
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}\p{M} _-]{0,39}$/u;

/** The name under which a display is kept: composed, without space around it; `null` where it cannot be one. */
export function displayName(text: string): string | null {
  const name = text.normalize('NFC').trim();
  return NAME.test(name) ? name : null;
}
