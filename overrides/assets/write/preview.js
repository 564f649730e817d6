// The article as it will look. What is typed or pasted is shown, never run: only the HTML that an article may contain
// passes, links lead to web pages only, and no picture is fetched.
import "../vendor/dompurify/purify.min.js"; // sets globalThis.DOMPurify
import { inLanguage, sourcesOf } from "./article.js";
import { anchor, escaped, renderer, SAFE } from "./markdown.js";
import { say } from "./rules.js";
import { typeset, typographic, withDashes } from "./typography.js";

const LETTER = /^\p{L}/u;
const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, blockquote";

const OWN_CLASSES = new Set(
  "admonition admonition-title box footnote footnote-ref literal margin picture-here pull-quote".split(" "),
);
globalThis.DOMPurify.addHook("uponSanitizeAttribute", (_element, attribute) => {
  if (attribute.attrName === "class") {
    const kept = attribute.attrValue.split(/\s+/).filter((name) => OWN_CLASSES.has(name) || /^language-[\w+.-]+$/.test(name));
    attribute.attrValue = kept.join(" ");
    attribute.keepAttr = kept.length > 0;
  }
});

/** Returns nodes of HTML without what an article may not contain (`magazine.rendering.sanitiser`). */
function sanitised(html, tags) {
  return globalThis.DOMPurify.sanitize(html, {
    ALLOWED_TAGS: tags.filter((tag) => tag !== "img"),
    ALLOWED_ATTR: ["href", "rel", "target", "class", "start", "reversed", "open", "lang", "dir", "colspan", "rowspan", "scope"],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOWED_URI_REGEXP: SAFE,
    FORBID_CONTENTS: ["script", "style"],
    RETURN_DOM_FRAGMENT: true,
  });
}

// A caption belongs to what stands before it.
function withFigures(nodes) {
  for (const caption of nodes.querySelectorAll("figcaption")) {
    const before = caption.previousElementSibling;
    if (before && caption.parentElement?.tagName !== "FIGURE") {
      const figure = document.createElement("figure");
      before.before(figure);
      figure.append(before, caption);
    }
  }
  return nodes;
}

// An expression that finds a word as it is.
function literally(word) {
  return word.replace(/[^\p{L}\p{N}]/gu, (sign) => `\\u{${sign.codePointAt(0).toString(16)}}`);
}

// Every place where a word stands that has an explanation.
function explain(element, abbreviations) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (abbreviations.size && walker.nextNode()) {
    texts.push(walker.currentNode);
  }
  const words = [...abbreviations.keys()].sort((one, other) => other.length - one.length).map(literally).join("|");
  const found = new RegExp(`((?<![\\p{L}\\p{N}_])(?:${words})(?![\\p{L}\\p{N}_]))`, "u");
  for (const node of texts.filter((each) => !each.parentElement.closest("code, pre"))) {
    const parts = node.data.split(found);
    if (parts.length > 1) {
      node.replaceWith(
        ...parts.map((part) =>
          abbreviations.has(part)
            ? Object.assign(document.createElement("abbr"), { title: abbreviations.get(part), textContent: part })
            : part,
        ),
      );
    }
  }
}

/** Puts a text into `element` as readers will see it; returns the tokens of its blocks. */
export function setInto(element, markdown, render, data) {
  const { html, tokens, abbreviations } = render(markdown);
  element.replaceChildren(withFigures(sanitised(html, data.tags)));
  explain(element, abbreviations);
  setSigns(element, data);
  return tokens;
}

// A whole paragraph is looked at: a quotation may begin in one element and end in another. Code stays as it is.
function setSigns(element, signs) {
  for (const block of element.querySelectorAll(BLOCKS)) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement.closest(BLOCKS) === block) {
        texts.push(walker.currentNode);
      }
    }
    const literal = (node) => node.parentElement.closest("code, .literal") !== null;
    const parts = texts.map((node) => (literal(node) ? "x".repeat(node.length) : withDashes(node.data, signs)));
    const whole = typeset(parts.join(""), signs);
    let start = 0;
    for (const [index, node] of texts.entries()) {
      const end = start + parts[index].length;
      if (!literal(node)) {
        node.data = whole.slice(start, end);
      }
      start = end;
    }
  }
}

