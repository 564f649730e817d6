// For every page: keys, what is loaded when a reader asks for it, light or dark, the menu of narrow screens.
const find = (selector) => document.querySelector(selector);

const actions = new Map();

/**
 * Calls a function when its key is pressed within an element, unless a character is typed into a field. Keys are named
 * as in `event.key`, with "Control+" before it where Control or Command is held.
 */
export function onKey(element, added) {
  actions.set(element, { ...actions.get(element), ...added });
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.altKey || (key.length === 1 && target.closest("input, textarea, select, [contenteditable]"))) return;
  const name = event.ctrlKey || event.metaKey ? `Control+${key}` : key;
  for (let element = target; element; element = element.parentNode) actions.get(element)?.[name]?.(event);
});

// What a click opens, by the selector of what is clicked: a script, and its style sheet. A link leads on without them.
const SEARCH = ".search-link:not([aria-current])";
const COMPONENTS = {
  [SEARCH]: ["./search/dialog.js", "search/search.css"],
  "a.picture": ["./lightbox.js", "lightbox.css"],
  ".share__more": ["./share.js"],
  ".share__mastodon": ["./mastodon.js"],
  ".reading": ["./reading/panel.js", "reading/reading.css"],
};
const loading = {};

function styled(path) {
  return new Promise((onload, onerror) => {
    const href = new URL(path, import.meta.url);
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload, onerror }));
  });
}

async function open(element, [script, style]) {
  loading[script] ??= Promise.all([import(script), style && styled(style)]);
  try {
    const [component] = await loading[script];
    await component.open(element);
  } catch {
    delete loading[script];
    if (element.href) location.assign(element.href);
  }
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // the link is to open elsewhere
  for (const [selector, files] of Object.entries(COMPONENTS)) {
    const element = event.target.closest(selector);
    if (element) {
      event.preventDefault();
      open(element, files);
    }
  }
});

function search(event) {
  const link = find(SEARCH);
  if (link) {
    event.preventDefault();
    link.click();
  }
}
onKey(document, { "/": search, "Control+k": search });

find(".scheme-switch")?.addEventListener("click", () => {
  const chosen = document.documentElement.dataset;
  const shown = chosen.scheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default");
  chosen.scheme = shown === "slate" ? "default" : "slate";
  try {
    localStorage.setItem("magazine-scheme", chosen.scheme);
  } catch {
    // Private windows may refuse: the choice then holds for this page.
  }
});

const button = find(".menu-button");

function showMenu(yes) {
  button.setAttribute("aria-expanded", yes);
  find("#page-navigation").classList.toggle("open", yes);
}
const isOpen = () => button.getAttribute("aria-expanded") === "true";

button.addEventListener("click", () => showMenu(!isOpen()));
onKey(document, {
  Escape() {
    if (isOpen()) {
      showMenu(false);
      button.focus();
    }
  },
});

// What does not show all of itself is a stop of the Tab key: a wide table can then be scrolled with the keys, and the
// disclaimer, of which a phone shows the beginning, opens. A press does the same.
const cut = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const all = target.scrollWidth <= target.clientWidth && target.scrollHeight <= target.clientHeight;
    target.tabIndex = all ? -1 : 0;
  }
});
for (const each of document.querySelectorAll(".prose table, .disclaimer p")) cut.observe(each);
