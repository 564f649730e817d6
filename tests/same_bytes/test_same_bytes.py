"""A cache changes no byte: whatever happens in a newsroom, its site is that of a build which knows no cache.

Hypothesis draws histories of changes, accidents and builds. After each build the whole site is compared with that of
a copy of the newsroom which has no cache, built by a process that has not built before. A failing history is reported
step by step. `MAGAZINE_STEPS=2000 pytest tests/same_bytes` draws other histories, and longer ones.
"""

import datetime as dt
import os
import shutil
import time
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, run_state_machine_as_test

from . import values
from .machine import BuildMachine, step
from .state import ASKING, Article, edited, link, set_times
from .values import ONE

pytestmark = pytest.mark.long
_MOST_ARTICLES = 12
CORRECTIONS = "---\ntitle: Korrekturen\ntemplate: corrections.html\n---\n"

has_articles = precondition(lambda self: self.state.articles)
has_cache = precondition(lambda self: any(self.cache.rglob("*")))


class History(BuildMachine):
    """All that can happen in a newsroom."""

    # Articles

    def file(self, which: int) -> str:
        return sorted(self.state.articles)[which % len(self.state.articles)]

    def article(self, which: int) -> Article:
        return self.state.articles[self.file(which)]

    def text(self, source: str, blocks: list[Any]) -> str:
        """Return Markdown; a pair in `blocks` is a link to one of the articles and pages."""
        targets = sorted([*self.state.articles, *self.state.pages])
        return "".join(
            (block if isinstance(block, str) else link(source, targets[block[0] % len(targets)], block[1])) + "\n\n"
            for block in blocks
        )

    @precondition(lambda self: len(self.state.articles) < _MOST_ARTICLES)
    @step(day=values.DAYS, name=values.NAMES, authors=values.AUTHORS, sections=values.SECTIONS, blocks=values.TEXT)
    def add(self, day: str, name: str, authors: list[str], sections: list[str], blocks: list[Any]) -> None:
        file = f"posts/{day}/{name}.md"
        fields = {"title": f"Über {name}", "description": "Vorspann.", "authors": authors, "categories": sections}
        if day == "frei":
            fields["date"] = "2026-02-28"
        self.state.articles[file] = Article(fields, self.text(file, blocks))

    @has_articles
    @step(which=ONE)
    def delete(self, which: int) -> None:
        del self.state.articles[self.file(which)]

    @has_articles
    @step(which=ONE, day=values.DAYS, name=values.NAMES)
    def move(self, which: int, day: str, name: str) -> None:
        """Give a file another day and name; links to it break."""
        article = self.state.articles.pop(self.file(which))
        article.fields["date"] = "2026-02-28" if day == "frei" else None
        self.state.articles[f"posts/{day}/{name}.md"] = article

    @has_articles
    @step(which=ONE, blocks=values.TEXT)
    def write(self, which: int, blocks: list[Any]) -> None:
        self.article(which).text = self.text(self.file(which), blocks)

    @has_articles
    @step(which=ONE, change=values.FRONT_MATTER)
    def front_matter(self, which: int, change: tuple[str, Any]) -> None:
        self._set(which, *change)

    @has_articles
    @step(changes=st.lists(st.tuples(ONE, values.FRONT_MATTER), min_size=2, max_size=5))
    def front_matters(self, changes: list[tuple[int, tuple[str, Any]]]) -> None:
        for which, change in changes:
            self._set(which, *change)

    def _set(self, which: int, key: str, value: Any) -> None:
        fields = self.article(which).fields
        if key in {"date", "updated"}:
            file = self.file(which)
            day = "2026-02-28" if "/frei/" in file else "-".join(file.split("/")[1:4])
            dated = f"{day}{value}" if value else day if "/frei/" in file else None
            fields["date"] = dated if key == "date" else {"created": day, "updated": value}
        else:
            fields[key] = value

    @has_articles
    @step(which=ONE, what=values.MISTAKES)
    def mistake(self, which: int, what: tuple[str | None, Any]) -> None:
        key, value = what
        if key is None:
            self.article(which).text += f"\n{value}"
        else:
            self.article(which).fields[key] = value

    @has_articles
    @step(which=ONE, name=values.PICTURES, edition=st.integers(-1, 2))
    def picture(self, which: int, name: str, edition: int) -> None:
        """Put a picture beside an article, change it, or take it away (-1)."""
        path = f"docs/{self.file(which).rpartition('/')[0]}/{name}"
        self.state.files.pop(path, None)
        if edition >= 0:
            self.state.files[path] = values.svg(edition) if name.endswith("svg") else values.png(edition)

    # Authors, pages, settings, templates

    @step(author=st.sampled_from(values.KNOWN_AUTHORS), change=values.AUTHOR, portrait=st.integers(0, 2))
    def author(self, author: str, change: tuple[str, Any], portrait: int) -> None:
        entry = self.state.authors.setdefault(author, {"name": "Wieder Da"})
        key, value = change
        entry.pop(key, None)
        if value is not None:
            entry[key] = value
        self.state.files["docs/assets/portrait.svg"] = values.svg(portrait)

    @step(author=st.sampled_from([*values.KNOWN_AUTHORS, "cem-dritt"]))
    def come_or_go(self, author: str) -> None:
        """Add an author who is not there; remove one who is (a mistake where they have written something)."""
        if author in self.state.authors:
            del self.state.authors[author]
        else:
            self.state.authors[author] = {"name": author.title(), "bio": "Neu."}

    @step(name=values.PAGES, head=values.PAGE_HEADS, blocks=values.TEXT, title=st.sampled_from([None, "Im Fuß"]))
    def page(self, name: str, head: str, blocks: list[Any], title: str | None) -> None:
        self.state.pages[name] = head + self.text(name, blocks)
        self._leave_out(name)
        self.state.nav.append({title: name} if title else name)

    @step(name=values.PAGES)
    def remove_page(self, name: str) -> None:
        self.state.pages.pop(name, None)
        self._leave_out(name)

    def _leave_out(self, name: str) -> None:
        self.state.nav = [each for each in self.state.nav if each != name and name not in dict(_items(each)).values()]

    @step(data=st.data())
    def order_pages(self, data: st.DataObject) -> None:
        self.state.nav = data.draw(st.permutations(self.state.nav))

    @step(head=st.sampled_from(["---\ndescription: Andere Startseite.\n---\n", "---\ntitle: Start\n---\n"]))
    def front_page(self, head: str) -> None:
        self.state.pages["index.md"] = head

    @step(change=values.MAGAZINE)
    def magazine(self, change: tuple[str, Any]) -> None:
        _set(self.state.magazine, *change)

    @step(change=values.SETTINGS)
    def settings(self, change: tuple[str, Any]) -> None:
        _set(self.state.settings, *change)

    @step(change=values.THEME)
    def theme(self, change: tuple[str, Any]) -> None:
        _set(self.state.theme, *change)

    @step(count=st.integers(1, 6))
    def latest(self, count: int) -> None:
        self.state.blog["articles"] = count

    @step(name=values.TEMPLATES, edition=st.integers(0, ASKING))
    def template(self, name: str, edition: int) -> None:
        """Edit a template, or (0) take the edit back."""
        self.state.files.pop(f"overrides/{name}", None)
        if edition:
            self.state.files[f"overrides/{name}"] = edited(name, edition)

    @step(file=values.SHADOWS)
    def shadow(self, file: tuple[str, bytes]) -> None:
        """Add a file that stands before one of the theme's, or take it away."""
        name, content = file
        if name in self.state.files:
            del self.state.files[name]
        else:
            self.state.files[name] = content

    # Time, machines, accidents

    @step(days=st.integers(1, 3))
    def time_passes(self, days: int) -> None:
        self.state.day += dt.timedelta(days)

    @step(back=st.integers(1, 8))
    def switch(self, back: int) -> None:
        """Go back to an earlier state, as `git switch` does; the cache and the site stay."""
        self.state = deepcopy(self.past[-min(back, len(self.past))])

    @step(year=st.sampled_from([2020, 2026, 2035]))
    def touch(self, year: int) -> None:
        set_times(self.root, dt.datetime(year, 1, 1, tzinfo=dt.UTC))

    @step(year=st.sampled_from([None, 2020]))
    def file_times_are(self, year: int | None) -> None:
        """From now on, let every file have the same time whatever happens to it (or not, any more)."""
        self.file_times = dt.datetime(year, 1, 1, tzinfo=dt.UTC) if year else None

    @step(count=st.sampled_from(["1", "2"]))
    def workers(self, count: str) -> None:
        self.environment["MAGAZINE_WORKERS"] = count

    @step()
    def end_the_preview(self) -> None:
        self.end_preview()

    @step(with_sites=st.booleans())
    def another_machine(self, with_sites: bool) -> None:
        """Go on in a fresh clone at another path, into which the cache was restored."""
        self.end_preview()
        place = self.folder / f"machine-{time.monotonic_ns()}"
        place.mkdir()
        self.newsroom.root.rename(place / "newsroom")
        self.newsroom.root = place / "newsroom"
        self.newsroom.docs = self.newsroom.root / "docs"
        self.newsroom.site = self.newsroom.root / "site"
        set_times(self.root, dt.datetime.now(dt.UTC))
        for name in () if with_sites else ("site", "preview"):
            shutil.rmtree(self.root / name, ignore_errors=True)

    @step(milliseconds=st.sampled_from([50, 150, 250, 350]))
    def power_cut(self, milliseconds: int) -> None:
        """Kill a build on its way."""
        self.state.write_to(self.newsroom)
        builder = self.builder()
        environment = {**self.state.environment(), **self.environment}
        builder.begin(self.root / "mkdocs.yml", self.root / "site", "loose", environment)
        time.sleep(milliseconds / 1000)
        builder.kill()

    @property
    def cache(self) -> Path:
        return self.root / ".cache/magazine"

    @has_cache
    @step(
        which=st.integers(0, 200),
        how=st.sampled_from(["truncate", "overwrite", "flip", "remove", "exchange"]),
        percent=st.integers(0, 99),
    )
    def damage_cache(self, which: int, how: str, percent: int) -> None:
        _damage(self.cache, which, how, percent)

    @has_cache
    @step(how=st.sampled_from(["truncate", "overwrite", "flip"]))
    def damage_whole_cache(self, how: str) -> None:
        for which in range(sum(path.is_file() for path in self.cache.rglob("*"))):
            _damage(self.cache, which, how)

    @step()
    def delete_cache(self) -> None:
        shutil.rmtree(self.cache, ignore_errors=True)

    @step(name=st.sampled_from(["site", "preview"]))
    def delete_site(self, name: str) -> None:
        shutil.rmtree(self.root / name, ignore_errors=True)

    @step(
        name=st.sampled_from(["site", "preview"]),
        which=st.integers(0, 200),
        how=st.sampled_from(["truncate", "overwrite", "flip", "remove", "exchange", "replace", "stray", "folder"]),
    )
    def tamper(self, name: str, which: int, how: str) -> None:
        """Change something in a site by hand; the next build, or the next preview, brings the right bytes back."""
        if name == "preview":
            self.end_preview()  # a running one knows what it wrote, and does not look through it at every save
        if (self.root / name).exists():
            _damage(self.root / name, which, how)


