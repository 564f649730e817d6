// Passing an article on: the system's own sharing where there is one, copying its address, Mastodon on the reader's
// server (mastodon.js). Loaded when a reader asks for more ways than e-mail.
import { element } from "./element.js";

export let words;

/** Returns a button that is called by a word of share.json. */
export function chip(word, properties) {
  return element("button", { type: "button", className: "chip", ...properties }, words[word]);
}

/** Returns what is passed on: the headline, as one would type it, and the address of the article. */
export function shared() {
  const title = document.querySelector("h1").textContent.replace(/[\u00a0\u202f]/g, " ").replaceAll("\u2011", "-");
  return { title, url: document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0] };
}

/** Puts the other ways in the place of the button `more`. */
export async function open(more) {
  const box = more.closest(".share");
  words = await (await fetch(new URL(box.dataset.words ?? "share.json", import.meta.url))).json();
  const told = element("p", { className: "meta", role: "status" });
  const copied = async () => {
    const { url } = shared();
    try {
      await navigator.clipboard.writeText(url);
      told.textContent = words.copied;
    } catch {
      told.textContent = `${words.refused} ${url}`; // refused, or a page without https
    }
  };
  const ways = [
    chip("copy", { onclick: copied }),
    chip("mastodon", { className: "chip share__mastodon", ariaExpanded: false }),
  ];
  if (navigator.share) ways.unshift(chip("system", { onclick: () => navigator.share(shared()).catch(() => {}) }));
  more.replaceWith(...ways);
  box.append(told);
  ways[0].focus();
}
