// The article that is in the form as a file for the repository: where it goes, what stands in it, and how GitHub is told.

// GitHub refuses addresses above 8,191 bytes with an error (414; github/docs, issue 5136). Whoever is not signed in yet is
// led past the sign-in page, in whose address ours stands encoded once more (seen in snikproject/graph, issue 226).
const LONGEST_ADDRESS = 8000;

const LONGEST_SLUG = 60; // characters, as in `magazine new`

const LETTERS = { ä: "ae", ö: "oe", ü: "ue", ß: "ss", æ: "ae", ø: "o", œ: "oe", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ı: "i" };

/** The words of a headline or a name as a part of an address, like `slug` in Python; empty where no Latin letter is. */
export function slug(text) {
  return text
    .toLowerCase()
    .normalize("NFC")
    .replace(/[äöüßæøœłđðþħı]/g, (letter) => LETTERS[letter])
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f’‘]|(?<=\d),(?=\d)/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** Spaces and line ends as single spaces: for what is one paragraph. */
export function oneLine(text) {
  return text.replace(/\s+/g, " ").trim();
}

/** Characters as Python counts them: an emoji is one. */
export function length(text) {
  return Array.from(text).length;
}

/** The tags of an article, which are typed with commas between them. */
export function tagsOf(article) {
  return article.tags.split(",").map(oneLine).filter(Boolean);
}

/** The sources of an article; rows that were left empty do not count, and a forgotten "https://" is added. */
export function sourcesOf(article) {
  return article.sources
    .filter((source) => source.title || source.url)
    .map(({ title, url }) => {
      const whole = /^[\w-]+(\.[\w-]+)+(?=[/?#]|$)/.test(url) ? `https://${url}` : url;
      return { title: title || whole, url: whole };
    });
}

/** The name of a picture beside the article: Latin letters, figures and hyphens, which every server and system takes. */
export function fileName(name) {
  const [, stem, ending] = /^(.*?)(\.\w+)?$/s.exec(name);
  return `${slug(stem) || "image"}${(ending || "").toLowerCase()}`;
}

/** The id in the file of authors: the chosen one, or one that nobody has yet. */
export function authorId(article, { authors, emptySlugs }) {
  if (article.author) {
    return article.author;
  }
  const name = slug(article.name) || emptySlugs.author;
  let id = name;
  for (let number = 2; id in authors; number += 1) {
    id = `${name}-${number}`;
  }
  return id;
}

// A JSON string is a YAML string in double quotes, but for characters that only YAML takes for line ends or refuses.
function quoted(text) {
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, "")).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

// Two spaces at the end of a line are a line break; other spaces there are slips.
function tidied(text) {
  return text
    .replace(/\p{Surrogate}/gu, "")
    .replace(/\r\n?/g, "\n")
    .replace(/[ \t]+$/gm, (spaces, at, whole) => (spaces === "  " && /\S/.test(whole[at - 1] || "") ? spaces : ""))
    .replace(/^\n+|\s+$/g, "");
}

// The file of an article: `written` may be that, or an address of its page or file, which both end with the date and a name.
function original(written, { posts }) {
  const found = /\d{4}\/\d\d\/\d\d\/[^?#]+?(?=(?:\.md|\/)?(?:[?#]|$))/.exec(written);
  return found ? `${posts}/${found[0]}.md` : written;
}

/** The data of the form for the language of an article: how it is printed, and what the rules look for. */
export function inLanguage(article, data) {
  return { ...data, ...data.languages[article.language] };
}

/** The content of the file. */
export function file(article, data) {
  const lines = ["---", `title: ${quoted(article.title)}`, `description: ${quoted(article.description)}`];
  lines.push(`authors: [${[authorId(article, data), ...article.coauthors].join(", ")}]`);
  if (article.section) {
    lines.push(`categories: [${article.section}]`);
  }
  if (tagsOf(article).length) {
    lines.push(`tags: [${tagsOf(article).map(quoted).join(", ")}]`);
  }
  if (article.kind !== "news") {
    lines.push(`kind: ${article.kind}`);
  }
  if (article.language) {
    lines.push(`language: ${article.language}`);
  }
  if (article.original) {
    lines.push(`translation_of: ${quoted(original(article.original, data))}`);
  }
  if (article.dateline) {
    lines.push(`dateline: ${quoted(article.dateline)}`);
  }
  if (article.image) {
    const parts = { src: article.image, alt: article.alt, caption: article.caption, credit: article.credit };
    const given = Object.entries(parts).filter(([, value]) => value);
    lines.push("image:", ...given.map(([key, value]) => `  ${key}: ${quoted(value)}`));
  }
  const sources = sourcesOf(article).map(
    ({ title, url }) => `  - {title: ${quoted(title)}${url && ", url: "}${url && quoted(url)}}`,
  );
  return [...lines, ...(sources.length ? ["sources:", ...sources] : []), "---", "", tidied(article.text), ""].join("\n");
}

/** The entry for the file of authors; begins with a line end, so that it may be put behind the last character. */
export function entry(article, data) {
  const id = authorId(article, data);
  const bio = article.bio ? `    bio: ${quoted(article.bio)}\n` : "";
  return `\n  ${id}:\n    name: ${quoted(article.name)}\n${bio}`;
}

/** The path of the file in the repository: today's date where the magazine is, and the headline. */
export function path(article, { docs, posts, zone, emptySlugs }) {
  const format = new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  const parts = Object.fromEntries(format.formatToParts(new Date()).map(({ type, value }) => [type, value]));
  const whole = slug(article.title) || emptySlugs.article;
  const cut = whole.slice(0, LONGEST_SLUG + 1).replace(/-[^-]*$/, "").slice(0, LONGEST_SLUG);
  return `${docs}/${posts}/${parts.year}/${parts.month}/${parts.day}/${whole.length > LONGEST_SLUG ? cut : whole}.md`;
}

/** GitHub's page for a new file; with `content` in it, if that is given. */
export function newFile(name, content, { repository, branch }) {
  const query = new URLSearchParams({ filename: name, ...(content ? { value: content } : {}) });
  return `${repository}/new/${branch}?${query}`;
}

/** Whether GitHub takes this address, also from somebody who has to sign in first. */
export function fits(address) {
  return encodeURIComponent(address).length <= LONGEST_ADDRESS;
}
