// The passage of a text in which most of what was looked for stands.
const LENGTH = 32; // words
const BEFORE = 8;

const plain = (word) => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** What was found in a text, at these places (`locations`, in words), and its words as they are spelt there. */
export function hits({ content, locations }) {
  const words = content.split(" ");
  return { words, found: new Set(locations.map((place) => plain(words[place] ?? "")).filter(Boolean)) };
}

/** Marks words: a fragment of text and `mark` elements, nothing else. */
export function marked(words, found) {
  const fragment = document.createDocumentFragment();
  for (const [index, word] of words.entries()) {
    if (index) {
      fragment.append(" ");
    }
    const parts = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(word);
    if (found.has(plain(word)) && parts[2]) {
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
export function passage(words, found) {
  const places = words.flatMap((word, place) => (found.has(plain(word)) ? [place] : []));
  let best = 0;
  let most = 0;
  for (const [index, place] of places.entries()) {
    const near = places.slice(index).filter((other) => other < place + LENGTH - BEFORE);
    const kinds = new Set(near.map((other) => plain(words[other]))).size;
    if (kinds * 100 + near.length > most) {
      most = kinds * 100 + near.length;
      best = place;
    }
  }
  const start = best < LENGTH - BEFORE ? 0 : best - BEFORE;
  const shown = words.slice(start, start + LENGTH);
  return [...(start ? ["…"] : []), ...shown, ...(start + LENGTH < words.length ? ["…"] : [])];
}
