"""The search index: parts of a few hundred articles each are indexed by themselves, and joined here.

The format is described in documentation/decisions/03-search.md. Only parts with changed articles are indexed again; a
new article changes one of them.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import groupby
from typing import NamedTuple
from zlib import crc32

import cbor2

from magazine.cache.output import Output
from magazine.publishing.search.entries import SearchEntry, packed, packed_json
from magazine.publishing.search.stems import Stems, words

FOLDER = "search-index/"
ENTRY = "entry.json"
# Articles in a part: it ends behind an article whose checksum is divisible by _CUT, but for the least and the most. Few
# enough to index again quickly.
_LEAST, _CUT, _MOST = 64, 192, 512
_CHUNK = 24_000  # characters of words before they are compressed; a query loads one chunk for each of its words
_VOCABULARY = 16_000  # words among which those are looked for that a reader may have meant
_SHORTEST = 4  # letters of a word in the vocabulary

# How much a word counts that stands in a field, and how many words a field of the usual length has: in a shorter one, a
# word says more.
_TITLE, _TITLE_OF_PAGE, _NAMES, _STANDFIRST, _TEXT = (48, 8), (90, 8), (36, 8), (20, 30), (20, 400)
_NAMING = frozenset({_TITLE, _TITLE_OF_PAGE, _NAMES})


class Word(NamedTuple):
    """A word in a part of the index; `postings` are text that can be put behind those of the part before."""

    stem: str
    spelling: str
    """How it is spelt most often, and how often it is."""
    spelt: int
    named: bool
    """Whether it stands in a headline or a name, and not only in texts."""
    pages: int
    first: int
    last: int
    postings: str


@dataclass(frozen=True, slots=True)
class Index:
    """The index of a magazine: `results` are files by themselves, `parts` become the rest in `files`.

    `entries` are other pages, then articles, the oldest first.
    """

    entries: Sequence[SearchEntry]
    language: str

    def results(self) -> Iterator[Output]:
        """Yield the files that results are shown from, one for each entry."""
        for entry in self.entries:
            yield Output(f"{FOLDER}result/{entry.id}.packed", (entry,), entry.result)

    def parts(self) -> Iterator[Output]:
        """Yield what `files` is made from. These are not files of the site."""
        for part in _cut(self.entries):
            inputs = [entry.inputs for entry in part]
            yield Output("", (inputs, self.language), partial(_part, part, self.language))

    @property
    def inputs(self) -> tuple[object, ...]:
        """Everything that `files` depends on."""
        return self.language, [(entry.id, entry.inputs) for entry in self.entries]

    def files(self, made_parts: Sequence[bytes]) -> dict[str, bytes]:
        """Return the files of the index except `results`, by their paths; `made_parts` are the contents of `parts`."""
        files: dict[str, bytes] = {}

        def add(kind: str, content: bytes) -> str:
            digest = blake2b(content, digest_size=6).hexdigest()
            files[f"{FOLDER}{kind}/{digest}.packed"] = content
            return digest

        found = _found(made_parts)
        chunks = [(first, add("words", packed_json(content))) for first, content in _chunks(found)]
        meta = {
            **({"languages": languages} if (languages := self._languages) else {}),
            "pages": " ".join(entry.id for entry in self.entries),
            "chunks": chunks,
            "filters": {key: add("filter", packed(numbers)) for key, numbers in self._filters()},
            "vocabulary": add("vocabulary", packed(" ".join(_vocabulary(found)))),
        }
        return files | {f"{FOLDER}{ENTRY}": json.dumps({"meta": add("meta", packed(meta))}).encode()}

    @property
    def _languages(self) -> list[str]:
        """The languages of which there are stems, beside the magazine's."""
        return sorted(
            {name for entry in self.entries if entry.language and (name := _short(entry.language))} - {self.language}
        )

    def _filters(self) -> list[tuple[str, list[int]]]:
        """Return the numbers of the entries in each section and by each author; a filter is loaded when chosen."""
        found: dict[str, list[int]] = {}
        for number, entry in enumerate(self.entries):
            keys = [f"section:{slug}" for slug, _ in entry.sections] + [f"author:{id_}" for id_, _ in entry.authors]
            for key in dict.fromkeys(keys):
                found.setdefault(key, []).append(number)
        return sorted(found.items())


