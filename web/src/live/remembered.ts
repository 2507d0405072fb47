import type { Instant } from '../../../api/house/index.ts';
import { keep, readKept } from '../shared/kept.ts';
import type { HouseParts } from './live-document.ts';

const KEPT_AS = 'state';

/** The last state that this browser saw. */
export interface Remembered {
  publishedAt: Instant;
  parts: HouseParts;
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
export function remember(shape: string, { publishedAt, parts }: Remembered): void {
  keep(KEPT_AS, JSON.stringify({ shape, publishedAt, parts }));
}

/** Written by this page itself, so its shape says what it holds. */
function isRemembered(value: unknown): value is Remembered & { shape: string } {
  return typeof value === 'object' && value !== null && 'shape' in value && 'parts' in value;
}
