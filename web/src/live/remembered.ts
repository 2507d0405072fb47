import type { Instant } from '../../../api/house/index.ts';
import { keep, readKept } from '../shared/kept.ts';
import type { HouseParts } from './live-document.ts';

const KEPT_AS = 'state';

/** Of when a state is, so that its age goes on without the server. */
export interface Dated {
  /** In the house's time. */
  publishedAt: Instant;
  /** In the browser's, which goes on while a device sleeps. */
  receivedAt: Instant;
  /** The clock of the virtual house may run faster than ours. */
  speed: number;
}

/** The last state that this browser saw. */
export interface Remembered extends Dated {
  parts: HouseParts;
}

/** The house's time at an instant of the browser's; a browser's clock that was set back does not set the house's. */
export function timeOf({ publishedAt, receivedAt, speed }: Dated, browserTime: Instant): Instant {
  return publishedAt + Math.max(0, browserTime - receivedAt) * speed;
}

/**
 * What this browser saw last; `null` where it saw nothing yet, or another version of the page did.
 *
 * @param shape names what a state consists of
 */
export function recall(shape: string): Remembered | null {
  try {
    const kept: unknown = JSON.parse(readKept(KEPT_AS) ?? 'null');
    return isRemembered(kept) && kept.shape === shape ? kept : null;
  } catch {
    return null;
  }
}

/** Keeps a state for the next time that the server is away. */
export function remember(shape: string, state: Remembered): void {
  keep(KEPT_AS, JSON.stringify({ shape, ...state }));
}

/** Written by this page itself, so its shape says what it holds. */
function isRemembered(value: unknown): value is Remembered & { shape: string } {
  return typeof value === 'object' && value !== null && 'shape' in value && 'receivedAt' in value;
}
