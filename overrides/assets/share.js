// Passing an article on: the system's own sharing where there is one, copying its address, Mastodon on the reader's
// server. Loaded when a reader asks for more ways than e-mail.
import { element } from "./element.js";
import { onKey } from "./magazine.js";

const KEY = "magazine-mastodon";

// Returns a server's name, however the reader gives it: norden.social, https://norden.social/@name, @name@norden.social
function host(text) {
  try {
    const name = new URL(`https://${text.trim().replace(/^\w+:\/\//, "").replace(/^@?[^@/]*@/, "")}`).host;
    return /^[^.]+(\.[^.]+)+$/.test(name) ? name : "";
  } catch {
    return "";
  }
}

// The server a reader named is kept in this browser only; private windows may refuse, then it holds for this page.
function remembered() {
  try {
    return localStorage.getItem(KEY) || "";
  } catch {
    return "";
  }
}

function remember(server) {
  try {
    localStorage.setItem(KEY, server);
  } catch {
    // It then holds for this page.
  }
}

// Puts the other ways in the place of the button `more`.
export async function open(more) {
  const box = more.closest(".share");
  const words = await (await fetch(new URL(box.dataset.words ?? "share.json", import.meta.url))).json();
  const title = document.querySelector("h1").textContent.replace(/[\u00a0\u202f]/g, " ").replaceAll("\u2011", "-");
  const canonical = document.querySelector("link[rel=canonical]");
  const url = canonical ? canonical.href : location.href.split("#")[0];
  let server = remembered();

  const chip = (word, action, properties = {}) => {
    const made = element("button", { type: "button", className: "chip", ...properties }, words[word]);
    if (action) made.addEventListener("click", action);
    return made;
  };
  const toot = () => {
    window.open(`https://${server}/share?text=${encodeURIComponent([title, url].join("\n"))}`, "_blank", "noopener");
  };
  const ask = (yes) => {
    form.hidden = !yes;
    mastodon.setAttribute("aria-expanded", yes);
    (yes ? field : mastodon).focus();
  };
  const copy = () => {
    const refuse = () => {
      told.textContent = `${words.refused} ${url}`;
    };
    if (!navigator.clipboard) return refuse();
    navigator.clipboard.writeText(url).then(() => {
      told.textContent = words.copied;
    }, refuse);
  };

  const asks = { "aria-controls": "share-server" };
  const system = chip("system", () => navigator.share({ title, url }).catch(() => {}), { hidden: !navigator.share });
  const mastodon = chip("mastodon", () => (server ? toot() : ask(form.hidden)), asks);
  const other = chip("server-other", () => ask(form.hidden), { ...asks, hidden: !server });
  const field = element("input", {
    id: "share-server-name",
    type: "text",
    placeholder: "norden.social",
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: false,
    inputMode: "url",
    required: true,
    "aria-describedby": "share-server-hint",
  });
  const form = element(
    "form",
    { className: "share__server", id: "share-server", hidden: true },
    element("label", { htmlFor: field.id }, words.server),
    field,
    chip("server-open", null, { type: "submit" }),
    chip("close", null, { type: "reset" }),
    element("p", { className: "meta", id: "share-server-hint" }, words["server-hint"]),
  );
  const told = element("p", { className: "meta", role: "status" });

  field.addEventListener("input", () => field.setCustomValidity(""));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = host(field.value);
    if (!name) {
      field.setCustomValidity(words["server-wrong"]);
      field.reportValidity();
      return;
    }
    server = name;
    remember(server);
    other.hidden = false;
    ask(false);
    toot();
  });
  form.addEventListener("reset", () => ask(false));
  onKey(form, { Escape: () => ask(false) });

  more.replaceWith(system, chip("copy", copy), mastodon, other);
  box.append(form, told);
  (system.hidden ? system.nextElementSibling : system).focus();
}
