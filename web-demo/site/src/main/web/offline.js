// The service worker: keeps all of the site, so that it works without a network after the first load.
const version = '{{version}}';
const files = [{{files}}];
const home = new URL('./', self.location.href);

self.addEventListener('install', (event) => {
  const keep = async () => {
    const cache = await caches.open(`elara ${version}`);
    await cache.addAll(['./', ...files].map((name) => new URL(name, home).href));
    await self.skipWaiting();
  };
  event.waitUntil(keep());
});

self.addEventListener('activate', (event) => {
  const clean = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith('elara ') && name !== `elara ${version}`) {
        await caches.delete(name);
      }
    }
    await self.clients.claim();
  };
  event.waitUntil(clean());
});

self.addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET' || !event.request.url.startsWith(home.href)) {
    return;
  }
  const answer = async () => {
    const cache = await caches.open(`elara ${version}`);
    const kept = await cache.match(event.request, { ignoreSearch: true });
    return kept ?? fetch(event.request);
  };
  event.respondWith(answer());
});
