// The search over any page: the part `.search` of the search page, in a dialog. Loaded with search.css.
import { panel, query } from "./panel.js";

let making = null;

/** Returns a page of the site as a document. The browser reads it: no text becomes HTML here, which Trusted Types forbid. */
function fetched(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.responseType = "document";
    request.onload = () => (request.status === 200 && request.response ? resolve(request) : reject(new Error(request.statusText)));
    request.onerror = reject;
    request.open("GET", address);
    request.send();
  });
}

async function made(address) {
  const { response: page, responseURL } = await fetched(address);
  const search = document.adoptNode(page.querySelector(".search"));
  for (const link of search.querySelectorAll("a")) {
    link.href = new URL(link.getAttribute("href"), responseURL);
  }
  const top = new URL(search.dataset.top, responseURL);
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
