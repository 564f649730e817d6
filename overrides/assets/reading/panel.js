// What makes an article easier to read: the size of the text, reading aloud, keeping it for the way. Loaded with
// reading.css when a reader presses the button beneath the byline.
import { element } from "../element.js";
import { onKey } from "../magazine.js";
import { said } from "./said.js";

const PARTS = { text_size: "./size.js", reading_aloud: "./aloud.js", offline: "./keep.js" };

let panel;
let modules = [];

/** Opens the panel behind the button, or closes it. */
export async function open(button) {
  panel ??= await made(button);
  show(button, panel.hidden);
}

function show(button, yes) {
  panel.hidden = !yes;
  if (!yes) for (const module of modules) module.close?.();
  button.setAttribute("aria-expanded", yes);
}

async function made(button) {
  const { offers } = await said;
  modules = await Promise.all(offers.map((name) => import(PARTS[name])));
  const parts = await Promise.all(modules.map((module) => module.part()));
  const id = "reading-panel";
  const box = element("div", { id, className: "reading__panel", hidden: true }, ...parts);
  onKey(box, {
    Escape() {
      show(button, false);
      button.focus();
    },
  });
  button.setAttribute("aria-controls", id);
  button.parentNode.after(box);
  return box;
}
