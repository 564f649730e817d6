"""The search index: parts of a few hundred articles each, which Pagefind makes, put together to one.

Of an index as Pagefind's script reads it, `pagefind-entry.json` names the list of pages and chunks, and that the chunks
of words. All but the first carry what is in them in their names, so a reader whose page is older than the index
never mixes two. The parts are made where articles changed only; a new article changes the last part.
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
# Articles in a part: behind each that is far enough from the last cut, one in so many cuts. Few enough to make again
# quickly.
_LEAST, _CUT, _MOST = 64, 192, 512
_CHUNK = 24_000  # bytes of words before they are compressed; a query loads one chunk for each of its words
ENTRY = "pagefind-entry.json"


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
        """Everything that `files` follow from."""
        return self.language, [(entry.id, entry.inputs, entry.sections) for entry in self.entries]

    def files(self, made_parts: Sequence[bytes]) -> dict[str, bytes]:
        """Return the files of the index but for the results, of what was made of `parts`."""
        runtime, *parts = made_parts
        made = dict(cbor2.loads(runtime))
        entry = json.loads(made.pop(ENTRY))
        files = {f"{FOLDER}{name}": content for name, content in made.items()}
        pages: list[list[Any]] = []
        chunks: list[list[str]] = []
        fields: list[str] = []
        words, bases = [], []
        for part in parts:
            lengths, fields, found = cbor2.loads(part)
            bases.append(len(pages))
            pages += [[self.entries[len(pages) + number].id, length] for number, length in enumerate(lengths)]
            words.append(found)
        last = ""
        for first, final, content in _chunks(_merged(words, bases)):
            name = _named(content)
            files[f"{FOLDER}index/{name}.pf_index"] = content
            chunks.append([_behind(last, first), f"{final}\U0010ffff", name])
            last = final
        filters = []
        for key, numbers in self._filters():
            content = packed(cbor2.dumps([key, [["1", numbers]]]))
            filters.append([key, _named(content)])
            files[f"{FOLDER}filter/{filters[-1][1]}.pf_filter"] = content
        meta = packed(cbor2.dumps([entry["version"], pages, chunks, filters, [], fields]))
        files[f"{FOLDER}pagefind.{_named(meta)}.pf_meta"] = meta
        for language in entry["languages"].values():
            language |= {"hash": _named(meta), "page_count": len(pages)}
        return files | {f"{FOLDER}{ENTRY}": json.dumps(entry).encode()}

    def _filters(self) -> list[tuple[str, list[int]]]:
        """Return which entries are in which section and by which author; a filter is loaded when it is chosen."""
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
    """Return lengths, fields, and the words of a part: postings packed, so that they can be joined unread."""
    words, lengths, fields = pagefind.index([entry.record for entry in entries], language)
    told = [[word, _list(postings), [[form, _list(each)] for form, each in forms]] for word, postings, forms in words]
    return cbor2.dumps([lengths, fields, told])


def _list(postings: Postings) -> list[Any]:
    """Return postings as [first page, last page, how many, all behind the number of the first page, packed]."""
    if not postings:
        return [0, 0, 0, b""]
    behind_first = cbor2.dumps(postings[0][1:])[1:] + b"".join(map(cbor2.dumps, postings[1:]))
    return [postings[0][0], sum(each[0] for each in postings), len(postings), behind_first]


def _joined(lists: Iterable[tuple[int, list[Any]]]) -> bytes:
    """Return the postings of a word in all parts as one packed list; with each comes the first page of its part."""
    count, last, body = 0, 0, b""
    for base, (first, final, number, behind_first) in lists:
        if number:
            body += b"\x83" + cbor2.dumps(base + first - last) + behind_first
            count, last = count + number, base + final
    return _head(count) + body


def _head(count: int) -> bytes:
    """Return the beginning of a packed list of `count` things (RFC 8949, section 3)."""
    head = bytearray(cbor2.dumps(count))
    head[0] |= 0x80
    return bytes(head)


def _merged(parts: Sequence[list[list[Any]]], bases: Sequence[int]) -> Iterator[tuple[str, bytes]]:
    """Yield every word of all parts in order, packed with its postings."""
    found: dict[str, list[tuple[int, list[Any]]]] = {}
    for base, words in zip(bases, parts, strict=True):
        for told in words:
            found.setdefault(told[0], []).append((base, told))
    for word in sorted(found):
        forms: dict[str, list[tuple[int, list[Any]]]] = {}
        for base, each in found[word]:
            for form, postings in each[2]:
                forms.setdefault(form, []).append((base, postings))
        packed_forms = b"".join(b"\x82" + cbor2.dumps(form) + _joined(forms[form]) for form in sorted(forms))
        joined = _joined((base, each[1]) for base, each in found[word])
        yield word, b"\x83" + cbor2.dumps(word) + joined + _head(len(forms)) + packed_forms


def _chunks(words: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, str, bytes]]:
    """Yield first word, last word and file of each chunk."""
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


def _named(content: bytes) -> str:
    return blake2b(content, digest_size=6).hexdigest()