def _items(entry: Any) -> list[tuple[str, str]]:
    return list(entry.items()) if isinstance(entry, dict) else []


def _set(settings: dict[str, Any], key: str, value: Any) -> None:
    settings.pop(key, None)
    if value is not None:
        settings[key] = value


def _damage(folder: Path, which: int, how: str, percent: int = 50) -> None:
    """Do something to one of the files in `folder`, most of it in place: other names of the file see it too."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    if not found:
        return
    path = found[which % len(found)]
    content = path.read_bytes()
    place = len(content) * percent // 100
    if how == "truncate":
        os.truncate(path, place)
    elif how == "overwrite":
        path.write_bytes(b"\x00garbage" * (len(content) // 8 + 1))
    elif how == "flip" and content:
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
    elif how == "remove":
        path.unlink()
    elif how == "exchange":
        other = found[(which + 1) % len(found)]
        path.write_bytes(other.read_bytes())
        other.write_bytes(content)
    elif how == "replace":
        path.unlink()
        path.write_bytes(b"<p>replaced</p>")
    elif how == "stray":
        path.with_name("stray.html").write_text("<p>stray</p>")
    elif how == "folder":
        path.unlink()
        (path / "inner").mkdir(parents=True)


def test_each_kind_of_change_is_noticed() -> None:
    """A history by hand: in the few steps that Hypothesis has in daily use, it may leave out what matters."""
    history, then, both = History(), "strict", "strict, preview on"
    try:
        history.build(both)
        history.write(both, which=1, blocks=["## Am Hafen", "Der HVV fährt.\n\n*[HVV]: Verbund", (2, "#am-hafen")])
        history.picture("nothing", which=1, name="foto.png", edition=0)
        history.front_matter(then, which=1, change=("image", {"src": "foto.png", "alt": "Bild", "credit": "Foto: Bo"}))
        history.picture(then, which=1, name="foto.png", edition=1)
        history.front_matter(then, which=2, change=("title", 'Neue "Überschrift"'))
        history.front_matter(both, which=2, change=("slug", "neue-adresse"))
        history.front_matter(then, which=0, change=("tags", ["hafen", "Elbe"]))
        history.front_matter(then, which=0, change=("aliases", ["/alt/"]))
        history.add(then, day="2025/12/31", name="hafen", authors=["bo-muster"], sections=["politik"], blocks=["Text."])
        history.front_matter(then, which=0, change=("embargo", "2026-05-03"))
        history.time_passes(both, days=3)
        history.page(then, name="korrekturen.md", head=CORRECTIONS, blocks=[(0, "")], title=None)
        history.front_matter(then, which=3, change=("corrections", [{"date": "2026-04-01", "text": "Anders."}]))
        history.front_matter(both, which=1, change=("withdrawn", {"date": "2026-04-15", "reason": "Es war falsch."}))
        history.front_matter(then, which=1, change=("withdrawn", {"date": "2026-04-15", "reason": "Es war erfunden."}))
        history.front_matter(both, which=1, change=("withdrawn", None))
        history.author(both, author="ada-beispiel", change=("bio", "Neu."), portrait=0)
        history.author(then, author="ada-beispiel", change=("avatar", "assets/portrait.svg"), portrait=1)
        history.magazine(both, change=("sections", {"politik": "Politik", "kultur": "Kunst", "leer": "Leeres Ressort"}))
        history.magazine(then, change=("disclaimer", {"title": "Hinweis", "text": "Anders."}))
        history.settings(then, change=("site_url", "https://example.org/zeitung/"))
        history.settings(both, change=("markdown_extensions", [{"toc": {"permalink": "¶"}}, "attr_list"]))
        history.theme(then, change=("palette", {"scheme": "default"}))
        history.latest(then, count=2)
        for name in ("article.html", "partials/cards.html", "partials/styles/base.css", "partials/early.js"):
            history.template(then, name=name, edition=1)
        history.template(both, name="main.html", edition=ASKING)
        history.shadow(then, file=("overrides/.icons/material/menu.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"))
        history.settings(then, change=("hooks", ["hooks/page.py"]))
        history.settings("nothing", change=("hooks", ["hooks/text.py"]))
        history.damage_whole_cache(then, how="flip")
        for which in range(0, 40, 3):
            history.tamper("nothing", name="site", which=which, how="flip")
        history.build(then)
        history.mistake("nothing", which=1, what=(None, "[kaputt](gibt-es-nicht.md) und <script>alert(1)</script>"))
        history.build("loose, preview on")
        history.touch("loose, preview on", year=2035)
        history.switch(both, back=1)
        history.another_machine(then, with_sites=False)
        history.delete(then, which=3)
    finally:
        history.teardown()


def test_a_cache_changes_no_byte() -> None:
    steps = int(os.environ.get("MAGAZINE_STEPS", "0"))
    common = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
    if steps:
        profile = settings(common, max_examples=-(-steps // 50), stateful_step_count=50)
    else:
        profile = settings(common, max_examples=4, stateful_step_count=12, derandomize=True)
    run_state_machine_as_test(History, settings=profile)
    print(f"\n{BuildMachine.builds.total()} builds compared: {dict(BuildMachine.builds)}")
    assert BuildMachine.builds["strict"] > BuildMachine.builds["strict stopped"], "hardly anything was built"
