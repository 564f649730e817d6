// Passing an article on in Mastodon: asks for the reader's server, which only this browser remembers, and opens its
// window for writing. Loaded by the button that share.js makes.
import { element } from "./element.js";
import { onKey } from "./magazine.js";
import { chip, shared, words } from "./share.js";

const KEY = "magazine-mastodon";
let form;

// Returns a server's name, however the reader gives it: server.example, https://server.example/@name, @name@server.example
function host(text) {
  try {
    const name = new URL(`https://${text.trim().replace(/^\w+:\/\//, "").replace(/^@?[^@/]*@/, "")}`).host;
    return /^[^.]+(\.[^.]+)+$/.test(name) ? name : "";
  } catch {
    return "";
  }
}

function remembered() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return ""; // private windows may refuse
  }
}

function remember(server) {
  try {
    localStorage.setItem(KEY, server);
  } catch {
    // It is asked for again.
  }
}

function made(button) {
  const field = element("input", {
    id: "share-server",
    type: "text",
    value: remembered(),
    placeholder: words["server-example"],
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: false,
    inputMode: "url",
    required: true,
    "aria-describedby": "share-server-hint",
    oninput: () => field.setCustomValidity(""),
  });
  const close = () => {
    show(button, false);
  };
  const send = (event) => {
    event.preventDefault();
    const server = host(field.value);
    if (!server) {
      field.setCustomValidity(words["server-wrong"]);
      field.reportValidity();
      return;
    }
    field.value = server;
    remember(server);
    close();
    const text = encodeURIComponent(Object.values(shared()).join("\n"));
    window.open(`https://${server}/share?text=${text}`, "_blank", "noopener");
  };
  const asked = element(
    "form",
    { className: "share__server", hidden: true, onsubmit: send },
    element("label", { htmlFor: field.id }, words.server),
    field,
    chip("server-open", { type: "submit" }),
    chip("close", { onclick: close }),
    element("p", { className: "meta", id: "share-server-hint" }, words["server-hint"]),
  );
  onKey(asked, { Escape: close });
  button.parentNode.after(asked);
  return asked;
}

function show(button, yes) {
  form.hidden = !yes;
  button.ariaExpanded = yes;
  (yes ? form.querySelector("input") : button).focus();
}

/** Shows the form that asks for the server, or hides it again. */
export function open(button) {
  form ??= made(button);
  show(button, form.hidden);
}
