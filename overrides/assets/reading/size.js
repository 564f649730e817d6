// The size of the text, in steps. partials/early.js applies it to every page before it is painted.
import { element } from "../element.js";
import { said } from "./said.js";

const KEY = "magazine-text-size";
const SIZES = { "": "size-usual", "115%": "size-larger", "130%": "size-large", "150%": "size-largest" };

/** Returns the choice of a size: shares of what the browser is set to, so that this setting keeps counting. */
export async function part() {
  const { words } = await said;
  const root = document.documentElement;
  const sizes = Object.entries(SIZES).map(([value, word]) => {
    const name = "reading-size";
    const input = element("input", { type: "radio", name, value, checked: root.style.fontSize === value });
    return element("label", {}, input, element("span", { className: "hidden" }, words[word]));
  });
  const choice = element("fieldset", { className: "reading__sizes" }, element("legend", {}, words.size), ...sizes);
  choice.addEventListener("change", ({ target }) => {
    root.style.fontSize = target.value;
    remember(target.value);
  });
  return choice;
}

function remember(size) {
  try {
    if (size) localStorage.setItem(KEY, size);
    else localStorage.removeItem(KEY);
  } catch {
    // Private windows may refuse: the choice then holds for this page.
  }
}
