// What people type as lists, as in rendering/lists.py: a line that begins with a day or an ordinal is text; a numbered list
// has two items or more, whose numbers follow one another.
import { visible } from "./code.js";

const ITEM = /^((?:[ \t]*>)*[ \t]*(?:[-*+] +)*)(\d{1,9})([.)])( +)(?=\S)/;

function months(language) {
  const names = [];
  for (const month of ["long", "short"]) {
    const format = new Intl.DateTimeFormat(language, { month, day: "numeric" });
    for (let number = 0; number < 12; number += 1) {
      const part = format.formatToParts(new Date(2024, number, 1)).find(({ type }) => type === "month");
      names.push(part.value.replace(/\.$/, "").replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    }
  }
  return names.join("|");
}

function follows(item, before) {
  return item && before && item.kind === before.kind && (item.number === before.number + 1 || (item.number === 1 && before.number === 1));
}

// The next line with a number at the same place, where nothing but text of this item stands between.
function nextOf(items, index, lines) {
  const { prefix } = items[index];
  for (let at = index + 1; at < lines.length; at += 1) {
    const item = items[at];
    if (item && item.prefix === prefix) {
      return item;
    }
    const blank = !lines[at - 1].trim();
    if (blank && lines[at].trim() && !lines[at].startsWith(`${prefix.replace(/./g, " ")}  `)) {
      return null;
    }
  }
  return null;
}

/** Markdown in which numbers that begin a line of text are escaped, so that they begin no list. */
export function listed(markdown, language) {
  if (!/^[ \t>*+-]*\d{1,9}[.)] /m.test(markdown)) {
    return markdown;
  }
  const day = new RegExp(`^\\d+\\. +(?:\\d+\\.|(?:${months(language)})(?![\\p{L}\\p{N}_]))`, "u");
  const lines = markdown.split("\n");
  const items = visible(markdown).split("\n").map((line) => {
    const found = ITEM.exec(line);
    const isText = found && (/[-*+]/.test(found[1]) || day.test(line.slice(found[1].length)));
    return found && { prefix: found[1], number: Number(found[2]), kind: found[3], isText };
  });
  const open = new Map(); // by what stands before the number: the last item of the list there
  let counted = false; // whether the line before begins with a number that is no item's
  return lines
    .map((line, index) => {
      const item = items[index];
      if (!line.trim() || (!item && !/^\s/.test(line) && !lines[index - 1]?.trim())) {
        counted = false;
        open.clear();
        return line;
      }
      if (!item) {
        counted = false;
        return line;
      }
      const interrupts = lines[index - 1]?.trim() && !open.size && !items[index - 1];
      const next = nextOf(items, index, lines);
      const starts = follows(next, item) && !next.isText && !(interrupts && item.number !== 1);
      if (!item.isText && (starts || follows(item, open.get(item.prefix)))) {
        open.set(item.prefix, item);
        return line;
      }
      const breaks = counted; // or both lines would be one
      counted = counted || !lines[index - 1]?.trim();
      return (breaks ? "\0" : "") + line.replace(ITEM, "$1$2\\$3$4");
    })
    .join("\n")
    .replaceAll("\n\0", "  \n");
}
