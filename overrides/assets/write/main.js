// The form on the page for contributors: keeps a draft, shows the article, warns, and opens GitHub with the finished file.
import { entry, file, fileName, fits, inLanguage, newFile, oneLine, path, slug } from "./article.js";
import * as draft from "./draft.js";
import { preview } from "./preview.js";
import { problems, say } from "./rules.js";

const data = JSON.parse(document.getElementById("write-data").textContent);
const part = (name) => document.getElementById(`write-${name}`);
const form = part("form");
const PICTURE = ["image", "alt", "caption", "credit"];
const proof = preview(part("preview"), data);
const FIELDS = ["title", "section", "kind", "author", "name", "bio", "description", "text", "tags", "dateline", ...PICTURE, "language", "original"];
// What an article must have; what belongs to a picture only where there is one.
const REQUIRED = { headline: "title", name: "name", standfirst: "description", text: "text", image: "image", alt: "alt", credit: "credit" };
const word = (key, values) => say(data.words[key], values);

const sourceRow = part("sources").firstElementChild.cloneNode(true);

// Fields that somebody has been in: a standfirst is not called too short before its first word is finished.
const left = new Set();

// --- the article

function read() {
  const article = Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value]));
  for (const name of ["title", "name", "bio", "description", "dateline", ...PICTURE, "original"]) {
    article[name] = oneLine(article[name]);
  }
  article.coauthors = [...form.querySelectorAll("[name=coauthors]:checked:enabled")].map(({ value }) => value);
  article.sources = [...part("sources").children].map((row) => {
    const [title, url] = row.querySelectorAll("input");
    return { title: oneLine(title.value), url: url.value.trim() };
  });
  return article;
}

function addSource({ title = "", url = "" } = {}) {
  const row = sourceRow.cloneNode(true);
  const inputs = row.querySelectorAll("input");
  [inputs[0].value, inputs[1].value] = [title, url];
  part("sources").append(row);
  return inputs[0];
}

function restore(article) {
  for (const name of FIELDS) {
    const element = form.elements[name];
    const value = article[name];
    const known = element.options ? [...element.options].some((option) => option.value === value) : true;
    if (typeof value === "string" && known) {
      element.value = value;
    }
  }
  for (const box of form.querySelectorAll("[name=coauthors]")) {
    box.checked = Array.isArray(article.coauthors) && article.coauthors.includes(box.value);
    part("others").open ||= box.checked;
  }
  part("translation").open = Boolean(article.language || article.original);
  part("picture").open = PICTURE.some((name) => article[name]);
  part("sources").replaceChildren();
  const sources = Array.isArray(article.sources) ? article.sources : [{}, {}];
  for (const source of sources) {
    addSource({ title: String(source?.title ?? ""), url: String(source?.url ?? "") });
  }
}

function missing(article) {
  const without = [...(article.author ? ["name"] : []), ...(PICTURE.some((name) => article[name]) ? [] : PICTURE)];
  const wanted = Object.entries(REQUIRED).filter(([field]) => !without.includes(field));
  return wanted.filter(([, name]) => !article[name].trim()).map(([field]) => field);
}

// --- what is said

// Only what has changed is written, so that a screen reader says nothing twice.
function tell(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function passage({ start, end }) {
  const area = part("text");
  area.setSelectionRange(start, start);
  area.blur(); // browsers scroll to the caret when a field gets the focus
  area.focus();
  area.setSelectionRange(start, end);
}

function warnOfText(found) {
  const told = part("text-told");
  const said = found.map((problem) => problem.text).join("\n");
  tell(part("text-count"), found.length ? word(found.length === 1 ? "todo.one" : "todo.other", { count: found.length }) : "");
  if (told.dataset.said === said) {
    for (const [index, problem] of found.entries()) {
      told.children[index].problem = problem;
    }
    return;
  }
  told.dataset.said = said;
  told.replaceChildren(
    ...found.map((problem) => {
      const item = document.createElement("li");
      const show = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: word("passage") });
      show.addEventListener("click", () => passage(item.problem));
      item.problem = problem;
      item.append(problem.text, " ", show);
      return item;
    }),
  );
}

function warn() {
  const article = read();
  const found = problems(article, inLanguage(article, data));
  for (const field of ["headline", "standfirst", "sources", "image"]) {
    const own = found.filter((problem) => problem.field === field && (left.has(field) || !problem.early));
    tell(part(`${field}-told`), own.map((problem) => problem.text).join(" "));
  }
  warnOfText(found.filter((problem) => problem.field === "text"));
  const taken = !article.author && slug(article.name) in data.authors;
  tell(part("name-told"), taken ? word("name-known", { name: data.authors[slug(article.name)].name }) : "");
  const fields = missing(article);
  const stops = found.find((problem) => problem.stops)?.field;
  const names = fields.map((field) => form.querySelector(`label[for=write-${field}]`).textContent);
  part("state").classList.toggle("told--ready", !fields.length && !stops);
  tell(part("state"), fields.length ? word("missing", { fields: names.join(", ") }) : word(stops ? `stops-${stops}` : "ready"));
  for (const field of Object.keys(REQUIRED)) {
    part(field).setAttribute("aria-invalid", fields.includes(field) && left.has(field));
  }
  return { article, fields, stops };
}

