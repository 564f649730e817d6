// The words of a text as the search index has them; plugins/magazine/publishing/search/stems.py does the same.
const STEMMERS = { de: "german", en: "english" };
const WORD = /[\p{L}\p{N}]+(?:[-\u2010\u2011][\p{L}\p{N}]+)*/gu;
const HYPHEN = /[-\u2010\u2011]/;
const MARKS = /(?<![aou])\u0308|[\u0300-\u0307\u0309-\u036f]/g;
const UMLAUTS = { ä: "a", ö: "o", ü: "u", ß: "ss", ae: "a", oe: "o", ue: "u" };

/** The words of a text, each as its parts between hyphens. */
export const words = (text) => (text.match(WORD) ?? []).map((word) => word.split(HYPHEN));

/** A word, or the parts of one, as the index has them: the parts, and what they are together. */
export const forms = (parts) => (parts.length > 1 ? [...parts, parts.join("")] : parts);

const lower = (word) => word.toLowerCase().normalize("NFD").replace(MARKS, "").normalize("NFC");

/**
 * A word without marks on letters, as stems are written: what a stem begins with if the reader typed only its beginning.
 * In German "ae" is "ä", but for "ue" behind a vowel or "q".
 */
export function plain(word, language) {
  const digraphs = language.startsWith("de") ? /qu|ae|oe|(?<![aeiouyäöü])ue|[äöüß]/g : /[äöüß]/g;
  return lower(word).replace(digraphs, (found) => UMLAUTS[found] ?? found);
}

/** Returns the function that gives the stem of a word in a language. */
export async function stemmer(language) {
  const name = STEMMERS[language.slice(0, 2)];
  const snowball = name && new (await import(`../vendor/snowball/${name}-stemmer.js`)).default();
  const known = new Map();
  return (word) => {
    if (!known.has(word)) {
      const stem = snowball ? snowball.stem(lower(word)) : lower(word);
      known.set(word, stem.replace(/[äöüß]/g, (found) => UMLAUTS[found]));
    }
    return known.get(word);
  };
}
