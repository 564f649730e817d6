// The sentences of an article, as they are read aloud: each with its words, its language, and where it stands.

const BLOCKS = "p, li, dt, dd, h1, h2, h3, h4, h5, h6, summary, table, pre";
// Named by a word instead of being read: numbers without their columns, and signs, help nobody who listens.
const NAMED = { table: "table", pre: "code" };
// Pictures with their captions, charts, notes and their numbers, what is folded away or hidden from screen readers.
const SKIPPED = "figure, .footnote, .footnote-ref, .headerlink, details:not([open]) > :not(summary), [hidden],"
  + " [aria-hidden=true], script, style, svg";

/** Yields the sentences of elements: `text` to be spoken, its `lang`, and the `range` of it in the page. */
export function* sentences(elements, words) {
  for (const element of elements) for (const block of blocks(element)) yield* read(block, words);
}

// An element's blocks: each has text of its own, which belongs to no block within it.
function blocks(element) {
  const inside = [...element.querySelectorAll(BLOCKS)];
  return (element.matches(BLOCKS) ? [element, ...inside] : inside).filter((block) => !skipped(block));
}

function skipped(element) {
  return element.closest(SKIPPED) || element.parentElement.closest(Object.keys(NAMED).join());
}

function* read(block, words) {
  const named = NAMED[block.localName];
  if (named) {
    const range = new Range();
    range.selectNodeContents(block);
    yield { text: words[named], lang: document.documentElement.lang, range };
    return;
  }
  const pieces = texts(block);
  const text = pieces.map((piece) => piece.data).join("");
  for (const [from, to] of parts(text, language(block))) {
    const spoken = plain(text.slice(from, to));
    if (!/[\p{L}\p{N}]/u.test(spoken)) continue;
    const start = place(pieces, from), end = place(pieces, to - 1);
    const range = new Range();
    range.setStart(start.piece, start.offset);
    range.setEnd(end.piece, end.offset + 1);
    yield { text: spoken, lang: language(start.piece.parentElement), range };
  }
}

function texts(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (text) => {
    const own = text.parentElement.closest(BLOCKS) === block && !text.parentElement.closest(SKIPPED);
    return own && text.data ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
  });
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

function place(pieces, offset) {
  for (const piece of pieces) {
    if (offset < piece.length) return { piece, offset };
    offset -= piece.length;
  }
}

function language(element) {
  return element.closest("[lang]").lang;
}

// Beginnings and ends of sentences, without the spaces around them. No sentence ends before a no-break space, which
// stands in dates and abbreviations (Unicode, annex 29, rule SB8a: none ends before a comma), nor after one letter.
function parts(text, lang) {
  const even = text.replace(/[\u00a0\u202f]/g, ",").replace(/\s/g, " ");
  const segments = new Intl.Segmenter(lang, { granularity: "sentence" }).segment(even);
  const found = [];
  let open = false;
  for (const { index, segment } of segments) {
    const end = index + segment.trimEnd().length;
    if (open) found.at(-1)[1] = Math.max(end, found.at(-1)[1]);
    else if (segment.trim()) found.push([index + segment.length - segment.trimStart().length, end]);
    open = /(^|[^\p{L}\p{N}])\p{L}\.\s*$/u.test(segment);
  }
  return found;
}

// Without the signs of typography that voices stumble over.
function plain(text) {
  return text.replace(/\u00ad/g, "").replace(/\u2011/g, "-").replace(/[\s\u00a0\u202f]+/g, " ");
}
