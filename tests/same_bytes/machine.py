"""The project of a history: written to disk, built with its cache and without one, and compared."""

import datetime as dt
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from copy import deepcopy
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, ClassVar, cast

from hypothesis import currently_in_test_context, note
from hypothesis.stateful import RuleBasedStateMachine, rule

from tests.newsroom import Newsroom

from .builds import Builder, Outcome, Site, Way, differences, read_site, rewritten
from .state import Article, State, set_times
from .values import HOOKS, THEN

KEEPS_UNCHANGED_FILES = os.environ.get("MAGAZINE_MTIMES") != "off"
_EXPECTED = {"docs", "overrides", "hooks", "mkdocs.yml", ".cache"}
_REMEMBERED = 8  # states a history can switch back to


@dataclass
class _Build:
    way: Way
    site: Path
    before: Site
    cached: Builder
    goes_on: bool
    clean: Builder
    clean_site: Path

    def end(self) -> tuple[Outcome, Outcome]:
        """Wait for both builds, with a cache and without one."""
        outcomes = self.cached.outcome(), self.clean.outcome()
        self.clean.close()
        if not self.goes_on:
            self.cached.close()
        return outcomes


class BuildMachine(RuleBasedStateMachine):
    """A newsroom that keeps its cache and its sites from step to step."""

    builds: ClassVar[Counter[str]] = Counter()  # of all histories

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="newsroom-"))
        self.newsroom = Newsroom(self.folder / "newsroom")
        self.state = first_state()
        self.past = [deepcopy(self.state)]
        self.environment = {"MAGAZINE_WORKERS": "1"}
        self.file_times: dt.datetime | None = None  # None: as they come
        self.failures = 0
        self.moved = False
        self._preview: Builder | None = None
        self._builders = ExitStack()
        self.state.write_to(self.newsroom)

    def teardown(self) -> None:
        self._builders.close()
        shutil.rmtree(self.folder)

    @property
    def root(self) -> Path:
        return self.newsroom.root

    def build(self, then: str) -> None:
        """Write the newsroom as it is now, build what `then` names, and compare."""
        self.moved = self.moved or any(
            "slug" in each.fields or "date" in each.fields for each in self.state.articles.values()
        )
        changed = self.state.write_to(self.newsroom)
        if self.file_times:
            set_times(self.root, self.file_times)
        _report(f"    {', '.join(changed) or 'no file changed'}")
        if then == "nothing":
            return
        builds = [self._begun(way) for way in then.split(", ")]
        ended = [(each, *each.end()) for each in builds]  # all of them, before anything is found wrong
        outcomes = [self._compared(*each) for each in ended]
        strays = {path.name for path in self.root.iterdir()} - _EXPECTED
        for name in ("site", "preview"):
            strays -= {name}
            if name not in {each.site.name for each in builds}:
                strays -= {f".{name}.building"}  # a power cut leaves it, until that site is built again
        assert not strays, f"left behind: {strays}"
        self._remember(failed=any(outcome.stopped for outcome in outcomes))

    def _remember(self, *, failed: bool) -> None:
        """Take a mistake back that was there in two builds, so that the history goes on."""
        self.failures = self.failures + 1 if failed else 0
        if self.failures > 1:
            self.state = deepcopy(self.past[-1])
        elif not failed:
            self.past = [*self.past, deepcopy(self.state)][-_REMEMBERED:]

    def _begun(self, how: str) -> _Build:
        way: Way = "strict" if how == "strict" else "loose" if how == "loose" else "preview"
        name = "preview" if way == "preview" else "site"
        site = self.root / name
        clean = self._clean_newsroom(name)
        environment = self.state.environment()
        if goes_on := how.endswith(" on"):
            cached = self._preview = self._preview or self.builder()
        else:
            cached = self.builder()
        begun = _Build(way, site, _read(site, way), cached, goes_on, self.builder(), clean / name)
        begun.cached.begin(self.root / "mkdocs.yml", site, way, {**environment, **self.environment})
        begun.clean.begin(clean / "mkdocs.yml", begun.clean_site, way, {**environment, "MAGAZINE_WORKERS": "1"})
        return begun

    def _clean_newsroom(self, name: str) -> Path:
        """Write the same newsroom elsewhere, without a cache and without a site."""
        clean = Newsroom(self.folder / f"clean-{name}")
        for made in (".cache", name):
            shutil.rmtree(clean.root / made, ignore_errors=True)
        self.state.write_to(clean)
        return clean.root

    def _compared(self, begun: _Build, cached: Outcome, clean: Outcome) -> Outcome:
        self.builds[f"{begun.way} stopped" if clean.stopped else begun.way] += 1
        _report(
            f"    {begun.way}: {clean.stopped or 'built'}{''.join(f'{chr(10)}      {line}' for line in clean.reported)}"
        )
        after, expected = _read(begun.site, begun.way), _read(begun.clean_site, begun.way)
        assert not clean.crash, f"a build without a cache broke off\n{clean.crash}"
        assert not cached.crash, f"a build with a cache broke off\n{cached.crash}"
        assert cached.stopped == clean.stopped
        if begun.goes_on and self.moved and clean.has_problems:
            return clean  # a running preview shows a broken article where it was; a clean build cannot know that place
        assert cached.reported == clean.reported
        if clean.stopped:
            assert after == begun.before, "a build that failed changed the old site"
            return clean
        different = differences(after, expected)
        assert not different, "\n    ".join(["these differ from a clean build:", *different])
        again = rewritten(begun.before, after) if KEEPS_UNCHANGED_FILES else []
        assert not again, f"written or dated anew without need: {again}"
        return clean

    def builder(self) -> Builder:
        """Start a process that builds; it ends with the history, if not before."""
        builder = Builder()
        self._builders.callback(builder.kill)
        return builder

    def end_preview(self) -> None:
        """Stop the preview that goes on, if there is one."""
        if self._preview:
            self._preview.close()
            self._preview = None


