"""Authors as sources write them, as entries of `authors.yml`."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from magazine.content.slugs import slug
from magazine.importing.imported import Archive, ImportedAuthor
from magazine.locales import phrases_of_all

# Names are read with one space between words: an expression that looks for several is slow with thousands of them.
_BETWEEN = re.compile(
    rf" ?[;,/+&] ?| (?:{'|'.join(map(re.escape, phrases_of_all('import_between_names')))}) ", re.IGNORECASE
)
_OTHERS = re.compile(rf" (?:{'|'.join(map(re.escape, phrases_of_all('import_others')))})\.?$", re.IGNORECASE)
_WITHIN_BRACKETS = re.compile(r" ?\([^()]*\)")
_BY = re.compile(rf"^(?:{'|'.join(map(re.escape, phrases_of_all('import_by')))})\s+", re.IGNORECASE)
_TITLES = re.compile(r"^(?:jr|sr|ph\.?d|md|m\.?sc|b\.?sc|e\. ?v|gmbh|inc|ltd)\.?$", re.IGNORECASE)
_MAIL = re.compile(r" ?<?[^\s<>@]{1,64}@[^\s<>@]{1,255}>?")  # RFC 5321, 4.5.3.1: how long the parts of an address are
_ADDRESS = re.compile(r"https?://[^\s\\.]+\.[^\s\\]+")
_LONGEST = 100


def split_names(written: str) -> list[str]:
    """Return the people in what a source calls the author: "A und B", "C (Verein X) et al."."""
    text = _OTHERS.sub("", _BY.sub("", _MAIL.sub("", " ".join(written.split()))))
    brackets: list[str] = []

    def kept(found: re.Match[str]) -> str:
        brackets.append(found[0])
        return f"\x00{len(brackets) - 1}\x00"

    names: list[str] = []
    for part in _BETWEEN.split(_WITHIN_BRACKETS.sub(kept, text)):
        name = re.sub(r"\x00(\d+)\x00", "", part).strip(" .,-")
        if name and _TITLES.match(name) and names:
            names[-1] += f", {name}"
        elif name and slug(name):
            names.append(name[:_LONGEST])
    return list(dict.fromkeys(names))


class People:
    """The authors of the magazine, those that are there and those that come over."""

    def __init__(self, file: Path, archive: Archive, nobody: str) -> None:
        """Read `authors.yml`; `nobody` is the name under which texts stand that nobody signed."""
        self.file, self.archive, self.nobody = file, archive, nobody
        data = yaml.safe_load(file.read_text("utf-8")) if file.is_file() else None
        self.known: dict[str, Any] = dict((data or {}).get("authors") or {})
        self.added: dict[str, dict[str, object]] = {}
        self._by_name = {str(entry.get("name", "")).casefold(): each for each, entry in self.known.items()}
        self._imported = {each.name.casefold(): each for each in archive.authors.values()}
        self.addresses: dict[str, str] = {}

    def ids(self, written: Iterable[str]) -> list[str]:
        """Return the ids of authors, as a source writes them; entries that are missing are made."""
        found = [self._id(author) for author in self._authors(written)]
        return list(dict.fromkeys(found)) or [self._id(ImportedAuthor(self.nobody))]

    def _authors(self, written: Iterable[str]) -> Iterator[ImportedAuthor]:
        for text in written:
            entry = self.archive.authors.get(text) or self._imported.get(text.casefold())
            if entry and slug(entry.name):
                yield entry
                continue
            for name in split_names(text):
                yield self.archive.authors.get(name) or self._imported.get(name.casefold()) or ImportedAuthor(name)

    def _id(self, author: ImportedAuthor) -> str:
        name = author.name.strip()
        if name.casefold() in self._by_name:
            identity = self._by_name[name.casefold()]
            self.addresses.setdefault(identity, author.old_address)
            return identity
        identity = slug(name)[:_LONGEST].strip("-")
        while identity in self.known or identity in self.added:
            identity += "-2"
        entry: dict[str, object] = {"name": name}
        if author.bio.strip():
            entry["bio"] = " ".join(author.bio.split())
        if _ADDRESS.fullmatch(author.url):
            entry["url"] = author.url
        if author.portrait:
            entry["avatar"] = author.portrait
        self.added[identity] = entry
        self._by_name[name.casefold()] = identity
        self.addresses[identity] = author.old_address
        return identity

    def slug(self, identity: str) -> str:
        """Return an author's part of the address of their page."""
        return str(self.known.get(identity, {}).get("slug") or identity)

    def write(self) -> None:
        """Add the new entries to the end of `authors.yml`, and leave the others as they are written."""
        if not self.added:
            return
        before = self.file.read_text("utf-8").rstrip("\n") if self.file.is_file() else "authors:"
        if not self.known:
            before = re.sub(r"(?m)^authors:.*$", "authors:", before) if "authors:" in before else f"{before}\nauthors:"
        entries = yaml.safe_dump(self.added, allow_unicode=True, sort_keys=False, width=10_000)
        indent = re.search(r"(?m)^authors:[ \t]*(?:#.*)?\n(?:[ \t]*(?:#.*)?\n)*([ ]+)\S", before + "\n")
        space = indent[1] if indent and self.known else "  "
        added = "".join(f"{space}{line}\n" for line in entries.splitlines())
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(f"{before}\n{added}", encoding="utf-8", newline="\n")
