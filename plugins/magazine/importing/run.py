"""An import, from the archive to the files of the magazine and the report."""

import datetime as dt
import shutil
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from magazine.cache.cache import Cache
from magazine.cache.fingerprint import digest as fingerprint_of
from magazine.cache.progress import Progress
from magazine.checks.report import Finding
from magazine.content.front_matter import split_front_matter
from magazine.content.section import Section
from magazine.importing.article_file import Origin, composed, front_matter, guid_of, is_as_imported
from magazine.importing.cleaning import parsed
from magazine.importing.comments import write_comments
from magazine.importing.conversion import Converted, converted
from magazine.importing.imported import Archive, Imported
from magazine.importing.moved_links import Links
from magazine.importing.people import People
from magazine.importing.pictures import Fetch, Pictures
from magazine.importing.plan import Planned, planned, unify_tags
from magazine.importing.questions import UNASKED, Questions
from magazine.importing.reading_text import lost_words, words_in, words_of
from magazine.importing.sections import SectionMap, proposed, read_mapping
from magazine.locales import Locale
from magazine.pages.addresses import Addresses
from magazine.rendering.article_texts import MarkdownText, render_texts
from magazine.rendering.text import MarkdownRenderer


@dataclass(frozen=True)
class Target:
    """The magazine that an archive comes to."""

    docs: Path
    posts: str
    authors_file: str
    redirects_file: str
    sections: Sequence[Section]
    settings_file: Path
    locale: Locale
    now: dt.datetime
    renderer: MarkdownRenderer
    cache: Cache
    has_feeds: bool = False
    """Whether there are feeds: their items need the address of the site."""


@dataclass(slots=True)
class Outcome:
    """What became of one article: `state` is written, unchanged, edited, or left-out."""

    planned: Planned
    state: str = "written"
    words: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    text: str = ""
    fields: dict[str, object] = field(default_factory=dict)
    summary: str = ""
    again: bool = False
    """Whether its links were looked at a second time."""

    @property
    def is_public(self) -> bool:
        """Whether readers can read it."""
        return self.state != "left-out" and not (self.fields.get("draft") or self.fields.get("embargo"))

    @property
    def file(self) -> str:
        """The file, relative to the docs folder."""
        return self.planned.file


@dataclass(slots=True)
class Import:
    """A whole import: what there was, and what became of it."""

    archive: Archive
    sections: SectionMap
    outcomes: list[Outcome]
    pictures: int
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list)


# What can be mended: an old address that something else has, a link to what could not come over.
_ABOUT_ALIASES = frozenset({"alias-taken", "alias-not-a-path"})
_ABOUT_LINKS = frozenset({"link-leads-nowhere", "anchor-leads-nowhere"})

Check = Callable[[], Iterable[Finding]]


