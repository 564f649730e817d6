// The links and pictures of a Markdown text, as in content/markdown_links.py: in time proportional to the text's length.

const TOKEN = /\\[\s\S]|\n[ \t]*(?=\n)|!?\[|\]/g;
const SPACES = /\s*/y;
const IN_ANGLES = /<([^<>\n]*)>/y;
const TARGET = /[^\s()\\]*(?:\\[\s\S][^\s()\\]*)*/y;
const TITLE = /"[^"]*"|'[^']*'/y;
const ATTRIBUTES = /\{[^{}\n]*\}/y;
const DEFINITION = /^ {0,3}\[(?!\^)[^[\]\n]+\]:[ \t]*(?:<([^<>\n]+)>|(\S+))/gm;
const DEEPEST = 32;

// What `pattern` finds at a place, or null.
function at(pattern, text, position) {
  pattern.lastIndex = position;
  return pattern.exec(text);
}

const pastSpaces = (text, position) => position + at(SPACES, text, position)[0].length;

// Returns a function that finds the next place of a pattern; asked from left to right, it reads the text once.
function next(text, pattern) {
  const places = text.matchAll(pattern);
  let place = -1;
  return (position) => {
    while (place !== null && place < position) {
      place = places.next().value?.index ?? null;
    }
    return place;
  };
}

// Where a target without angle brackets ends; pairs of parentheses are part of it.
function bareEnd(text, begin) {
  let [position, depth] = [begin, 0];
  for (;;) {
    position += at(TARGET, text, position)[0].length;
    if ((text[position] !== "(" || depth === DEEPEST) && (text[position] !== ")" || depth === 0)) {
      return position;
    }
    depth += text[position] === "(" ? 1 : -1;
    position += 1;
  }
}

// Where a target in parentheses begins and ends, and where the parentheses end; null if there is none.
function targetAt(text, position, nextClosing, nextParagraph) {
  if (text[position] !== "(" || nextClosing(position) === null) {
    return null;
  }
  const begin = pastSpaces(text, position + 1);
  const angles = at(IN_ANGLES, text, begin);
  const behind = angles ? begin + angles[0].length : bareEnd(text, begin);
  const title = at(TITLE, text, pastSpaces(text, behind));
  const end = title ? pastSpaces(text, title.index + title[0].length) : behind;
  const closing = text[end] === ")" ? end : nextClosing(behind);
  const paragraph = nextParagraph(position);
  if (closing === null || (paragraph !== null && paragraph < closing)) {
    return null;
  }
  return { start: begin + (angles ? 1 : 0), end: behind - (angles ? 1 : 0), behind: closing + 1 };
}

/** The links and pictures `[words](target)` of a visible text: `start` and `end` are those of the whole. */
export function inlineLinks(text) {
  const [found, open] = [[], []];
  const [nextClosing, nextParagraph] = [next(text, /\)/g), next(text, /\n[ \t]*(?=\n)/g)];
  let position = 0;
  for (const { 0: token, index } of text.includes("](") ? text.matchAll(TOKEN) : []) {
    if (index < position) {
      continue; // part of a target
    }
    if (token === "[" || token === "![") {
      open.push([index, token]);
    } else if (token.startsWith("\n")) {
      open.length = 0;
    } else if (token === "]" && open.length) {
      const [start, opening] = open.pop();
      const target = targetAt(text, index + 1, nextClosing, nextParagraph);
      if (target) {
        const image = opening === "![";
        const attributes = image && at(ATTRIBUTES, text, target.behind);
        position = target.behind + (attributes ? attributes[0].length : 0);
        const words = text.slice(start + opening.length, index);
        found.push({ start, end: position, words, target: text.slice(target.start, target.end), targetStart: target.start, image });
      }
    }
  }
  return found;
}

/** The lines `[1]: target` that say where links lead. */
export function definitions(text) {
  return [...text.matchAll(DEFINITION)].map(({ 0: line, 1: angled, 2: bare, index }) => {
    const target = angled ?? bare;
    const start = index + line.length - target.length - (angled ? 1 : 0);
    const end = text.indexOf("\n", index + line.length);
    return { words: "", target, start, targetStart: start, end: end < 0 ? text.length : end };
  });
}
