// Asks the service worker, which keeps pages. There is none before a reader asks for a page to be kept.

/** The address of the site. */
export const TOP = new URL("../../", import.meta.url).href;

const SCRIPT = `${TOP}service-worker.js`;
const NAME = "magazine-worker"; // the only one that the page's policy lets make the address of a script

let policy;

async function registered() {
  const found = await navigator.serviceWorker?.getRegistration(TOP);
  return found?.scope === TOP ? found : null; // not that of another site above this one
}

async function registration() {
  policy ??= globalThis.trustedTypes?.createPolicy(NAME, { createScriptURL: () => SCRIPT }) || {
    createScriptURL: () => SCRIPT,
  };
  return (await registered()) || navigator.serviceWorker.register(policy.createScriptURL(SCRIPT));
}

async function active({ active: worker, waiting, installing }) {
  const found = worker || waiting || installing;
  if (found.state !== "activated") {
    await new Promise((resolve, reject) => {
      found.addEventListener("statechange", () => {
        if (found.state === "activated") resolve();
        else if (found.state === "redundant") reject(new Error(found.state));
      });
    });
  }
  return found;
}

async function answer(worker, question) {
  const { port1, port2 } = new MessageChannel();
  const heard = new Promise((resolve) => {
    port1.onmessage = resolve;
  });
  worker.postMessage(question, [port2]);
  const { data } = await heard;
  port1.close();
  if (data.error) throw new Error(data.error);
  return data.value;
}

/** Has the service worker do something, and returns its answer; registers it if there is none. */
export async function order(question) {
  return answer(await active(await registration()), question);
}

/** Returns what is kept: `pages`, and whether all that is `read` is kept. */
export async function kept() {
  const found = await registered();
  return found ? answer(await active(found), { name: "kept" }) : { pages: [], read: false };
}

/** Lets go of a page, if it is kept. */
export async function release(url) {
  const found = await registered();
  if (found) await answer(await active(found), { name: "release", url });
}

/** Takes the service worker away, with all that it keeps. */
export async function remove() {
  const found = await registered();
  await found?.unregister();
  const names = globalThis.caches ? await caches.keys() : [];
  const own = (name) => name === `magazine-kept ${TOP}` || name.startsWith(`magazine-files ${TOP} `);
  await Promise.all(names.filter(own).map((name) => caches.delete(name)));
}
