/** Home Assistant's pages have a worker of their own for this address. */
const INGRESS = '/hassio_ingress/';
/** By then the page is drawn and fetching the rest disturbs nobody. */
const LATER_MS = 5000;

/** Has the browser keep the page's files, so that it opens without the server too, where the browser allows that. */
export function keepForOffline(fetchRest: () => void): void {
  setTimeout(() => {
    fetchRest();
    if (!('serviceWorker' in navigator) || location.pathname.includes(INGRESS)) return;
    navigator.serviceWorker.register(new URL('sw.js', document.baseURI)).then(keepLoaded, () => {
      // Refused over plain HTTP: the page then needs its server, and works.
    });
  }, LATER_MS);
}

/** What was loaded before the worker was there is kept too, so that the first visit is enough. */
async function keepLoaded(): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  const files = performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => name.startsWith(location.origin) && /\.(js|css|svg|png|webmanifest)$/.test(name));
  active?.postMessage({ keep: [location.origin + location.pathname, ...files] });
}
