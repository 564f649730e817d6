// Keeps pages that a reader asked for, and shows them where the network does not. Registered by a reader's own act;
// nothing is kept unasked. The build puts before it: VERSION, a digest of FILES; FILES, what every page needs; LIST,
// the page of what is kept; LATEST, the list of the newest articles; LANGUAGE and NOTICE, words.
//
// Online, every page and file comes from the network: corrections reach readers at once, and what is kept is brought
// up to date with it. Pictures are kept in one width, under the part of their names that is the same for all.

const SCOPE = self.registration.scope;
const FILES_CACHE = `magazine-files ${SCOPE} ${VERSION}`;
const KEPT = `magazine-kept ${SCOPE}`;
const STATE = `${SCOPE}service-worker.js?state`; // of no file: whether all that is read is kept, when was looked for news
const PATIENCE = 4000; // milliseconds for the network, where there is something else to show
const PERIOD = 3600000; // milliseconds, after which all that is kept is compared with the network
const MOST_READ = 100; // pages that are kept only because they were read
const ARTICLE = /<article class="article\b/;

const withoutNetwork = new Set(); // windows that show a kept page: its files are taken from here as well

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

async function install() {
  const cache = await caches.open(FILES_CACHE);
  await cache.addAll(FILES.map((path) => new Request(SCOPE + path, { cache: "no-cache" })));
  await keep(SCOPE + LIST, "own");
  await self.skipWaiting();
}

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(`magazine-files ${SCOPE} `) && name !== FILES_CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await setState({ looked: 0 }); // pages may look different now
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { method, mode, url, headers } = event.request;
  if (method !== "GET" || !url.startsWith(SCOPE) || headers.has("range")) return;
  event.respondWith(mode === "navigate" ? page(event) : file(event));
});

async function page(event) {
  const url = address(event.request.url);
  const cache = await caches.open(KEPT);
  const own = await cache.match(url);
  const network = fetch(event.request, own ? { cache: "no-cache" } : {}); // not what the browser itself has kept
  event.waitUntil(network.then((response) => follow(url, response.clone())).catch(() => {}));
  try {
    const response = await (own ? within(network) : network);
    if (response.status < 500 || !own) return response;
  } catch {
    // There is no network, or it takes long.
  }
  withoutNetwork.add(event.resultingClientId);
  if (own) return url === SCOPE + LIST ? own : marked(own);
  return Response.redirect(`${SCOPE}${LIST}#${encodeURIComponent(event.request.url)}`);
}

async function file({ request, clientId }) {
  const files = await caches.open(FILES_CACHE), cache = await caches.open(KEPT);
  const own = (await files.match(request)) || (await cache.match(picture(request.url)));
  if (own && withoutNetwork.has(clientId)) return own;
  const network = fetch(request);
  if (!own) return network;
  try {
    return await within(network);
  } catch {
    return own;
  }
}

function within(network) {
  const patience = new Promise((_, reject) => {
    setTimeout(reject, PATIENCE);
  });
  return Promise.race([network, patience]);
}

