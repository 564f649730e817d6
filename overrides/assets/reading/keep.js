// Keeps articles on the reader's device, to be read where there is no network. Nothing is kept unasked.
import { element } from "../element.js";
import { filled, said } from "./said.js";
import { kept, order, release, TOP } from "./worker.js";

/** Returns the ways to keep something; hidden where browsers cannot. */
export async function part() {
  const { words, kept: list } = await said;
  const url = location.href.split(/[?#]/)[0].replace(/index\.html$/, "");
  const told = element("p", { className: "meta", role: "status" });
  const one = element("button", { type: "button", className: "chip" });
  const latest = element("button", { type: "button", className: "chip" }, words["keep-latest"]);
  const read = element("input", { type: "checkbox" });
  const box = element(
    "div",
    { className: "reading__keep", role: "group", "aria-label": words.keep },
    one,
    latest,
    element("label", {}, read, words["keep-read"]),
    element("a", { href: TOP + list }, words["kept-title"]),
    told,
  );
  if (!navigator.serviceWorker) {
    box.hidden = true;
    return box;
  }

  let has = false;
  const look = async () => {
    const now = await kept();
    has = now.pages.some((page) => page.url === url);
    read.checked = now.read;
    one.textContent = words[has ? "release" : "keep-one"];
  };
  // What is done takes a while: pressed twice, it is done once.
  const doing = async (act) => {
    if (box.ariaBusy === "true") return;
    box.ariaBusy = "true";
    told.textContent = words["keep-doing"];
    try {
      told.textContent = await act();
    } catch {
      told.textContent = words["keep-failed"];
    }
    await look();
    box.ariaBusy = "false";
  };
  one.addEventListener("click", () => doing(async () => {
    if (has) {
      await release(url);
      return words.released;
    }
    await order({ name: "keep", url });
    return words["kept-one"];
  }));
  latest.addEventListener("click", () => doing(async () => {
    return filled(words["kept-latest"], { count: await order({ name: "latest" }) });
  }));
  read.addEventListener("change", () => doing(async () => {
    await order({ name: "read", yes: read.checked, url });
    return words[read.checked ? "kept-read" : "kept-read-no"];
  }));
  await look();
  return box;
}
