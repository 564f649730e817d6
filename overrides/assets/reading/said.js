const file = document.querySelector(".reading")?.dataset.words ?? "words.json"; // an article may be in another language

/** What the scripts of this folder say and offer: `words`, `offers`, the `language`, where the `kept` pages are listed. */
export const said = fetch(new URL(file, import.meta.url)).then((answer) => answer.json());

/** Returns a word with its gaps filled. */
export function filled(word, values) {
  return word.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);
}
