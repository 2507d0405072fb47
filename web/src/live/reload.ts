const STORAGE_KEY = 'smartload.reloadedAt';
const NOT_AGAIN_WITHIN_MS = 60_000;

/** Loads the page anew, but not over and over where that does not help. */
export function reloadOnce(): void {
  const last = Number(sessionStorage.getItem(STORAGE_KEY));
  if (Date.now() - last < NOT_AGAIN_WITHIN_MS) return;
  sessionStorage.setItem(STORAGE_KEY, String(Date.now()));
  location.reload();
}
