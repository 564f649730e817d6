// The form of the search and its results; the dialog and the page both show them.
import { onKey } from "../magazine.js";
import { finder, marked, passage } from "./excerpt.js";
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
  const near = root.querySelector(".search__near");
  const more = root.querySelector(".search__more");
  const said = JSON.parse(root.querySelector("script").textContent);
  const { language } = root.dataset;
  const dates = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  let turn = 0;
  let timer = 0;
  let rest = [];
  let shown = { stems: new Set() }; // the search whose results are shown

  function asked() {
    return Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value.trim()]));
  }

  function item({ url, title, text = "", kind, section, authors = [], topics = [], date, advertisement, held, language: own, languageName }) {
    const found = finder(shown);
    const kicker = element("p", "kicker", element("span", "", marked((section ?? kind).split(" "), found)));
    if (held) {
      kicker.append(element("span", "label label--held", held));
    }
    if (kind && section) {
      kicker.append(element("span", advertisement ? "label label--advertisement" : "label", kind));
    }
    const link = element("a", "", marked(title.split(" "), found));
    link.href = new URL(url, top);
    const meta = element("p", "meta");
    if (date) {
      const time = element("time", "", dates.format(new Date(date)));
      time.dateTime = date;
      meta.append(element("span", "", marked(authors.join(", ").split(" "), found)), " ", time);
    }
    const named = topics.filter((topic) => topic.split(" ").some(found));
    if (named.length) {
      meta.append(" ", element("span", "", marked(said.topics.replace("{topics}", named.join(", ")).split(" "), found)));
    }
    const words = text.split(" ");
    const excerpt = element("p", "card__standfirst", marked(passage(words, found), found));
    if (own) {
      link.lang = excerpt.lang = own;
      kicker.append(element("span", "label", languageName));
    }
    return element(
      "li",
      advertisement ? "hit card card--advertisement" : "hit card",
      kicker,
      element("h2", "card__headline", link),
      excerpt,
      meta,
    );
  }

  /** A link to another search, which is made here. */
  function other(words) {
    const link = element("a", "", said.quoted.replace("{words}", words));
    link.href = query({ ...asked(), q: words });
    link.addEventListener("click", (event) => {
      event.preventDefault();
      input.value = words;
      changed(asked(), "chosen");
      search();
    });
    return link;
  }

  /** Says what the results are where nothing contains what was asked for. */
  function tellNear({ meant = [], some } = {}) {
    near.hidden = !meant.length && !some;
    near.replaceChildren(some ? said.some : "");
    if (meant.length) {
      const links = meant.flatMap((words, index) => [...(index ? [` ${said.or} `] : []), other(words)]);
      const [before, after] = said.meant.split("{words}");
      near.replaceChildren(before, ...links, `${after} ${said.instead.replace("{words}", meant[0])}`);
    }
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

  /** How many results there are, in words. */
  function told({ q }, count) {
    if (!count) {
      return q ? said.none.replace("{words}", q) : said["none-filtered"];
    }
    return said[count === 1 ? "count.one" : "count.other"].replace("{count}", count.toLocaleString(language));
  }

  async function search() {
    clearTimeout(timer);
    const mine = ++turn;
    const wanted = asked();
    root.setAttribute("aria-busy", "true");
    if (!wanted.q && !wanted.section && !wanted.author && !wanted.year) {
      list.replaceChildren();
      none.hidden = near.hidden = more.hidden = true;
      state.textContent = said.prompt;
      root.setAttribute("aria-busy", "false");
      return;
    }
    try {
      if (!list.children.length) {
        state.textContent = said.searching;
      }
      const found = await find(top, language, wanted);
      if (mine !== turn) {
        return;
      }
      const count = found.results.length;
      shown = found;
      rest = found.results;
      if (!(await show(mine))) {
        return;
      }
      none.hidden = count > 0;
      tellNear(found.near ?? {});
      state.textContent = told(wanted, found.near ? 0 : count);
    } catch {
      state.textContent = said.failed;
    }
    root.setAttribute("aria-busy", "false");
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
    prepare: () => prepare(top, language).catch(() => {}),
  };
}

/** The part of an address that says what is asked for. */
export function query(asked) {
  const text = new URLSearchParams(FIELDS.filter((name) => asked[name]).map((name) => [name, asked[name]])).toString();
  return text && `?${text}`;
}
