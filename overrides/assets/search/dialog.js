// The search over any page: the part `.search` of the search page, in a dialog. Loaded with search.css.
import { panel, query } from "./panel.js";

let making = null;

async function made(address) {
  const answer = await fetch(address);
  if (!answer.ok) {
    throw new Error(answer.statusText);
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const search = document.adoptNode(page.querySelector(".search"));
  for (const link of search.querySelectorAll("a")) {
    link.href = new URL(link.getAttribute("href"), answer.url);
  }
  const top = new URL(search.dataset.top, answer.url);
  const dialog = document.createElement("dialog");
  dialog.className = "search-dialog";
  dialog.setAttribute("aria-label", page.querySelector("h1").textContent);
  dialog.append(search);
  document.body.append(dialog);

  const toPage = search.querySelector(".search__page a");
  const whole = toPage.href;
  const parts = panel(search, top, (asked) => {
    toPage.href = whole + query(asked);
  });
  search.querySelector(".search__close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) {
      dialog.close(); // beside it
    }
  });
  return { dialog, parts };
}

/** Opens the dialog; `link` leads to the search page. */
export async function open(link) {
  making ??= made(link.href);
  making.catch(() => {
    making = null;
  });
  const { dialog, parts } = await making;
  if (!dialog.open) {
    dialog.showModal();
  }
  parts.input.select();
  parts.input.focus();
  parts.prepare();
}
