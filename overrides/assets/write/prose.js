// The text of an article in pieces, each with its place: what checks/prose.py is to `magazine check`. The same cases
// (tests/writing/) are run through both.

import { visible } from "./code.js";
import { definitions, inlineLinks } from "./links.js";
import { withMarks } from "./typography.js";

export { visible };

const BARE = /(?<![\p{L}\p{N}_(<"'=/[])https?:\/\/[^\s<>)\]]+/gu;
const UNDERLINE = /^(=+|-+)[ \t]*$/;
const ITEM = /^[ \t]*(?:[-*+]|\d+[.)])[ \t]+/;
const FENCE = /^[ \t]*\/{3,}[ \t]*(\w*)/;
const TABLE_CELL = /^[ \t]*:?-+:?[ \t]*$/;
const ATTRIBUTES = /\{[^{}]*\}$/;
const DEFINITION = /^ {0,3}\[(?!\^)[^[\]]+\]:[ \t]*\S/;
const ABBREVIATION = /^\*\[[^[\]]+\]:/;
const NOTE = /^\[\^[^[\]]+\]:[ \t]*|^:[ \t]+/;
// What readers do not read as words, beside pictures and targets of links: tags, attributes, marks of footnotes.
const UNREAD = /<\/?[a-z!][^<>]*>|\{[:.#][^{}]*\}|\[\^[^[\]]+\]|\]\[[^[\]]*\]|^[ \t]*(?:>[ \t]?)+/gim;
// Signs of emphasis around a quotation: readers do not see them, so that the mark behind them opens.
const EMPHASIS = /(?<![^\s([\u2013\u2014/„‚])[*_~=]{1,3}(?=["'])/g;

const blank = (found) => found.replace(/[^\n]/g, " ");

/** The links of a visible text, and the definitions of those that stand elsewhere. */
export function links(text) {
  return [...inlineLinks(text).filter(({ image }) => !image), ...definitions(text)];
}

/** The pictures of a visible text. */
export function images(text) {
  return inlineLinks(text).filter(({ image }) => image);
}

// `text` with each character of some passages, which may stand within each other, replaced.
function covered(text, passages, by) {
  const parts = [];
  let position = 0;
  for (const [start, end] of passages.sort(([one], [other]) => one - other)) {
    if (start >= position) {
      parts.push(text.slice(position, start), text.slice(start, end).replace(/[^\n]/g, by));
      position = end;
    }
  }
  return parts.join("") + text.slice(position);
}

/** Addresses that stand in a visible text as they are. */
export function bareAddresses(text) {
  const known = [...links(text), ...images(text)].map(({ start, end }) => [start, end]);
  return [...covered(text, known, " ").matchAll(BARE)].map(({ 0: found, index }) => {
    let length = found.length;
    while (".,;:!?".includes(found[length - 1])) {
      length -= 1;
    }
    return { target: found.slice(0, length), start: index, end: index + length };
  });
}

function readable(text, by) {
  const unread = inlineLinks(text).map(({ image, start, end, words }) => [image ? start : start + 1 + words.length, end]);
  return covered(text, unread, "\0").replace(UNREAD, (found) => "\0".repeat(found.length)).replaceAll("\0", by);
}

/** What readers read of a block; every character stands where it stood. */
export function read({ text }) {
  return readable(text, " ");
}

/** What `read` returns, with the quotation marks that readers will see. */
export function typeset(block, marks) {
  return withMarks(read(block).replace(EMPHASIS, blank), marks);
}

/** The text that readers see of a block. */
export function seen({ text }) {
  return readable(text, "").replace(/[[*]/g, "").replace(/\s+/g, " ").trim();
}

function trimmedEnd(text) {
  let end = text.length;
  while (end && " \t".includes(text[end - 1])) {
    end -= 1;
  }
  return text.slice(0, end);
}

// Level, words and place of a heading with hashes in front; null if the line is none.
function headingOf(line) {
  const level = /^#*/.exec(line)[0].length;
  const start = level + /^[ \t]*/.exec(line.slice(level))[0].length;
  let text = trimmedEnd(line.slice(start));
  if (level < 1 || level > 6 || !text.trim() || text.startsWith("#")) {
    return null;
  }
  const attributes = ATTRIBUTES.exec(text);
  text = trimmedEnd(attributes ? text.slice(0, attributes.index) : text);
  let end = text.length;
  while (text[end - 1] === "#") {
    end -= 1;
  }
  return { level, text: trimmedEnd(text.slice(0, end)) || text, start };
}

// Whether two lines begin a table: cells, and below them a line of dashes.
function isTable(first, second) {
  const cells = second.trim().replace(/^\|/, "").replace(/\|$/, "").split("|");
  return first.includes("|") && cells.every((cell) => TABLE_CELL.test(cell));
}

function* pieces(lines, start, caption) {
  if (lines.length > 1 && UNDERLINE.test(lines[1])) {
    yield { kind: "heading", start, text: lines[0], level: lines[1].startsWith("=") ? 1 : 2 };
    return;
  }
  if (lines.length > 1 && isTable(lines[0], lines[1])) {
    yield { kind: "table", start, text: lines.join("\n") };
    return;
  }
  const kind = caption ? "caption" : lines[0].trimStart().startsWith(">") ? "quotation" : "paragraph";
  const marks = [0, ...lines.keys()].filter((at, index) => !index || (at && (ITEM.test(lines[at]) || NOTE.test(lines[at]))));
  let begin = start;
  for (const [index, first] of marks.entries()) {
    const text = lines.slice(first, marks[index + 1]).join("\n");
    const marker = (ITEM.exec(text) || NOTE.exec(text) || [""])[0].length;
    yield { kind: marker ? "item" : kind, start: begin + marker, text: text.slice(marker) };
    begin += text.length + 1;
  }
}

/** The blocks of a visible text: `kind` is paragraph, heading (with its level), item, quotation, caption or table. */
export function* blocks(text) {
  let [start, lines, caption, position] = [0, [], false, 0];
  for (const line of [...text.split("\n"), ""]) {
    const fence = FENCE.exec(line);
    const heading = headingOf(line);
    const between = !line.trim() || fence || ABBREVIATION.test(line) || DEFINITION.test(line);
    if ((between || heading) && lines.length) {
      yield* pieces(lines, start, caption);
      lines = [];
    }
    if (between) {
      caption = fence ? fence[1] === "caption" : caption;
    } else if (heading) {
      yield { kind: "heading", start: position + heading.start, text: heading.text, level: heading.level };
    } else {
      start = lines.length ? start : position;
      lines.push(line);
    }
    position += line.length + 1;
  }
}
