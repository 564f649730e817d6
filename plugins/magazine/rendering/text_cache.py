"""Renders the Markdown of all articles through the cache."""

from collections.abc import Iterable, Mapping
from typing import Any

from magazine.cache.cache import Cache, Result, Task
from magazine.cache.fingerprint import digest, fingerprint, of_packages, told
from magazine.rendering.sanitiser import MarkdownSource
from magazine.rendering.text import MarkdownRenderer, RenderedText


class TextCache:
    """Renders texts, and keeps the last build's results in memory for the next preview build."""

    def __init__(self) -> None:
        self._previous: dict[str, RenderedText] = {}

    def configure(self, extensions: list[Any], settings: Mapping[str, Mapping[str, Any]]) -> None:
        """Use these Markdown extensions and their settings (`mkdocs.yml`)."""
        self._renderer = MarkdownRenderer(extensions, settings)
        self._settings = fingerprint(of_packages(), told(extensions), told(settings))

    def render_all(self, sources: Iterable[MarkdownSource], cache: Cache, title: str) -> dict[str, RenderedText]:
        """Return the rendered texts by the files of their sources; `title` is shown beside the progress."""
        wanted = {source.file: (digest(self._settings, source.digest or source.text), source) for source in sources}
        keys = {key for key, _ in wanted.values()}
        cache.need(keys)
        texts = {file: self._previous[key] for file, (key, _) in wanted.items() if key in self._previous}
        tasks = [Task(key, source) for file, (key, source) in wanted.items() if file not in texts]
        for task, value in cache.map(tasks, self._make, title):
            # The value of a text with problems is empty: render it here to get the problems.
            texts[task.item.file] = RenderedText.unpacked(value) if value else self._renderer.render(task.item)
        self._previous = {key: texts[file] for file, (key, _) in wanted.items() if not texts[file].problems}
        return texts

    def render(self, source: MarkdownSource) -> RenderedText:
        """Render one text without the cache."""
        return self._renderer.render(source)

    def _make(self, source: MarkdownSource) -> Result:
        text = self._renderer.render(source)
        return Result(b"", lasting=False) if text.problems else Result(text.packed())
