"""Spelling, with Hunspell and the dictionary of the language. Both are optional: without them nothing is found."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from magazine.checks.phrases import phrases
from magazine.checks.prose import BlockKind, Prose
from magazine.content.markdown_text import blank
from magazine.content.problem import Code, Problem

# Where systems keep Hunspell's dictionaries; the first is the environment's own (`make` puts German there).
_FOLDERS = (
    Path(sys.prefix) / "share/hunspell",
    Path("/usr/share/hunspell"),
    Path("/usr/local/share/hunspell"),
    Path("/opt/homebrew/share/hunspell"),
    Path.home() / "Library/Spelling",
)
_NAMES = {"de": ("de_DE_frami", "de_DE", "de"), "en": ("en_GB", "en_US", "en")}
# With the point of "Dr.", "bzw.", and with soft hyphens.
_WORD = re.compile(r"[^\W\d_]+(?:['’\u00ad-][^\W\d_]+)*(?:(?<=\b\w\w)\.|(?<=\b\w\w\w)\.)?")
# What is no word: addresses, what has an "@" or a digit in it, names of files and hosts.
_TOKEN = re.compile(r"\S+")
_ADDRESS = re.compile(r"https?://.*", re.DOTALL)
_DOTTED = re.compile(r"[\w.-]+(?:/\S*)?")
_FILE_OR_HOST = re.compile(r"\.(?:de|com|org|md|svg|jpg|png|eu|net)\b")
_WITH_DIGIT = re.compile(r"(?<!\w)\w*\d\w*")
_ENDINGS = ("s", "es", "n", "en", "er", "'s")  # of names


class Speller:
    """Checks words against the dictionary of a language and the names of the magazine."""

    def __init__(self, language: str, names: Iterable[str], folders: Sequence[Path] = _FOLDERS) -> None:
        """`names` are words that no dictionary has."""
        self._language, self._folders = language, folders
        self._names = frozenset(names)
        self._others: dict[str, Speller] = {}
        self._known: dict[str, bool] = {}
        self._dictionary = _dictionary(language, folders)

    def of(self, language: str) -> "Speller":
        """Return the speller of another language, with the same names."""
        if language == self._language:
            return self
        if language not in self._others:
            self._others[language] = Speller(language, self._names, self._folders)
        return self._others[language]

    def missing(self, languages: Iterable[str]) -> list[str]:
        """Return those of the magazine's own and some other languages that have no dictionary here."""
        return [each for each in sorted({self._language, *languages}) if not self.of(each).ready]

    @property
    def ready(self) -> bool:
        """Whether there is a dictionary, and a Hunspell to read it."""
        return self._dictionary is not None and find_spec("hunspell") is not None

    @property
    def _hunspell(self) -> Any:
        return _opened(self._dictionary) if self._dictionary else None

    @cached_property
    def version(self) -> str:
        """Fingerprint of the dictionary and the names; empty without a dictionary."""
        if self._dictionary is None or not self.ready:
            return ""
        content = _content(self._dictionary, self._dictionary.stat().st_mtime_ns)
        return blake2b("\n".join([content, *sorted(self._names)]).encode(), digest_size=16).hexdigest()

    def problems(self, prose: Prose) -> Iterator[Problem]:
        """Find words that neither the dictionary nor the list of names has; each once."""
        if not self.ready:
            return
        reported: set[str] = set()
        fields = prose.manuscript.fields
        for key in ("title", "description"):
            for word, start in self._unknown(getattr(fields, key, ""), reported):
                place = prose.manuscript.place_of_words(word, start, key)
                yield Problem(Code.SPELLING, place, {"value": word, "guess": "", "language": self._language})
        for block in prose.blocks:
            if block.kind is not BlockKind.TABLE:
                for word, start in self._unknown(prose.read(block), reported):
                    yield prose.problem(
                        Code.SPELLING, block.start + start, value=word, guess="", language=self._language
                    )

    def _unknown(self, text: str, reported: set[str]) -> Iterator[tuple[str, int]]:
        """Yield misspelled words that are not `reported` yet, with their places; add them to it."""
        placeholder = phrases(self._language).placeholder
        for found in _WORD.finditer(_spelled(placeholder.sub(blank, text))):
            typed = found[0].replace("\u00ad", "")  # a soft hyphen belongs to no word
            word = typed.rstrip(".")
            if word not in reported and not self.knows(word) and not self.knows(typed):
                reported.add(word)
                yield word, found.start()

    def knows(self, word: str) -> bool:
        """Return whether a word is spelled correctly."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._looked_up(word.replace("’", "'"))
        return known

    def _looked_up(self, word: str) -> bool:
        if word in self._names or word.isupper() or len(word) == 1:
            return True
        if any(word.endswith(ending) and word.removesuffix(ending) in self._names for ending in _ENDINGS):
            return True
        try:
            if self._hunspell.spell(word):
                return True
        except UnicodeEncodeError:
            return True  # the dictionary has no such letters, so it cannot judge the word
        parts = word.split("-")
        return len(parts) > 1 and all(not part or self.knows(part) or self.knows(part.capitalize()) for part in parts)

    def with_guesses(self, problems: Iterable[Problem], most: int) -> list[Problem]:
        """Return the problems with what was probably meant, looked up for at most so many words more.

        Each takes a sixth of a second; the results are kept while the process runs, for the builds of a preview.
        """
        result = []
        for problem in problems:
            word = problem.details.get("value", "")
            speller = self.of(problem.details.get("language", self._language))
            if problem.code == Code.SPELLING and speller.ready:
                key = (speller._language, word)
                if key not in _GUESSES and most > 0:
                    _GUESSES[key] = next(iter(speller._hunspell.suggest(word)), "")
                    most -= 1
                result.append(replace(problem, details={"value": word, "guess": _GUESSES.get(key, "")}))
            else:
                result.append(problem)
        return result


def _spelled(text: str) -> str:
    """Blank out what is no word of a language."""
    if not any(sign in text for sign in "@./") and not any(map(str.isdigit, text)):
        return text
    return _TOKEN.sub(_words_only, text)


def _words_only(token: re.Match[str]) -> str:
    if "@" in token[0]:
        return blank(token)
    text = _ADDRESS.sub(blank, token[0])
    if "." in text:
        text = _DOTTED.sub(lambda found: blank(found) if _FILE_OR_HOST.search(found[0], 1) else found[0], text)
    return _WITH_DIGIT.sub(blank, text)


_GUESSES: dict[tuple[str, str], str] = {}  # by language and word


def read_names(text: str) -> list[str]:
    """Return the words of a list: one in a line, `#` begins a comment."""
    return [word for line in text.splitlines() if (word := line.partition("#")[0].strip())]


@lru_cache(maxsize=4)  # opening takes a third of a second: not again at each build of a preview
def _opened(dictionary: Path) -> Any:
    from hunspell import Hunspell  # noqa: PLC0415 - optional

    return Hunspell(dictionary.stem, hunspell_data_dir=str(dictionary.parent))


@lru_cache(maxsize=4)
def _content(dictionary: Path, changed: int) -> str:  # noqa: ARG001 - a changed file is another one to the cache
    return blake2b(dictionary.read_bytes(), digest_size=16).hexdigest()


def _dictionary(language: str, folders: Sequence[Path]) -> Path | None:
    """Return the word list of a language (`de_DE.dic`), or None."""
    names = _NAMES.get(language.partition("-")[0], (language.replace("-", "_"),))
    candidates = (folder / f"{name}.dic" for folder in folders for name in names)
    return next((path for path in candidates if path.is_file() and path.with_suffix(".aff").is_file()), None)
