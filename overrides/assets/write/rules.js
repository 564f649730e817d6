// The rules of `magazine check` that can be looked at while somebody types, in the same words.
import { length, sourcesOf, tagsOf } from "./article.js";

/** `text` with `{name}` replaced by the value of that name. */
export function say(text, values = {}) {
  return text.replace(/\{\{|\}\}|\{(\w+)\}/g, (found, key) => (key ? (values[key] ?? "") : found[0]));
}

// Code is only shown: what stands in it is not looked at, but keeps its place.
function withoutCode(text) {
  return text.replace(/^(```|~~~)[\s\S]*?^\1[ \t]*$|`[^`\n]+`/gm, (found) => found.replace(/[^\n]/g, " "));
}

// Any of some phrases, as whole words.
function anyOf(phrases) {
  return phrases.map((each) => `(?<![\\p{L}\\d_])${each.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\p{L}\\d_])`).join("|");
}

const MARKS = String.raw`\b(?:Lorem ipsum|TODO|FIXME|XXX+|TK|TBD)\b|\?\?\?+`;

// What one look tells: pattern, rule, and what its message names. A pattern finds the very passage.
function passages({ placeholders, empty_links }) {
  return [
    [/^#(?!#)[ \t].*/gm, "heading-first-level"],
    [new RegExp(`${MARKS}|${anyOf(placeholders)}`, "gu"), "placeholder-left", (found) => ({ value: found[0] })],
    [/!\[\s*\]\(([^)]*)\)/g, "alt-missing", (found) => ({ value: found[1] })],
    [new RegExp(String.raw`(?<!!)\[(${anyOf(empty_links)})\]\([^)]*\)?`, "giu"), "link-words", (found) => ({ value: found[1] })],
    [/(?<=\]\()http:\/\/[^)\s]+/g, "link-http", (found) => ({ value: found[0] })],
    [/(?<=\]\(\s*)(?:javascript|vbscript|data):[^)\s]*/gi, "html-link", (found) => ({ what: found[0] })],
    [/(?<![\w(<"'=/[])https?:\/\/[^\s<>)\]]+/g, "link-bare", (found) => ({ value: found[0] })],
    [/(?<=[^\s|]) {2,}(?=[^\s|])/g, "spaces-double"],
    [/<(script|iframe|style|form|object|embed|video|audio|font|center|svg)\b[^>]*>?/gi, "html-tag", (found) => ({ what: `<${found[1]}>` })],
  ];
}

const QUOTATION = /^>.*|["„“](?:\S+\s+){5,}\S+["“”]/m;
const WEB_ADDRESS = /^https?:\/\/[^\s/?#[\]]+(?:[/?#]\S*)?$/i;

/**
 * What is to be said about an article: a list of `{field, text}`. A problem of the text has `start` and `end` of its passage;
 * one with `stops` would stop the article from being published.
 */
export function problems(article, { limits, rules, marks, phrases }) {
  const found = [];
  const tell = (field, code, values = {}, more = {}) => {
    found.push({ field, text: `${say(rules[code].message, values)} ${say(rules[code].hint, values)}`, ...more });
  };

  const count = length(article.title);
  if (count > limits.title) {
    tell("headline", "title-long", { count, most: limits.title });
  }
  const calledOpinion = new RegExp(`^(?:(?:${anyOf(phrases.opinion_openers)}) )?(?:${anyOf(phrases.opinions)})\\s*[:–|-]`, "iu");
  const opinionTag = new RegExp(`^(?:${anyOf(phrases.opinions)})$`, "iu");
  const opinion = calledOpinion.test(article.title) ? article.title : tagsOf(article).find((tag) => opinionTag.test(tag));
  if (article.kind === "news" && opinion) {
    tell("headline", "opinion-unlabelled", { value: opinion });
  }

  const [least, most] = limits.standfirst;
  const size = length(article.description);
  if (size > most) {
    tell("standfirst", "standfirst-long", { count: size, most, least });
  } else if (size && size < least) {
    tell("standfirst", "standfirst-short", { count: size, most, least }, { early: true });
  }

  for (const { url } of sourcesOf(article)) {
    if (url && !WEB_ADDRESS.test(url)) {
      tell("sources", "address-not-web", { value: url }, { early: true, stops: true });
    } else if (/^http:/i.test(url)) {
      tell("sources", "link-http", { value: url });
    }
  }

  const text = withoutCode(article.text);
  const inText = (code, values, start, end) => tell("text", code, values, { start, end });
  for (const [pattern, code, values] of passages(phrases)) {
    for (const each of text.matchAll(pattern)) {
      inText(code, values ? values(each) : {}, each.index, each.index + each[0].length);
    }
  }
  let above = 1;
  for (const each of text.matchAll(/^(#{2,6})[ \t].*/gm)) {
    if (each[1].length > above + 1) {
      inText("heading-skipped", { wanted: "#".repeat(above + 1) }, each.index, each.index + each[0].length);
    }
    above = each[1].length;
  }
  for (const each of text.matchAll(/[„“”»«]/g)) {
    if (!marks.slice(0, 2).includes(each[0])) {
      inText("quotes-foreign", { mark: each[0], wanted: marks.slice(0, 2).join("") }, each.index, each.index + 1);
    }
  }
  for (const each of text.matchAll(/\S(?:.|\n(?![ \t]*\n))*/g)) {
    const size = length(each[0].replace(/\]\([^)]*\)/g, "").trim());
    if (size > limits.paragraph && !/^\|/m.test(each[0])) {
      inText("paragraph-long", { count: size, most: limits.paragraph }, each.index, each.index + each[0].length);
    }
  }
  const sourced = sourcesOf(article).length || /(?<!!)\[[^\]]*\]\(|\[\^/.test(text) || article.kind === "interview";
  const quotation = sourced ? null : QUOTATION.exec(text);
  if (quotation) {
    inText("quotation-without-source", {}, quotation.index, quotation.index + quotation[0].length);
  }
  return found.sort((one, other) => (one.start ?? 0) - (other.start ?? 0));
}
