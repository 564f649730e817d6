// How text is printed, as in content/typesetting.py: dashes, quotation marks, spaces at which no line ends. The same cases
// (tests/writing/) are run through both; the expressions of the spaces are content/spaces.py's own.

const WORD = String.raw`[\p{L}\p{N}_]`;
const APOSTROPHES = new RegExp(`(?<=${WORD})'(?=${WORD})|(?<!${WORD})'(?=\\p{Nd}{2}(?:er)?(?!${WORD}))`, "gu");
const OPENING = new RegExp(`(?<=^|[\\s(\\[\\u2013\\u2014/\\u00a0„‚“‘])["'](?=\\S)|(?<=-)["'](?=${WORD})`, "gu");

const HYPHENS = /((?:https?:|www\.)[^\s]*)|(?<![\s([<!-])(?<!xn)(?<!^)-{2,3}(?![->])|(?<![^\s([])-{2,3}(?![-\p{L}\p{N}_>])/gu;

/** `text` as it is printed; `signs` are the dashes, marks and spaces of a language. */
export function typographic(text, signs) {
  return typeset(withDashes(text, signs), signs);
}

/** `text` with dashes for two or three hyphens in a row. */
export function withDashes(text, { dashes }) {
  return text.replace(HYPHENS, (hyphens, address) => address ?? dashes[hyphens.length - 2]);
}

/** `text` with the marks and spaces of a language, each character in the place of the one that was typed. */
export function typeset(text, { marks, spaces }) {
  return spaces.reduce((set, [sign, expression]) => set.replace(new RegExp(expression, "gu"), sign), withMarks(text, marks));
}

/** `text` with the quotation marks of a language for straight ones, each for exactly one; `marks` are outer and inner ones. */
export function withMarks(text, [opening, closing, innerOpening, innerClosing]) {
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
