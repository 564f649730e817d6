"""The composing room: sets the texts of all articles, each only once."""

from collections.abc import Iterable, Mapping
from typing import Any

from magazine.cache.fingerprint import digest, fingerprint, of_packages, told
from magazine.cache.press import Job, Made, Press
from magazine.rendering.sanitiser import Source
from magazine.rendering.text import Text, Typesetter


class ComposingRoom:
    """Sets texts; those of the last build still stand when a preview builds again."""

    def __init__(self) -> None:
        self._standing: dict[str, Text] = {}

    def equip(self, extensions: list[Any], settings: Mapping[str, Mapping[str, Any]]) -> None:
        """Use these Markdown extensions and their settings (`mkdocs.yml`)."""
        self._typesetter = Typesetter(extensions, settings)
        self._settings = fingerprint(of_packages(), told(extensions), told(settings))

    def set(self, sources: Iterable[Source], press: Press, title: str) -> dict[str, Text]:
        """Return the texts by the files of their sources; `title` names the work to somebody who watches."""
        wanted = {source.file: (digest(self._settings, source.text), source) for source in sources}
        keys = {key for key, _ in wanted.values()}
        press.need(keys)
        texts = {file: self._standing[key] for file, (key, _) in wanted.items() if key in self._standing}
        jobs = [Job(key, source) for file, (key, source) in wanted.items() if file not in texts]
        for job, value in press.run(jobs, self._make, title):
            # A text with problems comes back empty: it is set here, to tell them.
            texts[job.item.file] = Text.unpacked(value) if value else self._typesetter.set(job.item)
        self._standing = {key: texts[file] for file, (key, _) in wanted.items() if not texts[file].problems}
        return texts

    def set_one(self, source: Source) -> Text:
        """Return one text, set now."""
        return self._typesetter.set(source)

    def _make(self, source: Source) -> Made:
        text = self._typesetter.set(source)
        return Made(b"", lasting=False) if text.problems else Made(text.packed())
