// The passage of a text in which most of what was looked for stands.
import { forms, words } from "./stems.js";

const LENGTH = 32; // words
const BEFORE = 8;
const BREAK = "·"; // stands between blocks of a text

/** Returns the function that gives the stem by which a word was found; undefined if it was not. */
export function finder({ stemmed, stems }) {
  return (word) => words(word).flatMap(forms).flatMap(stemmed).find((each) => stems.has(each));
}

/** Marks words for which `found` returns something: a fragment of text and `mark` elements, nothing else. */
export function marked(text, found) {
  const fragment = document.createDocumentFragment();
  for (const [index, word] of text.entries()) {
    if (index) {
      fragment.append(" ");
    }
    const parts = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(word);
    if (parts[2] && found(word)) {
      const mark = document.createElement("mark");
      mark.textContent = parts[2];
      fragment.append(parts[1], mark, parts[3]);
    } else {
      fragment.append(word);
    }
  }
  return fragment;
}

/** The words of the best passage; an ellipsis stands for what is left out. */
export function passage(text, found) {
  const places = text.flatMap((word, place) => {
    const stem = found(word);
    return stem ? [{ place, stem }] : [];
  });
  let best = 0;
  let most = 0;
  for (const [index, { place }] of places.entries()) {
    const near = places.slice(index).filter((other) => other.place < place + LENGTH - BEFORE);
    const kinds = new Set(near.map(({ stem }) => stem)).size;
    if (kinds * 100 + near.length > most) {
      most = kinds * 100 + near.length;
      best = place;
    }
  }
  const start = best < LENGTH - BEFORE ? 0 : best - BEFORE;
  const shown = text.slice(start, start + LENGTH);
  if (shown[0] === BREAK) shown.shift();
  if (shown.at(-1) === BREAK) shown.pop();
  return [...(start ? ["…"] : []), ...shown, ...(start + LENGTH < text.length ? ["…"] : [])];
}
