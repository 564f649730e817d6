// In the place of the service worker where there is none, as in the preview or when a magazine no longer wants one:
// browsers that still have it take this for its successor, which goes with all that was kept.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(remove()));

async function remove() {
  const { scope } = self.registration;
  await self.registration.unregister();
  const own = (name) => name === `magazine-kept ${scope}` || name.startsWith(`magazine-files ${scope} `);
  await Promise.all((await caches.keys()).filter(own).map((name) => caches.delete(name)));
}