// One address for each page, however a link names it.
function address(url) {
  return url.split(/[?#]/)[0].replace(/index\.html$/, "");
}

// Pictures are called name.fingerprint-width.format.
function picture(url) {
  return url.replace(/(\.[0-9a-f]{8})-[^/]*$/, "$1");
}

// Says on a kept page that it is one, and of when.
async function marked(own) {
  const day = new Date(own.headers.get("kept-day")).toLocaleDateString(LANGUAGE, { dateStyle: "long" });
  const notice = `<p class="notice" role="status" lang="${LANGUAGE}">${NOTICE.replace("{day}", day)}</p>`;
  return html((await own.text()).replace(/<main[^>]*>/, (tag) => tag + notice));
}

function html(text, headers = {}) {
  return new Response(text, { headers: { "content-type": "text/html; charset=utf-8", ...headers } });
}

// Brings what is kept of a page up to date with what the network answered.
async function follow(url, response) {
  const cache = await caches.open(KEPT);
  const own = await cache.match(url);
  if (own) await renew(url, own, response);
  else if (response.ok && (await state()).read) {
    const text = await response.text();
    if (ARTICLE.test(text)) {
      await store(url, text, "read");
      await limit();
    }
  }
  const { looked = 0 } = await state();
  if (Date.now() - looked > PERIOD) await renewAll();
}

async function renewAll() {
  await setState({ looked: Date.now() });
  const cache = await caches.open(KEPT);
  for (const { url } of await cache.keys()) {
    const own = await cache.match(url);
    if (own?.headers.has("kept-by")) {
      await fetch(url, { cache: "no-cache" }).then((response) => renew(url, own, response), () => {});
    }
  }
  await tidy();
}

// A page that is gone goes; one that was corrected or withdrawn is replaced by what stands there now.
async function renew(url, own, response) {
  if (response.ok) await store(url, await response.text(), own.headers.get("kept-by"));
  else if (response.status === 404 || response.status === 410) await release(url);
}

async function keep(url, by) {
  if (!url.startsWith(SCOPE)) throw new Error(url);
  const response = await fetch(url, { cache: "no-cache" });
  if (!response.ok) throw new Error(String(response.status));
  await store(url, await response.text(), by);
}

async function store(url, text, by) {
  const cache = await caches.open(KEPT);
  await Promise.all(files(text, url).map((each) => storeFile(cache, each)));
  const title = encodeURIComponent(titleOf(text) || url);
  await cache.put(url, html(text, { "kept-title": title, "kept-by": by, "kept-day": new Date().toISOString() }));
}

// A picture that cannot be had leaves the text readable.
async function storeFile(cache, url) {
  if ((await cache.match(picture(url))) || (await caches.match(url, { cacheName: FILES_CACHE }))) return;
  await fetch(url).then((response) => response.ok && cache.put(picture(url), response), () => {});
}

// The files that a page needs beside those of all pages; of pictures one width, and none of other articles.
function files(text, url) {
  const own = text.split('<section class="related"')[0];
  const found = [...own.matchAll(/<(?:script|link rel="stylesheet")[^>]* (?:src|href)="([^"]+)"/g)].map(([, name]) => name);
  for (const [, set, source] of own.matchAll(/(?:<source type="image\/webp" srcset="([^"]+)"[^>]*>)?<img[^>]* src="([^"]+)"/g)) {
    found.push(set ? width(set, ARTICLE.test(own) ? 1000 : 500) : source);
  }
  const all = found.map((name) => new URL(name, url).href);
  return [...new Set(all)].filter((each) => each.startsWith(SCOPE));
}

function width(set, most) {
  const variants = set.split(", ").map((each) => each.split(" "));
  const fitting = variants.filter(([, wide]) => Number.parseInt(wide, 10) <= most);
  return (fitting.at(-1) || variants[0])[0];
}

const SIGNS = { amp: "&", lt: "<", gt: ">", "#34": '"', "#39": "'" };

function titleOf(text) {
  const [, title = ""] = text.match(/<h1[^>]*>(.*?)<\/h1>/s) || text.match(/<title>(.*?)<\/title>/s) || [];
  return title.replace(/<[^>]*>/g, "").replace(/&([a-z#0-9]+);/g, (sign, name) => SIGNS[name] || sign).trim();
}

async function release(url) {
  const cache = await caches.open(KEPT);
  await cache.delete(url);
}

// Removes the pictures and files of pages that are kept no longer.
async function tidy() {
  const cache = await caches.open(KEPT);
  const needed = new Set([STATE]);
  const others = [];
  for (const { url } of await cache.keys()) {
    const own = await cache.match(url);
    if (!own.headers.has("kept-by")) others.push(url);
    else for (const each of files(await own.text(), url)) needed.add(picture(each));
  }
  await Promise.all(others.filter((url) => !needed.has(url)).map((url) => cache.delete(url)));
}

async function pages() {
  const cache = await caches.open(KEPT);
  const found = [];
  for (const { url } of await cache.keys()) {
    const { headers } = await cache.match(url);
    if (headers.has("kept-by") && headers.get("kept-by") !== "own") {
      const [by, day] = [headers.get("kept-by"), headers.get("kept-day")];
      found.push({ url, by, day, title: decodeURIComponent(headers.get("kept-title")) });
    }
  }
  return found;
}

async function limit() {
  const read = (await pages()).filter((page) => page.by === "read").sort((a, b) => (a.day < b.day ? -1 : 1));
  for (const { url } of read.slice(0, Math.max(0, read.length - MOST_READ))) await release(url);
}

async function state() {
  const cache = await caches.open(KEPT);
  return (await (await cache.match(STATE))?.json()) || {};
}

async function setState(changed) {
  const now = { ...(await state()), ...changed };
  const cache = await caches.open(KEPT);
  await cache.put(STATE, new Response(JSON.stringify(now)));
}

async function keepLatest() {
  const response = await fetch(SCOPE + LATEST, { cache: "no-cache" });
  const urls = (await response.json()).map((path) => SCOPE + path);
  await keep(SCOPE, "reader");
  for (const url of urls) await keep(url, "reader");
  return urls.length;
}

const ANSWERS = {
  keep: ({ url }) => keep(address(url), "reader"),
  latest: keepLatest,
  async kept() {
    return { pages: await pages(), read: Boolean((await state()).read) };
  },
  async read({ yes, url }) {
    await setState({ read: yes });
    const cache = await caches.open(KEPT);
    if (yes && !(await cache.match(address(url)))) await keep(address(url), "read");
  },
  async release({ url }) {
    await release(address(url));
    await tidy();
  },
};

self.addEventListener("message", (event) => {
  const { name, ...values } = event.data;
  const done = ANSWERS[name](values).then((value) => ({ value }), (error) => ({ error: String(error) }));
  event.waitUntil(done.then((answer) => event.ports[0].postMessage(answer)));
});