class Importer:
    """Brings one archive over."""

    def __init__(
        self,
        archive: Archive,
        target: Target,
        mapping: Path | None = None,
        fetch: Fetch | None = None,
        questions: Questions = UNASKED,
    ) -> None:
        """Plan where everything comes to lie.

        `mapping` is a file of sections, `fetch` gets pictures, `questions` asks.
        """
        self.archive, self.target = archive, target
        self.started = time.monotonic()
        word = target.locale
        self.plans = [*planned(archive, target.posts, target.now.date(), word("import.untitled"), questions)]
        self.people = People(target.docs / target.authors_file, archive, word("import.nobody"))
        general = word("import.general")
        articles = [each.article for each in self.plans if not each.article.is_page]
        if mapping and mapping.is_file():
            self.sections = read_mapping(mapping, articles, target.sections, general)
        else:
            self.sections = proposed(articles, target.sections, general)
            questions.sections(self.sections)
        for each in self.plans:
            if each.article.is_page:
                continue
            each.sections, tags = self.sections.of(each.article)
            each.tags = [*each.article.tags, *tags]
            each.authors = self.people.ids(each.article.authors)
        unify_tags(self.plans)
        self.pictures = Pictures(archive, target.docs, fetch)
        self.links = Links(self.plans, self.pictures, archive.site)
        self.origin = Origin(archive.kind, target.now)
        self.moved = _moved(target.docs, target.posts, {each.file for each in self.plans})
        self.addresses = Addresses(word.addresses)
        self.tolerated: set[str] = set()
        """Codes of errors that the settings have to mend, not the articles."""

    def run(self) -> Import:
        """Write everything, and compare the words of each text with those of its page."""
        outcomes: list[Outcome] = []
        with Progress(self.target.locale("import.progress"), len(self.plans)) as progress:
            for each in self.plans:
                outcomes.append(self._outcome(each))
                progress.step()
        self._lead_to_places(outcomes)
        for outcome in outcomes:
            if outcome.state != "edited":
                self._write_all(outcome)
        self._portraits()
        self.people.write()
        self._compare(outcomes)
        return Import(self.archive, self.sections, outcomes, self.pictures.count, time.monotonic() - self.started)

    def _outcome(self, plan: Planned) -> Outcome:
        """Convert an article, unless somebody has edited what came over, or has moved it."""
        path = self.target.docs / plan.file
        is_own = plan.article.is_page and self.addresses.owner(f"{plan.folder}/index.html")
        if is_own or (path.is_file() and not is_as_imported(path)):
            return Outcome(plan, "edited")
        if not path.is_file() and (moved := self.moved.get(plan.article.address.strip("/"))):
            plan.article.remark("moved", moved)
            return Outcome(plan, "edited")
        text: Converted = converted(plan, self.archive, self.links)
        fields = front_matter(plan, text, self.pictures, self.origin)
        return Outcome(plan, "written", text.words, text=text.markdown, fields=fields, summary=text.summary)

    def _lead_to_places(self, outcomes: Sequence[Outcome]) -> None:
        """Convert anew the texts in which there are places that others lead to, then those others."""
        own = [each for each in outcomes if each.state != "edited"]
        for each in [each for each in own if each.planned.anchors_wanted]:
            each.text = converted(each.planned, self.archive, self.links).markdown
        self.links.places_are_known = True
        for each in [each for each in own if each.planned.leads_to_places]:
            each.text = converted(each.planned, self.archive, self.links).markdown

    def _write_all(self, outcome: Outcome) -> None:
        self.write(outcome)
        if comments := outcome.planned.article.comments:
            write_comments(self.target.docs / outcome.file, comments)

    def write(self, outcome: Outcome) -> None:
        """Write the file of an article, unless the same is there."""
        path = self.target.docs / outcome.file
        guid = guid_of(outcome.planned.article, self.archive.site)
        content = composed(outcome.fields, outcome.text, outcome.summary, guid, self.origin)
        if path.is_file() and _same(path.read_text("utf-8"), content):
            outcome.state = "unchanged"
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
        outcome.state = "written"

    def _portraits(self) -> None:
        folder = "assets/portraits"  # no place of the site's own in any language
        for entry in self.people.added.values():
            if portrait := str(entry.pop("avatar", "")):
                file = self.pictures.place(portrait, Imported(""), folder)
                entry.update({"avatar": file} if file else {})

    def _compare(self, outcomes: Sequence[Outcome]) -> None:
        compared = [each for each in outcomes if each.state != "edited"]
        texts = {each.file: MarkdownText(body := f"{each.text}", fingerprint_of(body)) for each in compared}
        rendered = render_texts(texts, self.target.renderer, self.target.cache)
        for each in compared:
            page = parsed(rendered[each.file].html)
            shown = words_of(" ".join(map(str, _texts(each.fields))))
            alts = words_of(" ".join(str(image.get("alt", "")) for image in page.find_all("img")))
            each.lost = lost_words(each.words, [*shown, *words_in(page), *alts])

    def leave_out(self, findings: Iterable[Finding], outcomes: Iterable[Outcome], root: str) -> bool:
        """Take articles away that would stop a build, or what is wrong with them; return whether anything changed."""
        errors: dict[str, list[Finding]] = {}
        for each in findings:
            if each.is_error and each.code not in self.tolerated:
                errors.setdefault(each.file.removeprefix(f"{root}/"), []).append(each)
        wrong = [each for each in outcomes if each.file in errors and each.state != "edited"]
        for outcome in sorted(wrong, key=lambda each: {one.code for one in errors[each.file]} <= _ABOUT_LINKS):
            self._mend(outcome, errors[outcome.file])
        return bool(wrong)

    def _mend(self, outcome: Outcome, errors: Sequence[Finding]) -> None:
        codes = {each.code for each in errors}
        if codes <= _ABOUT_ALIASES and (dropped := outcome.fields.pop("aliases", None)):
            outcome.planned.article.remark("address-dropped", dropped)
            self.write(outcome)
            return
        if codes <= _ABOUT_LINKS and not outcome.again:
            outcome.again = True
            outcome.text = converted(outcome.planned, self.archive, self.links).markdown
            self.write(outcome)
            return
        self.links.forget(outcome.planned)
        outcome.state = "left-out"
        outcome.reasons = [f"{each.message} ({each.code})" for each in errors]
        path = self.target.docs / outcome.file
        path.unlink(missing_ok=True)
        shutil.rmtree(self.target.docs / outcome.planned.folder, ignore_errors=True)


def _moved(docs: Path, posts: str, planned_files: Collection[str]) -> dict[str, str]:
    """Return articles that came over and lie elsewhere now, by the old addresses that they have kept."""
    found: dict[str, str] = {}
    for path in sorted((docs / posts).rglob("*.md")):
        file = path.relative_to(docs).as_posix()
        if file not in planned_files:
            data = split_front_matter(path.read_text("utf-8", errors="replace"), file).values.data
            aliases = data.get("aliases") if "imported" in data else None
            found |= {str(each).strip("/"): file for each in aliases or [] if isinstance(each, str)}
    return found


def _same(before: str, after: str) -> bool:
    """Return whether two files differ in nothing but the day of the import."""

    def without(text: str) -> str:
        head, mark, rest = text.partition("\nimported: {")
        return head + mark + rest.partition("date: ")[2].partition(",")[2]

    return without(before) == without(after)


def _texts(fields: Mapping[str, object]) -> Iterable[object]:
    image = fields.get("image")
    yield from (fields.get("title", ""), fields.get("description", ""))
    if isinstance(image, Mapping):
        yield from (image.get("caption", ""), image.get("credit", ""), image.get("alt", ""))
