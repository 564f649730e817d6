// The form of the search and its results; the dialog and the page both show them.
import { onKey } from "../magazine.js";
import { hits, marked, passage } from "./excerpt.js";
import { find, prepare } from "./finder.js";

const AT_ONCE = 6; // results loaded at a time
const PAUSE = 150; // milliseconds without a key

const FIELDS = ["q", "section", "author", "year", "order"];

function element(name, className, ...inside) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...inside);
  return made;
}

/**
 * Brings `root` (`.search`) to life; `top` is the address of the site. `changed(asked, how)` is called with every new
 * search; `how` is "typed" or "chosen".
 */
export function panel(root, top, changed) {
  const form = root.querySelector("form");
  const input = form.elements.q;
  const list = root.querySelector("ol");
  const state = root.querySelector(".search__state");
  const none = root.querySelector(".search__none");
  const more = root.querySelector(".search__more");
  const said = JSON.parse(root.querySelector("script").textContent);
  const dates = new Intl.DateTimeFormat(root.dataset.language, { dateStyle: "long", timeZone: "UTC" });
  let turn = 0;
  let timer = 0;
  let rest = [];

  function asked() {
    return Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value.trim()]));
  }

  function item({ url, content, locations, meta }) {
    const { words, found } = hits({ content, locations });
    const title = meta.title.split(" ");
    for (const word of input.value.toLowerCase().match(/[\p{L}\p{N}]+/gu) || []) {
      found.add(word);
    }
    const kicker = element("p", "kicker", element("span", "", meta.section));
    if (meta.held) {
      kicker.append(element("span", "label label--held", meta.held));
    }
    if (meta.kind) {
      kicker.append(element("span", meta.advertisement ? "label label--advertisement" : "label", meta.kind));
    }
    const link = element("a", "", marked(title, found));
    link.href = new URL(url.replace(/^\//, ""), top);
    const time = element("time", "", dates.format(new Date(meta.date)));
    time.dateTime = meta.date;
    const authors = element("span", "", meta.authors.join(", "));
    return element(
      "li",
      meta.advertisement ? "hit card card--advertisement" : "hit card",
      kicker,
      element("h2", "card__headline", link),
      element("p", "card__standfirst", marked(passage(words, found), found)),
      element("p", "meta", authors, " ", time),
    );
  }

  /** Loads the next results, and shows them with those that are `kept`, unless something else was asked meanwhile. */
  async function show(mine, kept = []) {
    const loaded = await Promise.all(rest.splice(0, AT_ONCE).map((load) => load()));
    if (mine === turn) {
      list.replaceChildren(...kept, ...loaded.map(item));
      more.hidden = !rest.length;
    }
    return mine === turn;
  }

  async function search() {
    clearTimeout(timer);
    const mine = ++turn;
    const wanted = asked();
    if (!wanted.q && !wanted.section && !wanted.author && !wanted.year) {
      list.replaceChildren();
      none.hidden = more.hidden = true;
      state.textContent = said.prompt;
      return;
    }
    try {
      if (!list.children.length) {
        state.textContent = said.searching;
      }
      const found = await find(top, wanted);
      if (mine !== turn) {
        return;
      }
      const count = found.length;
      rest = found;
      if (!(await show(mine))) {
        return;
      }
      none.hidden = count > 0;
      state.textContent = said[count === 1 ? "count.one" : "count.other"].replace("{count}", count.toLocaleString(root.dataset.language));
    } catch {
      state.textContent = said.failed;
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      changed(asked(), "typed");
      search();
    }, PAUSE);
  }

  input.addEventListener("input", later);
  form.addEventListener("change", (event) => {
    if (event.target !== input) {
      changed(asked(), "chosen");
      search();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed(asked(), "chosen");
    search();
  });
  more.firstElementChild.addEventListener("click", async () => {
    const next = list.children.length;
    await show(turn, list.children);
    list.children[next]?.querySelector("a").focus();
  });

  function move(event, step) {
    const stops = [input, ...list.querySelectorAll("a")];
    const here = stops.indexOf(document.activeElement);
    if (here >= 0 && stops[here + step]) {
      event.preventDefault();
      stops[here + step].focus();
    }
  }
  onKey(root, { ArrowDown: (event) => move(event, 1), ArrowUp: (event) => move(event, -1) });

  return {
    input,
    /** Ask for what these fields say. */
    ask(fields) {
      for (const name of FIELDS) {
        form.elements[name].value = fields.get(name) ?? "";
      }
      return search();
    },
    prepare: () => prepare(top).catch(() => {}),
  };
}

/** The part of an address that says what is asked for. */
export function query(asked) {
  const text = new URLSearchParams(FIELDS.filter((name) => asked[name]).map((name) => [name, asked[name]])).toString();
  return text && `?${text}`;
}
