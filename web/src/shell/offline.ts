/** Home Assistant's pages have a worker of their own for this address. */
const INGRESS = '/hassio_ingress/';
/** By then the page is drawn and fetching the rest disturbs nobody. */
const LATER_MS = 5000;

/** Has the browser keep the page's files, so that it opens without the server too, where the browser allows that. */
export function keepForOffline(fetchRest: () => void): void {
  setTimeout(() => {
    fetchRest();
    if (!('serviceWorker' in navigator) || location.pathname.includes(INGRESS)) return;
    navigator.serviceWorker.register(new URL('sw.js', document.baseURI)).catch(() => {
      // Refused over plain HTTP: the page then needs its server, and works.
    });
  }, LATER_MS);
}