function initials(name) {
  const words = name.split(/\s+/).filter((word) => LETTER.test(word));
  return (words.length > 1 ? [words[0], words.at(-1)] : words).map((word) => word[0]).join("").toUpperCase();
}

/** Shows articles in `frame`, whose parts are named in the template (`data-shows`). */
export function preview(frame, all) {
  let data = all; // for the language of the article
  let render = renderer(data);
  const prose = part("text");
  let blocks = []; // where in the Markdown each element of the text ends

  function part(name) {
    return frame.querySelector(`[data-shows="${name}"]`);
  }

  function write(name, text = "") {
    part(name).textContent = typographic(text, data);
  }

  function showAuthor(article) {
    const known = data.authors[article.author];
    const name = known ? known.name : article.name;
    const bio = known ? known.bio : article.bio;
    write("byline", name || "…");
    write("name", name);
    write("role", known ? known.role : "");
    setInto(part("bio"), bio, render, data);
    part("initials").textContent = initials(name);
    part("author").hidden = !name;
    const avatar = known ? known.avatar : "";
    part("monogram").toggleAttribute("hidden", Boolean(avatar));
    if (part("portrait").dataset.avatar !== avatar) {
      const image = Object.assign(new Image(), { src: frame.dataset.top + avatar, alt: "", className: "author-card__portrait" });
      part("portrait").replaceChildren(...(avatar ? [image] : []));
      part("portrait").dataset.avatar = avatar;
    }
  }

  function showSources(article) {
    const items = sourcesOf(article).map(({ title, url }) => {
      const inside = escaped(typographic(title, data));
      const cited = `<cite>${inside}</cite>`;
      return `<li>${url ? anchor(url, inside) : cited}</li>`;
    });
    part("source-list").replaceChildren(sanitised(items.join(""), data.tags));
    part("sources").hidden = !items.length;
  }

  let chosen = null; // the picture that was chosen, as an element; `name` is that of its file

  function showPicture({ image, alt, caption, credit }) {
    part("figure").hidden = !image;
    if (chosen && chosen.name === image) {
      part("image").replaceChildren(chosen);
      chosen.alt = alt;
    } else {
      const text = say(data.words.picture, { alt: alt || image });
      part("image").replaceChildren(Object.assign(document.createElement("span"), { className: "picture-here", textContent: text }));
    }
    write("caption", caption);
    write("credit", credit);
  }

  /** Show a picture file from now on; it leaves the browser no more than the text does. */
  function picture(file, name) {
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      chosen = Object.assign(new Image(), { src: reader.result, name });
      part("image").replaceChildren(chosen);
    });
    reader.readAsDataURL(file);
  }

  function show(article) {
    const own = inLanguage(article, all);
    if (own.language !== data.language) {
      data = own;
      render = renderer(own);
    }
    frame.lastElementChild.lang = own.language;
    const today = new Intl.DateTimeFormat(data.language, { dateStyle: "long", timeZone: data.zone });
    const words = article.text.match(/[\p{L}\p{N}_]+/gu) || [];
    write("section", data.sections[article.section]);
    write("kind", article.kind === "news" ? "" : data.kinds[article.kind]);
    write("title", article.title || part("title").dataset.empty);
    write("description", article.description);
    write("dateline", article.dateline && `${article.dateline}, `);
    showPicture(article);
    write("date", today.format(new Date()));
    write("time", say(data.words["reading-time"], { minutes: Math.max(1, Math.round(words.length / data.wordsPerMinute)) }));
    showAuthor(article);
    showSources(article);
    let end = 0;
    blocks = [];
    for (const { type, raw } of setInto(prose, article.text, render, data)) {
      end += raw.length;
      if (!["space", "def", "noteText"].includes(type)) {
        blocks.push(end);
      }
    }
  }

  /** Bring the block into view that stands at `place` of the Markdown, where the frame scrolls by itself. */
  function follow(place) {
    const index = blocks.findIndex((end) => end >= place);
    const block = prose.children[index < 0 ? blocks.length - 1 : index];
    if (block && frame.scrollHeight > frame.clientHeight) {
      const shift = block.getBoundingClientRect().top - frame.getBoundingClientRect().top;
      if (shift < 0 || shift > frame.clientHeight * 0.7) {
        frame.scrollTop += shift - frame.clientHeight * 0.3;
      }
    }
  }

  return { show, follow, picture };
}
