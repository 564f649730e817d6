// Quotation marks and apostrophes, as in content/quotation_marks.py. The same cases (tests/writing/) are run through both.

const WORD = String.raw`[\p{L}\p{N}_]`;
const APOSTROPHES = new RegExp(`(?<=${WORD})'(?=${WORD})|(?<!${WORD})'(?=\\p{Nd}{2}(?:er)?(?!${WORD}))`, "gu");
const OPENING = new RegExp(`(?<=^|[\\s(\\[\\u2013\\u2014/\\u00a0„‚“‘])["'](?=\\S)|(?<=-)["'](?=${WORD})`, "gu");

/** `text` with the quotation marks of a language for straight ones, each for exactly one; `marks` are outer and inner ones. */
export function typographic(text, [opening, closing, innerOpening, innerClosing]) {
  if (!/["']/.test(text)) {
    return text;
  }
  let set = text.replace(APOSTROPHES, "’");
  for (let round = 0; round < 2; round += 1) {
    set = set.replace(OPENING, (mark) => (mark === '"' ? opening : innerOpening)); // twice, for a mark right behind another
  }
  let open = false;
  set = set.replaceAll('"', closing).replace(new RegExp(`[${innerOpening}${innerClosing}']`, "g"), (mark) => {
    open = mark === "'" ? open : mark === innerOpening;
    return mark === "'" ? (open ? innerClosing : "’") : mark;
  });
  const marks = [...set.matchAll(new RegExp(`[${innerOpening}${innerClosing}]`, "g"))];
  const unclosed = marks.filter(([mark], index) => mark === innerOpening && (marks[index + 1]?.[0] ?? mark) === mark);
  const letters = set.split("");
  unclosed.forEach(({ index }) => {
    letters[index] = "’";
  });
  return letters.join("");
}
