const cacheName = 'shop-1';
const statusAddress = /\/api\/v1\/print(Pdf|Html)\/status\//;

addEventListener('fetch', (event) => {
  const { request } = event;
  // Without respondWith(), the browser sends the request itself.
  if (request.method !== 'GET' || statusAddress.test(request.url)) return;
  event.respondWith(fromCache(request));
});

async function fromCache(request) {
  const cache = await caches.open(cacheName);
  const cached = await cache.match(request);
  if (cached) return cached;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
