// Code and comments in a Markdown text, as in content/markdown_text.py: in time proportional to the text's length.

const QUOTED = /^ {0,3}>(?: {0,3}>)* ?/;
const FENCE = /^(`{3,}|~{3,})[ \t]*(?:\{[^`\n]*\}[ \t]*|[\p{L}\p{N}_#.+-]*(?:[ \t]+\w+=[^`\n]*|[ \t]*))$/u;
const FENCE_END = /^(`{3,}|~{3,})[ \t]*$/;
const CONTAINER = /^(?:[-*+]|\d+[.)]|:|\[\^[^[\]\n]+\]:|!!!|\?\?\?\+?|===\+?)(?:[ \t]|$)/;
const BACKTICKS = /(?<!\\)(\\*)(`+)/g;
const PRE = /^<pre\b[^<>\n]*>/i;
const PRE_END = /<\/pre\b/gi;

// How far a line is indented; a tab leads to the next multiple of four.
function widthOf(indent) {
  return [...indent].reduce((width, character) => (character === "\t" ? width - (width % 4) + 4 : width + 1), 0);
}

// For each line that may open a fence, the line behind the next one that closes such a fence.
function fenceEnds(lines) {
  const [ends, following] = [new Map(), {}];
  for (let number = lines.length - 1; number >= 0; number -= 1) {
    const fence = FENCE.exec(lines[number].stripped);
    const end = FENCE_END.exec(lines[number].stripped);
    if (fence && following[fence[1]]) {
      ends.set(number, following[fence[1]]);
    }
    if (end) {
      following[end[1]] = number + 1;
    }
  }
  return ends;
}

// The inline code of a paragraph: between backticks and the next ones of the same number.
function* inline(text, begin, end) {
  const runs = [...text.slice(begin, end).matchAll(BACKTICKS)].map(({ 1: slashes, 2: ticks, index }) => {
    const start = begin + index + slashes.length;
    return { start: start + (slashes.length % 2), length: ticks.length - (slashes.length % 2), ticks: ticks.length, end: start + ticks.length };
  });
  const [partners, following] = [new Map(), {}];
  for (const { start, length, ticks, end: behind } of [...runs].reverse()) {
    // Without as many again, Python-Markdown takes the first few of them.
    let taken = length;
    while (taken > 0 && !(taken in following)) {
      taken -= 1;
    }
    if (taken) {
      partners.set(start, following[taken]);
    }
    following[ticks] = behind;
  }
  let position = begin;
  for (const { start } of runs) {
    if (start >= position && partners.has(start)) {
      position = partners.get(start);
      yield [start, position];
    }
  }
}

// Where the code of a text stands: fenced, indented, inline, the content of <pre>.
function* code(text) {
  let position = 0;
  const lines = text.split("\n").map((line) => {
    const content = line.slice((QUOTED.exec(line) || [""])[0].length);
    const stripped = content.replace(/^[ \t]+/, "");
    const start = position;
    position += line.length + 1;
    return { start, end: position - 1, stripped, indent: widthOf(content.slice(0, content.length - stripped.length)) };
  });
  const ends = fenceEnds(lines);
  const preEnds = [...[...text.matchAll(PRE_END)].map(({ index }) => index), text.length].reverse(); // unclosed, to the end
  let [number, paragraph, afterBlank, container] = [0, 0, true, 0];
  while (number < lines.length) {
    const { start, stripped, indent } = lines[number];
    const pre = PRE.exec(stripped);
    let end = ends.get(number);
    let [from, to] = [start, 0];
    while (preEnds.at(-1) < start) {
      preEnds.pop();
    }
    if (pre && preEnds.length) {
      to = preEnds.at(-1);
      from = lines[number].end - stripped.length + pre[0].length;
      end = number + text.slice(start, to).split("\n").length;
    } else if (!end && afterBlank && stripped && indent >= container + 4) {
      end = number + 1;
    }
    if (end || !stripped) {
      yield* inline(text, paragraph, start);
      paragraph = (lines[end ?? number + 1] || { start: text.length }).start;
      afterBlank = true;
    }
    if (end) {
      yield [from, to || lines[end - 1].end];
    } else if (CONTAINER.test(stripped)) {
      [container, afterBlank] = [indent - (indent % 4) + 4, false];
    } else if (stripped) {
      container = afterBlank ? Math.min(container, indent - (indent % 4)) : container;
      afterBlank = false;
    }
    number = end || number + 1;
  }
  yield* inline(text, paragraph, text.length);
}

function* comments(text) {
  let start = text.indexOf("<!--");
  for (let end = text.indexOf("-->", start + 4); start >= 0 && end >= 0; end = text.indexOf("-->", start + 4)) {
    yield [start, end + 3];
    start = text.indexOf("<!--", end + 3);
  }
}

function blanked(text, passages) {
  const parts = [];
  let position = 0;
  for (const [start, end] of passages) {
    parts.push(text.slice(position, start), text.slice(start, end).replace(/[^\n]/g, " "));
    position = end;
  }
  return parts.join("") + text.slice(position);
}

/** `text` with code and comments blanked out: every character stands where it stood. */
export function visible(text) {
  const uncoded = blanked(text, code(text));
  return blanked(uncoded, comments(uncoded));
}

/** Returns a function that tells whether the character at a place is code. */
export function codeIn(text) {
  const covered = new Uint8Array(text.length);
  for (const [start, end] of code(text)) {
    covered.fill(1, start, end);
  }
  return (position) => covered[position] === 1;
}
