"""The search index: Pagefind indexes parts of a few hundred articles each, which are joined here.

The format is described in documentation/decisions/03-search.md. Only parts with changed articles are indexed again; a
new article changes one of them.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from typing import Any
from zlib import crc32

import cbor2

from magazine.cache.output import Output
from magazine.publishing.search import pagefind
from magazine.publishing.search.entries import SearchEntry, packed
from magazine.publishing.search.pagefind import Postings

FOLDER = "pagefind/"
ENTRY = "pagefind-entry.json"
# Articles in a part: it ends behind an article whose checksum is divisible by _CUT, but for the least and the most. Few
# enough to index again quickly.
_LEAST, _CUT, _MOST = 64, 192, 512
_CHUNK = 24_000  # bytes of words before they are compressed; a query loads one chunk for each of its words


@dataclass(frozen=True, slots=True)
class Index:
    """The index of a magazine: `results` are files by themselves, `parts` become the rest in `files`."""

    entries: Sequence[SearchEntry]
    language: str

    def results(self) -> Iterator[Output]:
        """Yield the files that results are shown from, one for each article."""
        for entry in self.entries:
            yield Output(f"{FOLDER}fragment/{entry.id}.pf_fragment", (entry,), entry.result)

    def parts(self) -> Iterator[Output]:
        """Yield what `files` is made from. These are not files of the site."""
        yield Output("", ("runtime", self.language), partial(_runtime, self.language))
        for part in _cut(self.entries):
            inputs = [entry.inputs for entry in part]
            yield Output("", (inputs, self.language), partial(_part, part, self.language))

    @property
    def inputs(self) -> tuple[object, ...]:
        """Everything that `files` depends on."""
        return self.language, [(entry.id, entry.inputs, entry.sections) for entry in self.entries]

    def files(self, made_parts: Sequence[bytes]) -> dict[str, bytes]:
        """Return the files of the index except `results`, by their paths; `made_parts` are the contents of `parts`."""
        runtime, *parts = map(cbor2.loads, made_parts)
        files = {f"{FOLDER}{name}": content for name, content in runtime}
        entry = json.loads(files[f"{FOLDER}{ENTRY}"])

        def add(name: str, content: bytes) -> str:
            digest = blake2b(content, digest_size=6).hexdigest()
            files[FOLDER + name.format(digest)] = content
            return digest

        lengths: list[int] = []
        fields: list[str] = []
        words = []
        for part_lengths, fields, part_words in parts:  # noqa: B007 - the same in each
            words.append((len(lengths), part_words))
            lengths += part_lengths
        pages = [[each.id, length] for each, length in zip(self.entries, lengths, strict=True)]
        chunks, last = [], ""
        for first, final, content in _chunks(_joined_words(words)):
            chunks.append([_behind(last, first), f"{final}\U0010ffff", add("index/{}.pf_index", content)])
            last = final
        filters = [
            [key, add("filter/{}.pf_filter", packed(cbor2.dumps([key, [["1", numbers]]])))]
            for key, numbers in self._filters()
        ]
        meta = packed(cbor2.dumps([entry["version"], pages, chunks, filters, [], fields]))
        for language in entry["languages"].values():
            language |= {"hash": add("pagefind.{}.pf_meta", meta), "page_count": len(pages)}
        return files | {f"{FOLDER}{ENTRY}": json.dumps(entry).encode()}

    def _filters(self) -> list[tuple[str, list[int]]]:
        """Return the numbers of the entries in each section and by each author; a filter is loaded when chosen."""
        found: dict[str, list[int]] = {}
        for number, entry in enumerate(self.entries):
            keys = [f"section:{slug}" for slug, _ in entry.sections] + [f"author:{id_}" for id_, _ in entry.authors]
            for key in dict.fromkeys(keys):
                found.setdefault(key, []).append(number)
        return sorted(found.items())


def _cut(entries: Iterable[SearchEntry]) -> Iterator[list[SearchEntry]]:
    """Cut entries into parts behind articles chosen by their own addresses (content-defined chunking).

    Cut by number, an article of years ago would move all articles behind it from part to part.
    """
    part: list[SearchEntry] = []
    for entry in entries:
        part.append(entry)
        chosen = len(part) >= _LEAST and crc32(entry.url.encode()) % _CUT == 0
        if chosen or len(part) == _MOST:
            yield part
            part = []
    if part:
        yield part


def _runtime(language: str) -> bytes:
    return cbor2.dumps(sorted(pagefind.runtime(language).items()))


def _part(entries: Sequence[SearchEntry], language: str) -> bytes:
    """Return the lengths, fields and words of a part, with postings in the form that `_joined` takes."""
    words, lengths, fields = pagefind.index([entry.record for entry in entries], language)
    words_of_part = [
        [word, _to_join(postings), [[form, _to_join(each)] for form, each in forms]] for word, postings, forms in words
    ]
    return cbor2.dumps([lengths, fields, words_of_part])


def _to_join(postings: Postings) -> list[Any]:
    """Return postings as [first page, last page, how many, bytes behind the number of the first page].

    So parts are joined without reading more than that.
    """
    if not postings:
        return [0, 0, 0, b""]
    behind_first = cbor2.dumps(postings[0][1:])[1:] + b"".join(map(cbor2.dumps, postings[1:]))
    return [postings[0][0], sum(each[0] for each in postings), len(postings), behind_first]


def _joined(lists: Iterable[tuple[int, list[Any]]]) -> bytes:
    """Return the postings of a word in all parts as CBOR; with each comes the number of its part's first page."""
    count, last, body = 0, 0, b""
    for base, (first, final, number, behind_first) in lists:
        if number:
            body += b"\x83" + cbor2.dumps(base + first - last) + behind_first
            count, last = count + number, base + final
    return _head(count) + body


