/** A tab that nobody has seen for this long needs no stream; who comes back within it finds it running. */
const OUT_OF_SIGHT_MS = 60_000;

/**
 * Tells when nobody has looked at the page for a while, and at once when somebody does again.
 *
 * @param onHurry told when it is worth trying at once: somebody looks again, or the network is back
 */
export function watchAttention(onChange: (isWanted: boolean) => void, onHurry: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  function look(): void {
    clearTimeout(timer);
    if (document.visibilityState === 'visible') {
      onChange(true);
      onHurry();
    } else timer = setTimeout(() => onChange(false), OUT_OF_SIGHT_MS);
  }

  document.addEventListener('visibilitychange', look);
  window.addEventListener('online', onHurry);
  // A page that is left may be kept and shown again.
  window.addEventListener('pagehide', () => onChange(false));
  window.addEventListener('pageshow', look);
}
