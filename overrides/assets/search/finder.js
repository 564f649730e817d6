// Finds articles and pages that contain what was asked for.
import { Index } from "./index.js";
import { words } from "./stems.js";

const LEAST = 4; // letters that must be typed of a word to find it by its beginning
const BEGINNING = 0.5; // how much a word counts that only begins with what was typed

let opening = null;

/** Loads what every search needs. `top` is the address of the site, `language` that of its words. */
export function prepare(top, language) {
  opening ??= new Index(top, language).open();
  opening.catch(() => {
    opening = null;
  });
  return opening;
}

/** What is looked for: words, each with its stems (in each language of the magazine) and, if it is long enough, the beginning of others. */
function terms(index, text) {
  const found = words(text).flatMap((parts) => (parts.some((part) => part.length < 3) ? [parts.join("")] : parts));
  return [...new Set(found)].map((word) => ({
    word,
    stems: index.stems(word),
    begins: [...word].length < LEAST ? "" : index.plain(word),
  }));
}

/** How well each page fits a term; 0 where it is not. */
function scores(index, { stems }, postings) {
  const best = new Float32Array(index.pages.length);
  for (const [other, numbers] of postings) {
    const count = numbers.length / 2;
    const rarity = Math.log(1 + (best.length - count + 0.5) / (count + 0.5)) * (stems.includes(other) ? 1 : BEGINNING);
    for (let place = 0, page = 0; place < numbers.length; place += 2) {
      page += numbers[place];
      best[page] = Math.max(best[page], rarity * numbers[place + 1]);
    }
  }
  return best;
}

/** Pages that have all terms, or as many as any page has (`some`), the best first; of two as good, the newer first. */
function ranked(index, found, fits, some) {
  const sum = new Float32Array(index.pages.length);
  const kinds = new Uint8Array(index.pages.length);
  for (const best of found) {
    for (const [page, score] of best.entries()) {
      sum[page] += score;
      kinds[page] += score > 0;
    }
  }
  const least = some ? 1 : found.length;
  const pages = [...kinds.keys()].filter((page) => kinds[page] >= least && fits(page));
  return pages.sort((one, other) => kinds[other] - kinds[one] || sum[other] - sum[one] || other - one);
}

/** Returns the function that tells whether a page passes the filters. */
async function filter(index, { section, author, year }) {
  const keys = [section && `section:${section}`, author && `author:${author}`].filter(Boolean);
  const lists = await Promise.all(keys.map((key) => (index.filters[key] ? index.load("filter", index.filters[key]) : [])));
  const sets = lists.map((pages) => new Set(pages));
  return (page) => index.pages[page].startsWith(year) && sets.every((pages) => pages.has(page));
}

/**
 * Returns what fits `asked` (`{q, section, author, year, order}`): `results` are functions that load one each, `marked`
 * tells whether a word is one of those that were found. Where nothing fits, `near` says what the results are instead:
 * `{meant}` are other searches, the first of which has these results; `{some}` that only a part of the words was found.
 */
export async function find(top, language, asked) {
  const index = await prepare(top, language);
  const fits = await filter(index, asked);

  async function search(text, some = false) {
    const wanted = terms(index, text);
    const postings = await Promise.all(wanted.map((term) => index.postings(term)));
    const found = wanted.map((term, number) => scores(index, term, postings[number]));
    const stems = new Set(postings.flatMap((each) => each.map(([stem]) => stem)));
    const missing = wanted.filter((_, number) => !postings[number].length);
    return { pages: wanted.length ? ranked(index, found, fits, some) : [], stems, wanted, missing };
  }

  let found = { pages: [], stems: new Set() };
  let near = null;
  if (asked.q) {
    found = await search(asked.q);
    if (!found.pages.length) {
      const { nearest } = await import("./near.js");
      ({ near, ...found } = await nearest(index, asked.q, found, search));
    }
  } else {
    found.pages = [...index.pages.keys()].filter((page) => !index.pages[page].startsWith("0") && fits(page)).reverse();
  }
  if (asked.order === "newest") {
    found.pages.sort((one, other) => other - one);
  }
  return {
    results: found.pages.map((page) => () => index.load("result", index.pages[page])),
    stemmed: index.stems,
    stems: found.stems,
    near,
  };
}