function show() {
  const article = read();
  part("new").hidden = Boolean(article.author);
  for (const box of form.querySelectorAll("[name=coauthors]")) {
    box.disabled = box.value === article.author;
  }
  part("entry").hidden = Boolean(article.author) || !article.name;
  tell(part("entry-text"), entry(article, data).trimStart().replace(/^/, "  "));
  proof.show(article);
}

/** The article, if it can be handed in; else the first field that is not right gets the focus. */
function finished() {
  for (const field of ["headline", "standfirst", "sources", ...Object.keys(REQUIRED)]) {
    left.add(field);
  }
  const { article, fields, stops } = warn();
  if (fields.length || stops) {
    const first = part(fields[0] || (stops === "sources" ? "sources" : stops));
    first.closest("details")?.setAttribute("open", "");
    (first.matches("input, textarea") ? first : first.querySelector("input[type=url]")).focus();
    return null;
  }
  return article;
}

// --- what is done

/** Copy `text`; where the browser refuses, a field with all of it selected is shown instead. */
async function copy(text, told) {
  const area = part("file");
  tell(told, "");
  area.hidden = true;
  try {
    await navigator.clipboard.writeText(text);
    tell(told, word("copied"));
    return true;
  } catch {
    area.value = text;
    area.hidden = false;
    area.focus();
    area.select();
    tell(told, word("copy-refused"));
    return false;
  }
}

async function submit(event) {
  event.preventDefault();
  const article = data.repository ? finished() : null;
  if (!article) {
    return;
  }
  const content = file(article, data);
  const name = path(article, data);
  const whole = newFile(name, content, data);
  const short = fits(whole);
  const steps = part("steps");
  steps.querySelector("[data-with=image]").hidden = !article.image;
  steps.dataset.is = short ? "short" : "long";
  steps.hidden = false;
  if (short) {
    part("file").hidden = true;
    window.open(whole, "_blank", "noopener");
    return;
  }
  part("open").href = newFile(name, "", data);
  if (await copy(content, part("copied"))) {
    steps.focus();
  }
}

function download() {
  const article = finished();
  if (article) {
    const blob = new Blob([file(article, data)], { type: "text/markdown" });
    const link = Object.assign(document.createElement("a"), { download: path(article, data).split("/").pop(), href: URL.createObjectURL(blob) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
}

let typed = false;

function keep() {
  if (typed) {
    tell(part("draft"), word(draft.keep(read()) ? "draft" : "draft-refused"));
  }
}

function forget() {
  if (confirm(word("forget-sure"))) {
    typed = false;
    left.clear();
    draft.forget();
    form.reset();
    for (const name of ["steps", "file"]) {
      part(name).hidden = true;
    }
    tell(part("copied"), "");
    restore({});
    show();
    warn();
    part("headline").focus();
  }
}

// --- when

let soon;
let later;

form.addEventListener("input", ({ target }) => {
  typed = true;
  clearTimeout(soon);
  clearTimeout(later);
  soon = setTimeout(() => {
    show();
    keep();
    if (target === part("text")) {
      proof.follow(target.selectionEnd);
    }
  }, 150);
  later = setTimeout(warn, 600);
});
form.addEventListener("focusout", ({ target }) => {
  left.add(target.name?.startsWith("source-") ? "sources" : target.id.replace("write-", ""));
  clearTimeout(later);
  later = setTimeout(warn, 300); // not at once: a button must not move away from under the pointer that presses it
});
form.addEventListener("submit", submit);
addEventListener("pagehide", keep);
part("text").addEventListener("click", ({ target }) => proof.follow(target.selectionEnd));
part("file-chosen").addEventListener("change", ({ target }) => {
  const [chosen] = target.files;
  if (chosen) {
    part("image").value = fileName(chosen.name);
    proof.picture(chosen, part("image").value);
    part("image").dispatchEvent(new Event("input", { bubbles: true }));
  }
});
part("more").addEventListener("click", () => addSource().focus());
part("copy").addEventListener("click", () => {
  const article = finished();
  if (article) {
    copy(file(article, data), part("copied"));
  }
});
part("download").addEventListener("click", download);
part("entry-copy").addEventListener("click", () => copy(entry(read(), data), part("entry-copied")));
part("forget").addEventListener("click", forget);

const kept = await draft.open();
restore(kept || {});
if (kept) {
  typed = true;
  for (const field of ["headline", "standfirst", "sources"]) {
    left.add(field);
  }
}
show();
warn();
