/** What makes two written names the same: how letters are put together, their case, and space around them do not. */
export function nameKey(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

/** Whether two names mean the same car or person; `null` = none is known. */
export function isSameName(a: string | null | undefined, b: string | null | undefined): boolean {
  return typeof a === 'string' && typeof b === 'string' && nameKey(a) === nameKey(b);
}
