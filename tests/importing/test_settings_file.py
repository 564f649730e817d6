"""What an import adds to `mkdocs.yml`: everything else there stays as it is written."""

from typing import Any

import pytest
import yaml

pytest.importorskip("markdownify")

from magazine.importing.settings_file import with_files, with_pages, with_sections


class Loader(yaml.SafeLoader):
    """Reads tags of Python as nothing."""


Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)

TAIL = "\nmarkdown_extensions:\n  - toc:\n      slugify: !!python/name:a.b\n"
ADDED = {"neu": "Neu: „so“", "mehr": "Mehr"}


@pytest.mark.parametrize(
    "text",
    [
        "plugins:\n  - magazine:\n      sections: # x\n        alt: Alt\n        text:\n          title: T\n",
        "plugins:\n  - magazine:\n      sections: {alt: Alt, text: Text}\n      pagination: 5\n",
        "plugins:\n- magazine:\n    x: 5\n    sections:\n      alt: A\n      text: >-\n        T\n        u\n- blog\n",
        "plugins:\n  magazine:\n    sections:\n      alt: Alt # x\n      text: Text\n  blog: {}\n",
    ],
)
def test_sections_are_added_behind_those_that_are_there(text: str) -> None:
    changed = with_sections(text + TAIL, ADDED)
    assert changed is not None
    before, after = (yaml.load(each, Loader) for each in (text + TAIL, changed))
    plugin = options(after)
    assert list(plugin["sections"]) == ["alt", "text", "neu", "mehr"]
    assert plugin["sections"]["neu"] == ADDED["neu"]
    for name in ADDED:
        del plugin["sections"][name]
    assert after == before
    assert with_sections(changed, ADDED) == changed
    removed = [line for line in (text + TAIL).splitlines() if line not in changed.splitlines()]
    assert len(removed) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "plugins:\n  - search\n  - magazine\n  - blog\n",
        "plugins: \n  - magazine: # ours\n      pagination: 5\n",
        "plugins:\n  magazine:\n    pagination: 5\n",
        "plugins:\n  - magazine: {pagination: 5}\n",
        "plugins:\n  - magazine: {}\n  - blog\n",
        "plugins:\n  - magazine:\n  - blog\n",
    ],
)
def test_the_first_sections(text: str) -> None:
    changed = with_sections(text + TAIL, ADDED)
    assert changed is not None
    assert options(yaml.load(changed, Loader))["sections"] == ADDED


@pytest.mark.parametrize("text", ["site_name: x\n", "plugins: []\n", "plugins:\n  - magazine: 5\n"])
def test_settings_that_are_not_understood_stay(text: str) -> None:
    assert with_sections(text, ADDED) is None


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("plugins:\n  - search\n  - magazine\n", []),
        ("plugins:\n  - magazine: {pagination: 5}\n", []),
        ("plugins:\n  - magazine:\n      allowed_files: [a.zip]\n      pagination: 5\n", ["a.zip"]),
        ("plugins:\n  - magazine:\n      allowed_files:\n        - a.zip # x\n      pagination: 5\n", ["a.zip"]),
        ("plugins:\n  - magazine:\n      allowed_files:\n      - a.zip\n  - blog\n", ["a.zip"]),
    ],
)
def test_files_are_allowed_beside_those_that_are(text: str, before: list[str]) -> None:
    added = ["assets/a.ics", "assets/b, c.zip"]
    changed = with_files(text + TAIL, added)
    assert changed is not None
    found = options(yaml.load(changed, Loader))
    assert found.pop("allowed_files") == [*before, *added]
    assert found == ({"pagination": 5} if "pagination" in text else {})
    assert with_files(changed, added) == changed


def test_pages_are_in_no_menu() -> None:
    changed = with_pages("site_name: x\n", ["a.md", "b/c.md"])
    assert changed is not None
    assert yaml.safe_load(changed)["not_in_nav"] == "/a.md\n/b/c.md\n"
    again = with_pages(changed + "nav: [index.md]\n", ["b/c.md", "d.md"])
    assert again is not None
    assert yaml.safe_load(again) == {"site_name": "x", "not_in_nav": "/a.md\n/b/c.md\n/d.md\n", "nav": ["index.md"]}


def options(settings: dict[str, Any]) -> dict[str, Any]:
    plugins = settings["plugins"]
    groups = plugins if isinstance(plugins, list) else [plugins]
    found: dict[str, Any] = next(each["magazine"] for each in groups if "magazine" in each and isinstance(each, dict))
    return found
