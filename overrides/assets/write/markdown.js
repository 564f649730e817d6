// Makes HTML of Markdown as the magazine understands it. Marked knows GitHub's Markdown; the rest is added here, and what
// people type as lists is settled in lists.js. The same cases (tests/writing/shown.yml) are run through the build.
import { Marked } from "../vendor/marked/marked.esm.js";
import { listed } from "./lists.js";
import { say } from "./rules.js";

export const SAFE = /^(?:https?:|mailto:|tel:|[^:]*$)/i;

const ABBREVIATION = /^\*\[([^[\]\n]+)\]:[ \t]*(.*)$/gm;
const ATTRIBUTES = /[ \t]*\{:?[ \t]*[.#][^{}\n]*\}[ \t]*$/;
const CAPTIONS = ["caption", "figure-caption", "table-caption"];

export function escaped(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function anchor(href, inside) {
  return SAFE.test(href) ? `<a href="${escaped(href)}" rel="nofollow noopener" target="_blank">${inside}</a>` : inside;
}

// Tags that no HTML knows are text in angle brackets, as they are on the page; a parser would swallow them.
function withoutUnknown(html, names) {
  return html.replace(/<(?=\/?([a-zA-Z][^\s/<>]*))/g, (sign, name) => (names.has(name.toLowerCase()) ? sign : "&lt;"));
}

// Text between two signs that stand at its first and last letter: ==marked==, H~2~O, x^2^.
function between(name, sign, inner) {
  const found = new RegExp(`^${sign}(?=[^\\s])(${inner}{1,1000}?)(?<=[^\\s])${sign}(?!${sign[0] === "\\" ? sign : sign[0]})`);
  const plain = sign.replaceAll("\\", "");
  return {
    name,
    level: "inline",
    start: (text) => (text.includes(plain) ? text.indexOf(plain) : undefined),
    tokenizer(text) {
      const match = found.exec(text);
      return match ? { type: name, raw: match[0], tokens: this.lexer.inlineTokens(match[1]) } : undefined;
    },
    renderer({ tokens }) {
      return `<${name}>${this.parser.parseInline(tokens)}</${name}>`;
    },
  };
}

const LETTER = /[\p{L}\p{N}_]/u;

// `!!! note "Title"` with its text indented by four spaces.
const admonition = {
  name: "admonition",
  level: "block",
  start: (text) => (text.startsWith("!!!") ? 0 : text.indexOf("\n!!!") + 1 || undefined),
  tokenizer(text) {
    const found = /^!!! ?[\w-]+(?: +[\w-]+)*(?: +"([^"\n]*)")?[ \t]*(?:\n|$)((?: {4}[^\n]*(?:\n|$)|[ \t]*\n(?= {4}|[ \t]*\n))*)/.exec(text);
    if (!found) {
      return undefined;
    }
    const title = this.lexer.inlineTokens(found[1] || "");
    return { type: "admonition", raw: found[0], title, tokens: this.lexer.blockTokens(found[2].replace(/^ {4}/gm, "")) };
  },
  renderer({ title, tokens }) {
    const first = title.length ? `<p class="admonition-title">${this.parser.parseInline(title)}</p>` : "";
    return `<div class="admonition">${first}${this.parser.parse(tokens)}</div>`;
  },
};

// What comes first is shown, what follows is its caption; it may begin in the line below a picture.
function figure(parser, tokens) {
  const [first, ...others] = tokens.filter(({ type }) => type !== "space");
  if (!first) {
    return "";
  }
  const [picture, ...rest] = first.type === "paragraph" ? first.tokens : [];
  let shown = parser.parse([first]);
  let caption = "";
  if (picture?.type === "image" && rest[0]?.raw.startsWith("\n")) {
    shown = `<p>${parser.parseInline([picture])}</p>`;
    caption = `<p>${parser.parseInline(rest)}</p>`;
  }
  caption += parser.parse(others);
  return `<figure>${shown}${caption ? ["<figcaption>", caption, "</figcaption>"].join("") : ""}</figure>`;
}

// `/// details | Title`, `/// caption` and what stands beside a text, up to a line with as many slashes and nothing else.
const fenced = {
  name: "fenced",
  level: "block",
  start: (text) => (text.startsWith("///") ? 0 : text.indexOf("\n///") + 1 || undefined),
  tokenizer(text) {
    const found = /^(\/{3,})[ \t]*(details|(?:figure-|table-)?caption|quote|box|margin)\b[ \t]*(?:\|[ \t]*([^\n]*))?\n(?: {4}\w+:[^\n]*\n)*/.exec(text);
    const end = found && new RegExp(`^${found[1]}[ \\t]*$`, "m").exec(text.slice(found[0].length));
    if (!end || (found[2] === "box" && !found[3])) {
      return undefined;
    }
    const inner = text.slice(found[0].length, found[0].length + end.index);
    const raw = text.slice(0, found[0].length + end.index + end[0].length);
    const title = this.lexer.inlineTokens(found[3] || "");
    return { type: "fenced", raw, what: found[2], title, tokens: this.lexer.blockTokens(inner) };
  },
  renderer({ what, title, tokens }) {
    if (what === "margin") {
      return `<aside class="margin">${figure(this.parser, tokens)}</aside>`;
    }
    const inner = this.parser.parse(tokens);
    if (what === "quote") {
      const who = title.length ? `<p><cite>${this.parser.parseInline(title)}</cite></p>` : "";
      return `<aside class="pull-quote"><blockquote>${inner}</blockquote>${who}</aside>`;
    }
    if (what === "box") {
      return `<aside class="box"><p class="admonition-title">${this.parser.parseInline(title)}</p>${inner}</aside>`;
    }
    if (CAPTIONS.includes(what)) {
      return `<figcaption>${inner}</figcaption>`;
    }
    return `<details><summary>${this.parser.parseInline(title)}</summary>${inner}</details>`;
  },
};

// A word, and in the next line a colon, three spaces and what it means.
const definitions = {
  name: "definitions",
  level: "block",
  tokenizer(text) {
    const items = [];
    let rest = text;
    for (;;) {
      const found = /^([^\s:][^\n]*)\n((?::[ \t]{1,3}[^\n]+(?:\n {2,4}[^\n]+)*(?:\n|$))+)\n*/.exec(rest);
      if (!found) {
        break;
      }
      items.push({
        word: this.lexer.inlineTokens(found[1]),
        meanings: found[2].split(/^:[ \t]+/m).filter(Boolean).map((each) => this.lexer.inlineTokens(each.trim())),
      });
      rest = rest.slice(found[0].length);
    }
    return items.length ? { type: "definitions", raw: text.slice(0, text.length - rest.length), items } : undefined;
  },
  renderer({ items }) {
    const inline = (tokens) => this.parser.parseInline(tokens);
    const meaning = (each) => `<dd>${inline(each)}</dd>`;
    const one = ({ word, meanings }) => `<dt>${inline(word)}</dt>${meanings.map(meaning).join("")}`;
    return `<dl>${items.map(one).join("")}</dl>`;
  },
};

// Lists counted by letters, which lists.js marks with a sign for what kind they are.
const lettered = {
  name: "lettered",
  level: "block",
  tokenizer(text) {
    const found = /^(?:[A-Za-z]{1,9}[.)] [^\n]+(?:\n|$)){2,}/.exec(text);
    if (!found || !/^(?:[aA]|[iI])[.)]/.test(text)) {
      return undefined;
    }
    const items = found[0].trim().split("\n").map((line) => this.lexer.inlineTokens(line.replace(/^\w+[.)] /, "")));
    return { type: "lettered", raw: found[0], kind: text[0], items };
  },
  renderer({ kind, items }) {
    const entries = items.map((each) => `<li>${this.parser.parseInline(each)}</li>`);
    return `<ol type="${kind}">${entries.join("")}</ol>`;
  },
};

