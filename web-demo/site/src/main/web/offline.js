// The service worker: the site works without a network after the first load. It keeps what a start
// needs at once, the classes that cells may use when the page has started, the rest when used.
const home = new URL('./', self.location.href);
const kind = `elara ${home.pathname} `;
const name = kind + '{{version}}';
const files = [{{files}}];
const later = [{{later}}];
const at = (file) => new URL(file, home).href;

self.addEventListener('install', (event) => {
  const keep = async () => {
    const cache = await caches.open(name);
    await cache.addAll(['./', ...files].map(at));
    await self.skipWaiting();
  };
  event.waitUntil(keep());
});

self.addEventListener('activate', (event) => {
  const clean = async () => {
    for (const other of await caches.keys()) {
      if (other.startsWith(kind) && other !== name) {
        await caches.delete(other);
      }
    }
    await self.clients.claim();
  };
  event.waitUntil(clean());
});

// The page says when it has started, so that nothing it needs waits for these.
self.addEventListener('message', (event) => {
  const keepRest = async () => {
    const cache = await caches.open(name);
    const kept = new Set((await cache.keys()).map(({ url }) => url));
    await cache.addAll(later.map(at).filter((url) => !kept.has(url)));
    event.source.postMessage({ kept: true });
  };
  event.waitUntil(keepRest().catch(() => undefined));
});

self.addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET' || !event.request.url.startsWith(home.href)) {
    return;
  }
  const answer = async () => {
    const cache = await caches.open(name);
    const kept = await cache.match(event.request, { ignoreSearch: true });
    if (kept) {
      return kept;
    }
    const fetched = await fetch(event.request);
    if (fetched.status === 200) {
      await cache.put(event.request, fetched.clone());
    }
    return fetched;
  };
  event.respondWith(answer());
});