def _cut(entries: Iterable[SearchEntry]) -> Iterator[list[SearchEntry]]:
    """Cut entries into parts: other pages are one, articles are cut behind some that are chosen by their own addresses.

    (Content-defined chunking.) Cut by number, an article of years ago would move all articles behind it from part to
    part.
    """
    for is_article, group in groupby(entries, lambda entry: bool(entry.date)):
        part: list[SearchEntry] = []
        for entry in group:
            part.append(entry)
            chosen = is_article and len(part) >= _LEAST and crc32(entry.url.encode()) % _CUT == 0
            if chosen or len(part) == _MOST:
                yield part
                part = []
        if part:
            yield part


def _part(entries: Sequence[SearchEntry], language: str) -> bytes:
    """Return how many entries a part has, and its words."""
    by_language, spelt, named = {"": Stems(language)}, Counter[str](), set[str]()
    postings: dict[str, list[int]] = defaultdict(list)
    last: dict[str, int] = {}
    for number, entry in enumerate(entries):
        short = _short(entry.language)
        if short not in by_language:
            by_language[short] = Stems(short)
        stems = by_language[short]
        for stem, weight in _weights(entry, stems, spelt, named).items():
            postings[stem] += (number - last.get(stem, 0), round(weight) or 1)
            last[stem] = number
    spellings = {
        stems[word]: word
        for word, _ in sorted(spelt.items(), key=lambda each: (each[1], each[0]))
        for stems in by_language.values()
    }
    found = []
    for stem, (first, *rest) in postings.items():
        spelling = spellings[stem]
        joined = ",".join(map(str, rest))
        row = Word(stem, spelling, spelt[spelling], stem in named, len(rest) // 2 + 1, first, last[stem], joined)
        found.append(tuple(row))
    return cbor2.dumps([len(entries), found])


def _short(language: str) -> str:
    return language.partition("-")[0]


def _weights(entry: SearchEntry, stems: Stems, spelt: Counter[str], named: set[str]) -> dict[str, float]:
    """Return how much each stem counts in an entry; note how often each word is spelt so, and which stems are names."""
    title = _TITLE if entry.date else _TITLE_OF_PAGE
    fields = ((title, entry.title), (_NAMES, entry.names), (_STANDFIRST, entry.description), (_TEXT, entry.text))
    weights: dict[str, float] = {}
    for field, text in fields:
        gain, usual = field
        found = words(text)
        counts: dict[str, int] = {}
        for word, times in found.items():
            stem = stems[word]
            counts[stem] = counts.get(stem, 0) + times
            spelt[word] += times
        rarity = 0.3 + found.total() / usual
        for stem, times in counts.items():
            weights[stem] = weights.get(stem, 0) + gain * times / (times + rarity)
        if field in _NAMING:
            named.update(counts)
    return weights


def _found(made_parts: Iterable[bytes]) -> list[tuple[str, list[tuple[int, Word]]]]:
    """Return each stem of all parts, in order, with its words and the number of the first entry of their parts."""
    found: dict[str, list[tuple[int, Word]]] = defaultdict(list)
    base = 0
    for part in made_parts:
        size, rows = cbor2.loads(part)
        for row in rows:
            found[row[0]].append((base, Word(*row)))
        base += size
    return sorted(found.items())


def _chunks(found: Iterable[tuple[str, list[tuple[int, Word]]]]) -> Iterator[tuple[str, str]]:
    """Yield the first stem and the content of each chunk: `{stem: [entries since the last one, weight, …], …}`."""
    chunk: list[str] = []
    start, size = "", 0
    for stem, words_of_parts in found:
        postings, last = [], 0
        for base, word in words_of_parts:
            postings.append(f"{base + word.first - last},{word.postings}")
            last = base + word.last
        row = f'"{stem}":[{",".join(postings)}]'
        if chunk and size + len(row) > _CHUNK:
            yield start, f"{{{','.join(chunk)}}}"
            chunk, size = [], 0
        start = start if chunk else stem
        chunk.append(row)
        size += len(row)
    if chunk:
        yield start, f"{{{','.join(chunk)}}}"


def _vocabulary(found: Iterable[tuple[str, list[tuple[int, Word]]]]) -> list[str]:
    """Return the words a reader may have meant, as they are spelt most often: names first, then what is frequent."""
    ranked = []
    for stem, words_of_parts in found:
        every = [word for _, word in words_of_parts]
        if len(stem) >= _SHORTEST and stem.isalpha():
            count, named = sum(word.pages for word in every), any(word.named for word in every)
            spelling = max(every, key=lambda word: (word.spelt, word.spelling)).spelling
            ranked.append((not named, -count, spelling))
    return [spelling for _, _, spelling in sorted(ranked)[:_VOCABULARY]]