function footnotes(notes, order) {
  return [
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
  ];
}

/** Returns a function that makes HTML of Markdown, and returns `{html, tokens, abbreviations}`; `tokens` are its blocks. */
export function renderer({ words, tags, forbiddenTags, language }) {
  const names = new Set([...tags, ...forbiddenTags]);
  const notes = new Map(); // the text of each footnote, as tokens
  const order = [];
  const marked = new Marked({
    gfm: true,
    renderer: {
      html: ({ text }) => withoutUnknown(text, names),
      text(token) {
        // A quotation mark or hyphen behind a backslash stays as it is.
        return token.type === "escape" && /["'-]/.test(token.text) ? `<span class="literal">${token.text}</span>` : false;
      },
      checkbox: ({ checked }) => (checked ? "☑ " : "☐ "),
      heading({ depth, tokens, text }) {
        const level = Math.max(2, depth); // the first level is the page's own
        const inside = ATTRIBUTES.test(text) ? marked.Lexer.lexInline(text.replace(ATTRIBUTES, ""), marked.defaults) : tokens;
        return `<h${level}>${this.parser.parseInline(inside)}</h${level}>`;
      },
      image: ({ text }) => `<span class="picture-here">${escaped(say(words.picture, { alt: text }))}</span>`,
      link({ href, tokens }) {
        return anchor(href, this.parser.parseInline(tokens));
      },
    },
    tokenizer: {
      url: () => undefined, // an address without brackets is no link in the magazine either
      // Stars within a word are stars, and so is one before a word that another closes within one.
      emStrong: (text, _masked, before) =>
        text[0] === "*" && (LETTER.test(before) || /^(\*{1,2})(?=[^\s*])[^*\n]*\1(?=[\p{L}\p{N}_])/u.test(text)) ? undefined : false,
      del: (text) => (/^~(?!~)/.test(text) ? undefined : false), // one tilde is not two
    },
    extensions: [
      between("mark", "==", "(?:[^=]|=(?!=))"),
      between("sub", "~", "[^~\\s]"),
      between("sup", "\\^", "[^^\\s]"),
      admonition,
      fenced,
      lettered,
      definitions,
      ...footnotes(notes, order),
    ],
  });

  function list() {
    const items = order.map((name) => `<li><p>${marked.Parser.parseInline(notes.get(name), marked.defaults)}</p></li>`);
    return items.length ? `<div class="footnote"><hr><ol>${items.join("")}</ol></div>` : "";
  }

  return function render(markdown) {
    notes.clear();
    order.length = 0;
    const abbreviations = new Map([...markdown.matchAll(ABBREVIATION)].map(([, word, meaning]) => [word, meaning]));
    try {
      const tokens = marked.lexer(listed(markdown.replace(ABBREVIATION, (found) => " ".repeat(found.length)), language));
      return { html: marked.parser(tokens) + list(), tokens, abbreviations };
    } catch (error) {
      if (error instanceof RangeError) {
        return { html: `<p>${escaped(markdown)}</p>`, tokens: [], abbreviations }; // nested too deeply
      }
      throw error;
    }
  };
}
