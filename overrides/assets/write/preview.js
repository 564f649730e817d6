// The article as it will look. What is typed or pasted is shown, never run: only the HTML that an article may contain
// passes, links lead to web pages only, and no picture is fetched.
import "../vendor/dompurify/purify.min.js"; // sets globalThis.DOMPurify
import { Marked } from "../vendor/marked/marked.esm.js";
import { sourcesOf } from "./article.js";
import { say } from "./rules.js";
import { typographic } from "./typography.js";

const SAFE = /^(?:https?:|mailto:|tel:|[^:]*$)/i;
const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, blockquote";

function escaped(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const OWN_CLASSES = new Set(["footnote", "footnote-ref", "picture-here"]);
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

// Tags that no HTML knows are text in angle brackets, as they are on the page; a parser would swallow them.
function withoutUnknown(html, names) {
  return html.replace(/<(?=\/?([a-zA-Z][^\s/<>]*))/g, (sign, name) => (names.has(name.toLowerCase()) ? sign : "&lt;"));
}

function anchor(href, inside) {
  return SAFE.test(href) ? `<a href="${escaped(href)}" rel="nofollow noopener" target="_blank">${inside}</a>` : inside;
}

// A whole paragraph is looked at: a quotation may begin in one element and end in another. Code keeps its marks.
function setMarks(element, marks) {
  for (const block of element.querySelectorAll(BLOCKS)) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement.closest(BLOCKS) === block) {
        texts.push(walker.currentNode);
      }
    }
    const literal = (node) => node.parentElement.closest("code") !== null;
    const whole = texts.map((node) => (literal(node) ? "x".repeat(node.length) : node.data)).join("");
    if (/["']/.test(whole)) {
      const set = typographic(whole, marks);
      let start = 0;
      for (const node of texts) {
        const end = start + node.length;
        if (!literal(node)) {
          node.data = set.slice(start, end);
        }
        start = end;
      }
    }
  }
}

/** Makes HTML of Markdown; footnotes included, which the library does not know. */
function typesetter(pictureWord, names) {
  const notes = new Map(); // the text of each footnote, as tokens
  const order = [];
  const marked = new Marked({
    gfm: true,
    renderer: {
      html: ({ text }) => withoutUnknown(text, names),
      checkbox: () => "",
      heading({ depth, tokens }) {
        const level = Math.max(2, depth); // the first level is the page's own
        return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
      },
      image: ({ text }) => `<span class="picture-here">${escaped(say(pictureWord, { alt: text }))}</span>`,
      link({ href, tokens }) {
        return anchor(href, this.parser.parseInline(tokens));
      },
    },
    tokenizer: { url: () => undefined }, // an address without brackets is no link in the magazine either
    extensions: [
      {
        name: "note",
        level: "inline",
        start: (text) => text.indexOf("[^"),
        tokenizer(text) {
          const found = /^\[\^([^\]\s]+)\]/.exec(text);
          return found && notes.has(found[1]) ? { type: "note", raw: found[0], name: found[1] } : undefined;
        },
        renderer({ name }) {
          if (!order.includes(name)) {
            order.push(name);
          }
          return `<sup class="footnote-ref">${order.indexOf(name) + 1}</sup>`;
        },
      },
      {
        name: "noteText",
        level: "block",
        start: (text) => text.search(/^\[\^/m),
        tokenizer(text) {
          const found = /^\[\^([^\]\s]+)\]:[ \t]*([^\n]*(?:\n(?: {4}|\t)[^\n]*)*)(?:\n+|$)/.exec(text);
          if (!found) {
            return undefined;
          }
          const tokens = [];
          this.lexer.inline(found[2], tokens);
          notes.set(found[1], tokens);
          return { type: "noteText", raw: found[0], tokens };
        },
        renderer: () => "",
      },
    ],
  });

  function list() {
    const items = order.map((name) => `<li><p>${marked.Parser.parseInline(notes.get(name), marked.defaults)}</p></li>`);
    return items.length ? `<div class="footnote"><hr><ol>${items.join("")}</ol></div>` : "";
  }

  /** Returns the HTML, and the tokens of its blocks. */
  return function set(markdown) {
    notes.clear();
    order.length = 0;
    const tokens = marked.lexer(markdown);
    return { html: marked.parser(tokens) + list(), tokens };
  };
}

function initials(name) {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return (words.length > 1 ? [words[0], words.at(-1)] : words).map((word) => word[0]).join("").toUpperCase();
}

/** Shows articles in `frame`, whose parts are named in the template (`data-shows`). */
export function preview(frame, data) {
  const set = typesetter(data.words.picture, new Set([...data.tags, ...data.forbiddenTags]));
  const prose = part("text");
  let blocks = []; // where in the Markdown each element of the text ends

  function part(name) {
    return frame.querySelector(`[data-shows="${name}"]`);
  }

  function write(name, text) {
    part(name).textContent = typographic(text, data.marks);
  }

  function setInto(element, markdown) {
    const { html, tokens } = set(markdown);
    element.replaceChildren(sanitised(html, data.tags));
    setMarks(element, data.marks);
    return tokens;
  }

  function showAuthor(article) {
    const known = data.authors[article.author];
    const name = known ? known.name : article.name;
    const bio = known ? known.bio : article.bio;
    write("byline", name || "…");
    write("name", name);
    write("role", known ? known.role : "");
    setInto(part("bio"), bio);
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
      const inside = escaped(typographic(title, data.marks));
      return `<li>${url ? anchor(url, inside) : `<cite>${inside}</cite>`}</li>`;
    });
    part("source-list").replaceChildren(sanitised(items.join(""), data.tags));
    part("sources").hidden = !items.length;
  }

  function show(article) {
    const today = new Intl.DateTimeFormat(data.language, { dateStyle: "long", timeZone: data.zone });
    const words = article.text.match(/[\p{L}\p{N}_]+/gu) || [];
    write("section", data.sections[article.section]);
    write("kind", article.kind === "news" ? "" : data.kinds[article.kind]);
    write("title", article.title || part("title").dataset.empty);
    write("description", article.description);
    write("date", today.format(new Date()));
    write("time", say(data.words["reading-time"], { minutes: Math.max(1, Math.round(words.length / data.wordsPerMinute)) }));
    showAuthor(article);
    showSources(article);
    let end = 0;
    blocks = [];
    for (const { type, raw } of setInto(prose, article.text)) {
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

  return { show, follow };
}