def _report(line: str) -> None:
    if currently_in_test_context():
        note(line)
    else:
        print(line)


def step(**given: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a method a rule: it changes something, and what is drawn as `then` is built behind it."""

    def with_builds(change: Callable[..., None]) -> Callable[..., None]:
        @rule(then=THEN, **given)
        @wraps(change)
        def changed(self: BuildMachine, then: str, **values: Any) -> None:
            change(self, **values)
            self.build(then)

        return cast("Callable[..., None]", changed)

    return with_builds


def first_state() -> State:
    """Return what every history begins with: three articles that know one another, and a page."""
    state = State()
    for day, name, other in (("03/04", "eins", "05/zwei"), ("03/05", "zwei", "04/eins"), ("01/01", "drei", "")):
        fields = {
            "title": f"Artikel {name}",
            "description": "Der Vorspann des Artikels.",
            "authors": ["ada-beispiel"],
            "categories": ["kultur"],
            "tags": ["Hafen"],
        }
        link = f"Und [mehr](../{other}.md#am-hafen).\n" if other else ""
        text = f"Der erste Absatz.\n\n## Am Hafen\n\n{link}"
        state.articles[f"posts/2026/{day}/{name}.md"] = Article(fields, text)
    state.pages["index.md"] = "---\ntitle: Start\ndescription: Die Startseite.\n---\n"
    state.pages["ueber-uns.md"] = "---\ntitle: Über uns\n---\nEin [Artikel](posts/2026/03/04/eins.md).\n"
    state.nav = ["index.md", "ueber-uns.md"]
    state.files = dict(HOOKS)
    return state


def _read(site: Path, way: Way) -> Site:
    """Return everything in a site. The search index of a preview follows later, when nothing else is to be done."""
    return read_site(site, without="search-index" if way == "preview" else None)
