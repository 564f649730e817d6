"""What other generators write above a text, with comments and mistakes in it: no value is lost."""

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("markdownify")

import datetime as dt

from magazine.importing.imported import Visibility
from magazine.importing.metadata import of_javascript, split
from magazine.importing.sources import eleventy, material

from tests.importing.running import write_files


@pytest.mark.parametrize(
    ("front", "values"),
    [
        ("{ title: 'A', tags: ['a', 'b'] }", {"title": "A", "tags": ["a", "b"]}),
        ("{\n  title: 'It\\'s',\n  tags: ['a'],\n}", {"title": "It's", "tags": ["a"]}),
        ("{\n  title: 'A', // note\n  date: '2020-01-01',\n}", {"title": "A", "date": "2020-01-01"}),
        ("{\n  // about\n  title: `A`,\n  date: new Date('2020-01-01'),\n}", {"title": "A", "date": "2020-01-01"}),
        ('const title = "A"; // note\nlet draft = true\n', {"title": "A", "draft": "true"}),
        ('export const title = "A: b";\nconst tags = [\n  "a",\n  "b",\n];\n', {"title": "A: b", "tags": ["a", "b"]}),
        ("const title = make();\nconst date = '2020-01-01';", {"date": "2020-01-01"}),
    ],
)
def test_front_matter_in_javascript(front: str, values: dict[str, Any]) -> None:
    assert split(f"---js\n{front}\n---\nText.\n") == (values, "Text.\n")


def test_toml_with_a_mistake_keeps_its_other_lines() -> None:
    data, _ = split('+++\ntitle = "A"\ndate = 2020-01-01\ntags = ["a",]]\n+++\nText.\n')
    assert (data["title"], data["date"]) == ("A", "2020-01-01")
    assert data.keys() == {"title", "date", "tags"}


def test_texts_in_a_script() -> None:
    script = "module.exports = {\n  title: 'Alt', // of the site\n  \"url\": `https://a.example`,\n  build: now(),\n}\n"
    assert of_javascript(script) == {"title": "Alt", "url": "https://a.example"}


@pytest.mark.parametrize(
    ("homepage", "site"),
    [
        ("https://alt.example/", "https://alt.example"),
        ("https://github.com/ada/alt#readme", ""),
        ("https://codeberg.org/ada/alt", ""),
        ("", ""),
    ],
)
def test_the_home_of_a_repository_is_not_the_address_of_its_site(tmp_path: Path, homepage: str, site: str) -> None:
    files: dict[str, str | bytes] = {
        "package.json": f'{{"homepage": "{homepage}", "devDependencies": {{"@11ty/eleventy": "3"}}}}',
        "src/posts/2012-03-04-a.md": "---\ntitle: A\n---\nText.\n",
    }
    archive = eleventy.read(write_files(tmp_path, files), dt.UTC)
    assert (archive.site, [each.title for each in archive]) == (site, ["A"])


def test_what_had_no_page_is_a_draft_without_an_address(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "eleventy.config.js": "",
        "src/posts/2012-03-04-a.md": "---\ntitle: A\npermalink: false\n---\nText.\n",
        "src/posts/2012-03-05-b.md": "---\ntitle: B\n---\nText.\n",
    }
    articles = {each.title: each for each in eleventy.read(write_files(tmp_path, files), dt.UTC)}
    assert (articles["A"].visibility, articles["A"].address) == (Visibility.DRAFT, "")
    assert (articles["B"].visibility, articles["B"].address) == (Visibility.PUBLISHED, "/posts/b/")


@pytest.mark.parametrize(
    "plugins", ["plugins:\n- blog:\n    blog_dir: news\n", "plugins:\n  blog:\n    blog_dir: news\n"]
)
def test_plugins_of_mkdocs_are_a_list_or_a_mapping(tmp_path: Path, plugins: str) -> None:
    files: dict[str, str | bytes] = {
        "mkdocs.yml": f"site_name: Alt\n{plugins}",
        "docs/news/posts/a.md": "---\ndate: 2012-03-04\n---\n# A\n\nText.\n",
    }
    (article,) = material.read(write_files(tmp_path, files), dt.UTC)
    assert article.address == "/news/2012/03/04/a/"
