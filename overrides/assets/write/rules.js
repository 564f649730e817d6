// The rules of `magazine check` that can be looked at while somebody types, in the same words. tests/writing/rules.yml has
// cases that are run through both.
import { length, sourcesOf, tagsOf } from "./article.js";
import { codeIn } from "./code.js";
import { bareAddresses, blocks, images, links, read, seen, typeset, visible } from "./prose.js";

/** `text` with `{name}` replaced by the value of that name. */
export function say(text, values = {}) {
  return text.replace(/\{\{|\}\}|\{(\w+)\}/g, (found, key) => (key ? (values[key] ?? "") : found[0]));
}

const NO_WORD_BEFORE = String.raw`(?<![\p{L}\p{N}_])`;
const NO_WORD_AFTER = String.raw`(?![\p{L}\p{N}_])`;
// As part of a compound, or directly behind a word, they mean something else.
const MARKS = String.raw`(?<![\p{L}\p{N}_-])(?:Lorem ipsum|TODO|FIXME|XXX+|TK|TBD)(?![\p{L}\p{N}_-])|(?<![^\s(\[„“»"])\?\?\?+`;
const SIGNED = /^[ \t]*(?:—|–|--?)[ \t]*\S[^\n]*\s*$(?![\s\S])/m; // the last line: who said it
const TAG = /<([a-z][^\s/<>]*)[^<>]*>/gi;
const NO_TAG = /[:@]/; // an address in angle brackets
const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const QUOTED_HEADING = /^(?:[ \t]*>)+[ \t]*#(?!#).*/gm;
const WEB = /^https?:\/\//;
const CAPITAL = /^\p{Lu}/u;
const WEB_ADDRESS = /^https?:\/\/(?:[^\s/?#[\]]|\[[0-9a-f:.]+\])+(?:[/?#]\S*)?$/i;

// A pattern for any of some phrases, as whole words.
function anyOf(phrases) {
  return phrases.map((each) => `${NO_WORD_BEFORE}${each.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}${NO_WORD_AFTER}`).join("|");
}

function placeholders(phrases) {
  return new RegExp(`${MARKS}|${anyOf(phrases.placeholders)}`, "gu");
}

function* ofFields(article, { limits, phrases, factual }) {
  const count = length(article.title);
  if (count > limits.title) {
    yield ["headline", "title-long", { count, most: limits.title }];
  }
  const headline = new RegExp(`^(?:(?:${anyOf(phrases.opinion_openers)}) )?(?:${anyOf(phrases.opinions)})\\s*[:–|-]`, "iu");
  const tag = new RegExp(`^(?:${anyOf(phrases.opinions)})$`, "iu");
  const opinion = headline.test(article.title) ? article.title : tagsOf(article).find((each) => tag.test(each));
  if (article.kind === "news" && opinion) {
    yield ["headline", "opinion-unlabelled", { value: opinion }];
  }
  const [least, most] = limits.standfirst;
  const size = length(article.description);
  if (size > most) {
    yield ["standfirst", "standfirst-long", { count: size, most, least }];
  } else if (size && size < least) {
    yield ["standfirst", "standfirst-short", { count: size, most, least }, { early: true }];
  }
  for (const [field, text] of [["headline", article.title], ["standfirst", article.description]]) {
    for (const [value] of text.matchAll(placeholders(phrases))) {
      yield [field, "placeholder-left", { value }];
    }
  }
  const linked = links(visible(article.text)).map(({ target }) => target).filter((target) => WEB.test(target));
  const named = sourcesOf(article).map(({ url }) => url);
  const sources = named.length + new Set(linked.filter((target) => !named.includes(target))).size;
  if (factual.includes(article.kind) && sources < limits.sources) {
    yield ["sources", "sources-few", { count: sources, least: limits.sources }, { early: true }];
  }
  if (/[/\\:]/.test(article.image)) {
    yield ["image", "picture-foreign", { what: article.image }, { stops: true }];
  }
  for (const { url } of sourcesOf(article)) {
    if (url && !WEB_ADDRESS.test(url)) {
      yield ["sources", "address-not-web", { value: url }, { early: true, stops: true }];
    } else if (/^http:/i.test(url)) {
      yield ["sources", "link-http", { value: url }];
    }
  }
}

function* ofLinks(text, { phrases, schemes }) {
  const empty = phrases.empty_links.map((each) => each.toLowerCase());
  for (const { words, target, start, end, targetStart } of links(text)) {
    if (empty.includes(words.replace(/^[ *_.:!]+|[ *_.:!]+$/g, "").toLowerCase())) {
      yield ["link-words", { value: words }, start, end];
    }
    if (/^http:\/\//i.test(target)) {
      yield ["link-http", { value: target }, start, end];
    }
    const scheme = SCHEME.exec(target);
    if (scheme && !schemes.includes(scheme[1].toLowerCase())) {
      yield ["html-link", { what: target }, targetStart, targetStart + target.length];
    }
  }
  for (const { target, start, end } of bareAddresses(text)) {
    yield ["link-bare", { value: target }, start, end];
  }
  for (const { words, target, start, end, targetStart } of images(text)) {
    if (/^(?:[a-z][a-z0-9+.-]*:|[/\\]{2})/i.test(target)) {
      yield ["picture-foreign", { what: target }, targetStart, targetStart + target.length];
    }
    if (!words.trim()) {
      yield ["alt-missing", { value: target }, start, end];
    }
  }
}

function* ofBlocks(text, written, { limits, marks }) {
  const [opening, closing] = marks;
  const isCode = codeIn(written);
  let above = 1;
  for (const block of blocks(text)) {
    const { kind, start, level } = block;
    const end = start + block.text.length;
    const line = text.lastIndexOf("\n", start - 1) + 1;
    if (kind === "heading" && level === 1) {
      yield ["heading-first-level", {}, line, end];
    } else if (kind === "heading") {
      if (level > above + 1) {
        yield ["heading-skipped", { wanted: "#".repeat(above + 1) }, line, end];
      }
      above = level;
    }
    if (kind !== "table") {
      for (const { 0: found, index } of written.slice(start, end).matchAll(/(?<=[^\s|]) {2,}(?=[^\s|])/g)) {
        if (!isCode(start + index)) {
          yield ["spaces-double", {}, start + index, start + index + found.length];
        }
      }
    }
    const foreign = [..."„“”»«"].find((mark) => mark !== opening && mark !== closing && read(block).includes(mark));
    if (foreign) {
      const at = start + read(block).indexOf(foreign);
      yield ["quotes-foreign", { mark: foreign, wanted: opening + closing }, at, at + 1];
    }
    const count = length(seen(block));
    if (["paragraph", "quotation", "item"].includes(kind) && count > limits.paragraph) {
      yield ["paragraph-long", { count, most: limits.paragraph }, start, end];
    }
  }
}

// Whether a sentence says that somebody speaks, and who: a word with a capital that is no pronoun.
function namesASpeaker(text, phrases) {
  const speaking = new RegExp(anyOf(phrases.speaking), "iu");
  const words = text.split(/[.!?]/).filter((sentence) => speaking.test(sentence)).join(" ").match(/[\p{L}\p{N}_]{3,}/gu) || [];
  return words.some((word) => CAPITAL.test(word) && !phrases.not_names.includes(word.toLowerCase()));
}

// The passages of somebody's sentences: place, the paragraph without the words quoted in it, the paragraph before.
function* quotations(text, { limits, marks }) {
  const [opening, closing] = marks;
  const quoted = new RegExp(`${opening}([^${opening}${closing}]+)${closing}`, "g");
  let before = "";
  for (const block of blocks(text)) {
    const words = typeset(block, marks);
    if (block.kind === "quotation") {
      yield { start: block.start, end: block.start + block.text.length, speech: read(block), before };
    } else if (["paragraph", "item"].includes(block.kind)) {
      const found = [...words.matchAll(quoted)].find(({ 1: said }) => said.trim().split(/\s+/).length >= limits.quotation);
      if (found) {
        const start = block.start + found.index;
        yield { start, end: start + found[0].length, speech: words.replace(quoted, "."), before: "" };
      }
    }
    before = read(block);
  }
}

// The first passage of somebody's sentences in an article that names neither a source nor the speaker.
function quotation(article, text, data) {
  if (sourcesOf(article).length || links(text).length || /\[\^[^[\]]+\]/.test(text) || article.kind === "interview") {
    return null;
  }
  for (const { start, end, speech, before } of quotations(text, data)) {
    if (!SIGNED.test(speech) && !namesASpeaker(`${before}\n${speech}`, data.phrases)) {
      return [start, end];
    }
  }
  return null;
}

function* ofText(article, data) {
  const text = visible(article.text);
  for (const { 0: found, index } of text.matchAll(placeholders(data.phrases))) {
    yield ["placeholder-left", { value: found }, index, index + found.length];
  }
  for (const { 0: found, 1: written, index } of text.matchAll(TAG)) {
    const tag = written.toLowerCase();
    if (tag === "h1") {
      yield ["heading-first-level", {}, index, index + found.length];
    } else if (!data.tags.includes(tag) && !NO_TAG.test(tag)) {
      yield ["html-tag", { what: `<${tag}>` }, index, index + found.length];
    }
  }
  for (const { 0: found, index } of text.matchAll(QUOTED_HEADING)) {
    yield ["heading-first-level", {}, index, index + found.length];
  }
  yield* ofLinks(text, data);
  yield* ofBlocks(text, article.text, data);
  const passage = quotation(article, text, data);
  if (passage) {
    yield ["quotation-without-source", {}, ...passage];
  }
}

/**
 * What is to be said about an article: a list of `{field, code, text}`. A problem of the text has `start` and `end` of its
 * passage; one with `stops` would stop the article from being published.
 */
export function problems(article, data) {
  const told = ([field, code, values, more]) => {
    const { message, hint } = data.rules[code];
    return { field, code, text: `${say(message, values)} ${say(hint, values)}`, ...more };
  };
  return [
    ...ofFields(article, data),
    ...[...ofText(article, data)].map(([code, values, start, end]) => ["text", code, values, { start, end }]),
  ]
    .filter(([, code]) => code in data.rules) // a magazine may have turned some off
    .map(told)
    .sort((one, other) => (one.start ?? 0) - (other.start ?? 0));
}
