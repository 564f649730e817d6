// Finds articles with Pagefind, which is loaded once, when it is first needed.
let loading = null;

function pagefind(top) {
  loading ??= import(new URL("pagefind/pagefind.js", top)).then(
    async (module) => {
      // Without a worker of its own: that would be a second script, and a search takes a few milliseconds.
      await module.options({ basePath: new URL("pagefind/", top).pathname, baseUrl: "/", noWorker: true });
      await module.init();
      return module;
    },
    (error) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}

/** Loads what every search needs. `top` is the address of the site. */
export const prepare = (top) => pagefind(top);

/**
 * Returns what fits `asked` (`{q, section, author, year, order}`), as functions that load a result each. The name of a
 * result begins with its date.
 */
export async function find(top, asked) {
  const filters = {};
  for (const key of ["section", "author"]) {
    if (asked[key]) {
      filters[`${key}:${asked[key]}`] = "1";
    }
  }
  const { results } = await (await pagefind(top)).search(asked.q || null, { filters });
  const found = results.filter(({ id }) => id.startsWith(asked.year));
  if (asked.order === "newest" || !asked.q) {
    found.sort((one, other) => (one.id < other.id ? 1 : -1));
  }
  return found.map((result) => () => result.data());
}