def _head(count: int) -> bytes:
    """Return the beginning of a CBOR array of `count` items (RFC 8949, section 3)."""
    head = bytearray(cbor2.dumps(count))
    head[0] |= 0x80
    return bytes(head)


def _joined_words(parts: Iterable[tuple[int, list[list[Any]]]]) -> Iterator[tuple[str, bytes]]:
    """Yield every word of all parts in order, as CBOR with its postings; a part is its first page and its words."""
    found: dict[str, list[tuple[int, list[Any]]]] = {}
    for base, words in parts:
        for word in words:
            found.setdefault(word[0], []).append((base, word))
    for name in sorted(found):
        forms: dict[str, list[tuple[int, list[Any]]]] = {}
        for base, word in found[name]:
            for form, postings in word[2]:
                forms.setdefault(form, []).append((base, postings))
        joined = _joined((base, word[1]) for base, word in found[name])
        joined_forms = b"".join(b"\x82" + cbor2.dumps(form) + _joined(forms[form]) for form in sorted(forms))
        yield name, b"\x83" + cbor2.dumps(name) + joined + _head(len(forms)) + joined_forms


def _chunks(words: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, str, bytes]]:
    """Yield the first word, the last word and the content of each chunk."""
    chunk: list[tuple[str, bytes]] = []
    size = 0
    for word in words:
        if chunk and size + len(word[1]) > _CHUNK:
            yield _chunk(chunk)
            chunk, size = [], 0
        chunk.append(word)
        size += len(word[1])
    if chunk:
        yield _chunk(chunk)


def _chunk(words: Sequence[tuple[str, bytes]]) -> tuple[str, str, bytes]:
    content = b"\x81" + _head(len(words)) + b"".join(each for _, each in words)
    return words[0][0], words[-1][0], packed(content)


def _behind(last: str, first: str) -> str:
    """Return the shortest beginning of `first` behind `last`: chunks are found by what words begin with."""
    return next(first[:length] for length in range(1, len(first) + 1) if first[:length] > last)
