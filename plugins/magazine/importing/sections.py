"""Which section an article comes to stand in: categories of the source to sections of the magazine."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from magazine.content.section import Section
from magazine.content.slugs import slug
from magazine.importing.imported import Imported, SourceError
from magazine.importing.metadata import LOADER

MOST = 8
_NAME = 120


@dataclass(slots=True)
class SectionMap:
    """`mapping` is category to section, by the slug of the category; "" is for articles without one of these.

    A category that is mapped to nothing is a tag. `titles` are those of all sections by their slugs.
    """

    mapping: dict[str, str]
    titles: dict[str, str]
    names: dict[str, str] = field(default_factory=dict)

    def of(self, article: Imported) -> tuple[list[str], list[str]]:
        """Return the sections of an article, and the categories of its that are tags here."""
        sections = [self.mapping.get(slug(each), "") for each in article.categories]
        tags = [name for name, section in zip(article.categories, sections, strict=True) if not section]
        return list(dict.fromkeys(filter(None, sections))) or [self.mapping[""]], tags

    def assign(self, category: str, title: str) -> None:
        """Let a category come to the section of this title; to none, if it is empty."""
        self.mapping[category] = slug(title)
        if title:
            self.titles.setdefault(slug(title), title)

    def used(self) -> dict[str, str]:
        """Return the titles of the sections that articles come to, by their slugs."""
        return {each: self.titles[each] for each in dict.fromkeys(self.mapping.values()) if each}

    def write(self, file: Path, explanation: str) -> None:
        """Write the mapping as a file that `--sections` reads."""
        comment = "".join(f"# {line}\n" for line in explanation.splitlines())
        written = {self.names.get(each, each): self.titles.get(to, "") for each, to in self.mapping.items()}
        file.write_text(comment + yaml.safe_dump(written, allow_unicode=True, sort_keys=False), encoding="utf-8")


def proposed(articles: Iterable[Imported], known: Sequence[Section], general: str) -> SectionMap:
    """Return a mapping: the sections that the magazine has, then the largest categories, at most eight in all.

    `general` is the title of the section for articles without one.
    """
    articles = [*articles]
    spelled: dict[str, Counter[str]] = {}
    for name in (name for article in articles for name in article.categories):
        if slug(name):
            spelled.setdefault(slug(name), Counter())[name] += 1
    sizes = {each: counts.total() for each, counts in spelled.items()}
    sections = {name: each.slug for each in known for name in (each.slug, slug(each.title))}
    titles = {each.slug: each.title for each in known}
    mapping = {each: sections[each] for each in sizes if each in sections}
    room = MOST - len({*mapping.values()}) - 1
    for category in sorted(sizes, key=lambda each: -sizes[each]):
        if category not in mapping:
            is_section = room > 0 and sizes[category] > 1 and len(category) <= _NAME
            mapping[category] = category if is_section else ""
            room -= is_section
            if is_section:
                titles[category] = spelled[category].most_common(1)[0][0]
    rest = sections.get(slug(general), slug(general))
    titles.setdefault(rest, general)
    names = {each: counts.most_common(1)[0][0] for each, counts in spelled.items()}
    return SectionMap({**mapping, "": rest}, titles, names)


def read_mapping(file: Path, articles: Iterable[Imported], known: Sequence[Section], general: str) -> SectionMap:
    """Return the mapping in a file: `category: section`, by name; categories it does not name are tags.

    Raises:
        SourceError: It is no such mapping.
    """
    try:
        data = yaml.load(file.read_text("utf-8"), LOADER)  # noqa: S506 - texts only
    except (OSError, yaml.YAMLError):
        data = None
    if not isinstance(data, Mapping) or not all(isinstance(each, str) for each in data.values()):
        raise SourceError("import.sections-not-a-mapping", file=file.name)
    found = proposed(articles, known, general)
    by_name = {name: each.slug for each in known for name in (each.slug, slug(each.title))}
    mapping = dict.fromkeys(found.mapping, "")
    for category, section in data.items():
        target = by_name.get(slug(section), slug(section))
        mapping[slug(str(category))] = target
        if target:
            found.titles.setdefault(target, section)
    mapping[""] = mapping.get("") or next(iter(filter(None, mapping.values())), found.mapping[""])
    return SectionMap(mapping, found.titles, found.names)
