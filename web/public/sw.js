// Keeps the page's own files, so that it opens where the server is away. What the house says is never kept here.
const CACHE = 'smartload';
const MOST = 80;
const FILES = ['script', 'style', 'image', 'manifest', 'sharedworker'];

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// The page names what it loaded before this worker was there.
self.addEventListener('message', (event) => {
  const urls = Array.isArray(event.data?.keep) ? event.data.keep : [];
  const own = urls.filter((url) => typeof url === 'string' && new URL(url).origin === self.location.origin);
  event.waitUntil(Promise.all(own.slice(0, MOST).map(fetchOnce)));
});

/** What cannot be fetched now is kept when the page asks for it. */
async function fetchOnce(url) {
  if (await caches.match(url, { ignoreVary: true })) return;
  await fetch(url).then(
    (response) => keep(url, response),
    () => null,
  );
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (isPage(request, pathname)) event.respondWith(newest(request));
  else if (FILES.includes(request.destination))
    event.respondWith(pathname.includes('/assets/') ? kept(request) : newest(request));
});

/** The page itself or that of a display; whatever else is opened here is none of ours. */
function isPage(request, pathname) {
  const scope = new URL(self.registration.scope).pathname;
  return request.mode === 'navigate' && (pathname === scope || pathname.startsWith(`${scope}display/`));
}

/** From the server; what is kept only where it does not answer. */
async function newest(request) {
  try {
    return await keep(request, await fetch(request));
  } catch (error) {
    const held = await caches.match(request, { ignoreVary: true });
    if (held) return held;
    throw error;
  }
}

/** A file whose name changes with its content never changes itself. */
async function kept(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? keep(request, await fetch(request));
}

async function keep(request, response) {
  if (!response.ok) return response;
  const cache = await caches.open(CACHE);
  await cache.put(request, response.clone());
  const all = await cache.keys();
  // The oldest first: files of versions that are gone.
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST)).map((old) => cache.delete(old)));
  return response;
}
