// The search index, of which a search loads the few files it needs; documentation/decisions/03-search.md describes it.
import { plain, stemmer } from "./stems.js";

const FOLDER = "search-index/";

async function answered(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) {
    throw new Error(answer.statusText);
  }
  return answer;
}

export class Index {
  #loaded = new Map();

  /** `top` is the address of the site, `language` that of its words. */
  constructor(top, language) {
    this.top = top;
    this.language = language;
  }

  /** Loads what every search needs. */
  async open() {
    const entry = await answered(new URL(`${FOLDER}entry.json`, this.top), { cache: "no-cache" });
    const [meta, own] = await Promise.all([entry.json().then(({ meta }) => this.load("meta", meta)), stemmer(this.language)]);
    const others = await Promise.all((meta.languages ?? []).map(stemmer));
    this.pages = meta.pages.split(" ");
    this.chunks = meta.chunks;
    this.filters = meta.filters;
    this.vocabulary = meta.vocabulary;
    this.stems = (word) => [...new Set([own, ...others].map((stem) => stem(word)))];
    return this;
  }

  /** Returns the content of a file of the index. */
  load(kind, name) {
    const path = `${FOLDER}${kind}/${name}.packed`;
    if (!this.#loaded.has(path)) {
      const content = answered(new URL(path, this.top)).then((answer) =>
        new Response(answer.body.pipeThrough(new DecompressionStream("deflate"))).json(),
      );
      this.#loaded.set(path, content);
      content.catch(() => this.#loaded.delete(path));
    }
    return this.#loaded.get(path);
  }

  /** The number of the chunk in which a stem stands, if it stands anywhere. */
  #chunk(stem) {
    let low = 0;
    let high = this.chunks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.chunks[middle][0] <= stem) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.max(0, low - 1);
  }

  /** Returns `[stem, postings]` of all stems that a term means: its own, and those that begin with what was typed. */
  async postings({ stems, begins }) {
    const chosen = new Set(stems.map((stem) => this.#chunk(stem)));
    for (let chunk = this.#chunk(begins), last = this.#chunk(`${begins}\uffff`); begins && chunk <= last; chunk++) {
      chosen.add(chunk);
    }
    const chunks = await Promise.all([...chosen].filter((chunk) => this.chunks[chunk]).map((chunk) => this.load("words", this.chunks[chunk][1])));
    const found = chunks.flatMap((words) => Object.entries(words));
    return found.filter(([other]) => stems.includes(other) || (begins && other.startsWith(begins)));
  }

  plain(word) {
    return plain(word, this.language);
  }
}
