// The text of an article in pieces, each with its place: what checks/prose.py is to `magazine check`. The same cases
// (tests/writing/) are run through both.

const COMMENT = /<!--[\s\S]*?-->/g;
const CODE = /^(```|~~~)[\s\S]*?^\1[ \t]*$|(?<!`)(`+)(?!`)[\s\S]+?(?<!`)\2(?!`)/gm;
const LINK = /(?<!!)\[((?:[^[\]!]|!(?!\[)|!?\[[^\]]*\](?:\([^)]*\))?)*)\]\(\s*<?([^)\s>]*)(?:[\s>][^)]*)?\)/g;
const IMAGE = /!\[([^\]]*)\]\(\s*<?([^)\s>]*)(?:[\s>][^)]*)?\)(?:\{[^}]*\})?/g;
const DEFINITION = /^ {0,3}\[(?!\^)[^\]]+\]:[ \t]*<?(\S+?)>?(?:[ \t].*)?$/gm;
const AUTOLINK = /<(?:https?:\/\/|mailto:)[^>\s]+>/g;
const BARE = /(?<![\p{L}\p{N}_(<"'=/[])https?:\/\/[^\s<>)\]]+/gu;
const HEADING = /^(#{1,6})[ \t]*([^#\s].*?)[ \t]*#*[ \t]*(?:\{[^}]*\})?[ \t]*$/;
const UNDERLINE = /^(=+|-+)[ \t]*$/;
const ITEM = /^[ \t]*(?:[-*+]|\d+[.)])[ \t]+/;
const FENCE = /^[ \t]*\/{3,}[ \t]*(\w*)/;
const TABLE = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const ABBREVIATION = /^\*\[[^\]]+\]:/;
const NOTE = /^\[\^[^\]]+\]:[ \t]*|^:[ \t]+/;
// What readers do not read as words: tags, attributes, marks of footnotes, targets of links.
const UNREAD = /<[^>]*>|\{[:.#][^}]*\}|\[\^[^\]]+\]|\]\([^)]*\)|\]\[[^\]]*\]|^[ \t]*(?:>[ \t]?)+/gm;

const blank = (found) => found.replace(/[^\n]/g, " ");
const matches = (line, pattern) => line.search(pattern) === 0;

/** `text` with code and comments blanked out: every character stands where it stood. */
export function visible(text) {
  return text.replace(CODE, blank).replace(COMMENT, blank);
}

// The links or pictures that `pattern` finds: what stands in their brackets, where they lead, where they begin and end.
function targets(text, pattern) {
  return [...text.matchAll(pattern)].map(({ 0: whole, 1: words, 2: target, index }) => {
    return { words, target, start: index, end: index + whole.length };
  });
}

/** The links of a visible text, and the definitions of those that stand elsewhere. */
export function links(text) {
  const definitions = [...text.matchAll(DEFINITION)].map(({ 0: whole, 1: target, index }) => {
    const start = index + whole.indexOf(target, whole.indexOf("]:"));
    return { words: "", target, start, end: start + target.length };
  });
  return [...targets(text, LINK), ...definitions];
}

/** The pictures of a visible text. */
export function images(text) {
  return targets(text, IMAGE);
}

/** Addresses that stand in a visible text as they are. */
export function bareAddresses(text) {
  const rest = [LINK, IMAGE, DEFINITION, AUTOLINK].reduce((left, known) => left.replace(known, blank), text);
  return [...rest.matchAll(BARE)].map(({ 0: found, index }) => {
    const target = found.replace(/[.,;:!?]+$/, "");
    return { target, start: index, end: index + target.length };
  });
}

/** What readers read of a block; every character stands where it stood. */
export function read({ text }) {
  return text.replace(IMAGE, blank).replace(UNREAD, blank);
}

/** The text that readers see of a block. */
export function seen({ text }) {
  return text.replace(UNREAD, "").replace(/[[*]/g, "").replace(/\s+/g, " ").trim();
}

function* pieces(lines, start, caption) {
  if (lines.length > 1 && UNDERLINE.test(lines[1])) {
    yield { kind: "heading", start, text: lines[0], level: lines[1].startsWith("=") ? 1 : 2 };
    return;
  }
  if (lines.length > 1 && lines[0].includes("|") && TABLE.test(lines[1])) {
    yield { kind: "table", start, text: lines.join("\n") };
    return;
  }
  const kind = caption ? "caption" : lines[0].trimStart().startsWith(">") ? "quotation" : "paragraph";
  const marks = [0, ...lines.keys()].filter((at, index) => !index || (at && (ITEM.test(lines[at]) || NOTE.test(lines[at]))));
  for (const [index, first] of marks.entries()) {
    const text = lines.slice(first, marks[index + 1]).join("\n");
    const begin = lines.slice(0, first).reduce((sum, line) => sum + line.length + 1, start);
    const marker = (ITEM.exec(text) || NOTE.exec(text) || [""])[0].length;
    yield { kind: marker ? "item" : kind, start: begin + marker, text: text.slice(marker) };
  }
}

/** The blocks of a visible text: `kind` is paragraph, heading (with its level), item, quotation, caption or table. */
export function* blocks(text) {
  let [start, lines, caption, position] = [0, [], false, 0];
  for (const line of [...text.split("\n"), ""]) {
    const fence = FENCE.exec(line);
    const heading = HEADING.exec(line);
    const between = !line.trim() || fence || ABBREVIATION.test(line) || matches(line, DEFINITION);
    if ((between || heading) && lines.length) {
      yield* pieces(lines, start, caption);
      lines = [];
    }
    if (between) {
      caption = fence ? fence[1] === "caption" : caption;
    } else if (heading) {
      const at = position + line.indexOf(heading[2], heading[1].length);
      yield { kind: "heading", start: at, text: heading[2], level: heading[1].length };
    } else {
      start = lines.length ? start : position;
      lines.push(line);
    }
    position += line.length + 1;
  }
}
