// What a reader may have meant whose words stand nowhere. Loaded when a search finds nothing.
import { words } from "./stems.js";

const OFFERED = 3; // words that are offered in the place of one
const HALF = 4; // letters of a part of a word at least
const WITHIN = 1.5; // how far away a word is that contains what was typed

/** How many letters differ at most. */
const most = ({ length }) => (length < 6 ? 1 : length < 10 ? 2 : 3);

/** How many letters have to be put in, taken out, replaced or swapped with the next; `limit` + 1 if more than that. */
export function distance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) {
    return limit + 1;
  }
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + !same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        next[j] = Math.min(next[j], before[j - 2] + 1);
      }
    }
    if (Math.min(...next) > limit) {
      return limit + 1;
    }
    [before, row] = [row, next];
  }
  return row[other.length];
}

/** All words of the magazine. */
const vocabularyOf = async (index) => (await index.load("vocabulary", index.vocabulary)).split(" ");

/** The two words of the magazine of which a compound is made; or nothing. */
async function halves(index, word) {
  const typed = index.plain(word);
  const known = new Map((await vocabularyOf(index)).map((each) => [index.plain(each), each]));
  for (let at = typed.length - HALF; at >= HALF; at--) {
    const [first, second] = [typed.slice(0, at), known.get(typed.slice(at))];
    const before = known.get(first) ?? (first.endsWith("s") && first.length > HALF ? known.get(first.slice(0, -1)) : undefined);
    if (before && second) {
      return `${before} ${second}`;
    }
  }
  return "";
}

/** The words of the magazine that are nearest to one, the nearest first. */
async function alternatives(index, word) {
  const typed = index.plain(word);
  const limit = most(typed);
  const vocabulary = await vocabularyOf(index);
  const found = [];
  for (const [rank, other] of vocabulary.entries()) {
    const name = index.plain(other);
    const within = typed.length > 3 && name.includes(typed);
    const away = within ? WITHIN : distance(typed, name, limit) + (typed[0] === name[0] ? 0 : 0.5);
    if (within || away <= limit) {
      found.push({ other, away, rank });
    }
  }
  found.sort((one, other) => one.away - other.away || one.rank - other.rank);
  return found.slice(0, OFFERED).map(({ other }) => other);
}

/** Searches that may have been meant: words that belong together, and words that are spelt otherwise. */
async function guesses(index, text, missing) {
  const typed = words(text).map((parts) => parts.join("-"));
  const joined = typed.slice(1).map((word, place) => [...typed.slice(0, place), typed[place] + word, ...typed.slice(place + 2)]);
  const instead = new Map();
  for (const { word } of missing) {
    instead.set(word, await alternatives(index, word));
  }
  const respelt = Array.from({ length: instead.size ? OFFERED : 0 }, (_, choice) =>
    typed.map((word) => (instead.get(word) ?? [word])[instead.size > 1 ? Math.min(choice, (instead.get(word)?.length ?? 1) - 1) : instead.has(word) ? choice : 0]),
  );
  const parted = new Map(await Promise.all(missing.map(async ({ word }) => [word, await halves(index, word)])));
  const apart = typed.map((word) => parted.get(word) || word);
  const all = [...joined, apart, ...respelt].filter((each) => each.every(Boolean)).map((each) => each.join(" "));
  return [...new Set(all)].filter((each) => each !== typed.join(" "));
}

/** Returns what is near to a search for `text`, which `found` nothing; `search` is how others are tried. */
export async function nearest(index, text, found, search) {
  const meant = [];
  let first = null;
  for (const guess of await guesses(index, text, found.missing)) {
    const other = await search(guess);
    if (other.pages.length) {
      meant.push(guess);
      first ??= other;
    }
  }
  if (first) {
    return { ...first, near: { meant: meant.slice(0, OFFERED) } };
  }
  const some = await search(text, true);
  return { ...some, near: some.pages.length ? { some: true } : {} };
}
