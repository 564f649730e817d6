// The page of what is kept: a list, from which each page can be taken.
import { element } from "../element.js";
import { filled, said } from "./said.js";
import { kept, release, TOP } from "./worker.js";

const list = document.querySelector(".kept__list");
const none = document.querySelector("#kept-none");

async function show() {
  const { words, language } = await said;
  const { pages } = await kept();
  none.hidden = pages.length > 0;
  list.replaceChildren(...pages.map(({ url, title, day }) => {
    const name = filled(words["kept-day"], { day: new Date(day).toLocaleDateString(language, { dateStyle: "long" }) });
    const button = element("button", { type: "button", className: "chip" }, words.release);
    button.setAttribute("aria-label", filled(words["release-title"], { title }));
    button.addEventListener("click", async () => {
      await release(url);
      await show();
      list.closest("[tabindex]").focus();
    });
    return element("li", {}, element("a", { href: url }, title), element("p", { className: "meta" }, name), button);
  }));
}

// Where a page is not kept, the service worker leads here, and names it behind the address.
function offerAgain() {
  const wanted = URL.parse ? URL.parse(decodeURIComponent(location.hash.slice(1)), TOP) : null;
  if (location.hash && wanted?.href.startsWith(TOP)) {
    const missing = document.querySelector("#kept-missing");
    missing.querySelector("a").href = wanted.href;
    missing.hidden = false;
  }
}

offerAgain();
addEventListener("magazine-stored", show);
show().finally(() => {
  list.parentElement.hidden = false;
});
