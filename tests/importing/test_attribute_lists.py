"""Attributes in braces are no words of an imported text, and the names in them are where its links lead."""

import re

import pytest

from tests.importing.running import brought_over, report_of, write_files
from tests.newsroom import Newsroom

pytest.importorskip("markdownify")

from bs4 import BeautifulSoup
from magazine.importing.cleaning import clean, name_anchors, parsed
from magazine.importing.imported import Dialect, Imported
from magazine.importing.markdown_dialects import markdown_html
from magazine.importing.markdown_writer import markdown_of

WRITTEN = """\
See [one](#eins), [two](#zwei), [three](#drei), [four](#vier) and [five](#über-uns).

## Behind {#eins .big data-x="two words"}

## Only a class { .big }

## Only a value {data-x=y}

## Closed ## {#zwei}

Underlined {#drei}
------------------

## About us {#über-uns}

A [link](https://a.example/){target="_blank" rel=nofollow}, **bold**{.x} and *soft*{.y} and `code`{.python}.

![Alt](https://a.example/a.jpg){width=300 .left}

Words of a paragraph.
{.lead #vier data-x="y"}

| a | b |
|---|---|
| 1 | 2 |
{.table .striped}

Words {in braces} stay, {#not a list} too.

```
## code {#stays .here}
```
"""
COLONS = re.sub(r"\{(?=[ ]?[#.\w-]+[=\s}.])(?!in |#not|#stays)", "{: ", WRITTEN)
KRAMDOWN = """\
{:.no_toc #oben}
## Heading
{: #unten .x}

* TOC
{:toc}

[Up](#oben), [down](#unten), [ref](https://a.example/){:target="_blank"}.{: .x}

> Quoted
{: .quote}
"""
DIALECTS = [Dialect.GOLDMARK, Dialect.KRAMDOWN, Dialect.MARKDOWN_IT, Dialect.PYTHON_MARKDOWN]


def tree(text: str, dialect: Dialect) -> tuple[BeautifulSoup, Imported]:
    article = Imported(source="x", title="x", body=text, dialect=dialect)
    soup = parsed(markdown_html(article))
    clean(soup, article)
    name_anchors(soup, article)
    return soup, article


@pytest.mark.parametrize("text", [WRITTEN, COLONS], ids=["braces", "colons"])
@pytest.mark.parametrize("dialect", DIALECTS)
def test_attributes_in_braces_are_no_words(dialect: Dialect, text: str) -> None:
    if dialect is Dialect.PYTHON_MARKDOWN:  # its tables have none
        text = re.sub(r"(?m)^\{:? ?\.table.*\n", "", text).replace("Closed ## {", "Closed {")
    soup, article = tree(text, dialect)
    for code in soup.find_all("pre"):
        assert "{#stays .here}" in code.extract().get_text()
    shown = soup.get_text(" ")
    assert "{in braces} stay, {#not a list} too." in shown
    rest = shown.replace("{in braces}", "").replace("{#not a list}", "")
    assert not re.search(r"[{}]|data-x|nofollow|striped|lead|300|_blank|two words", rest)
    assert article.remarks == []
    names = {str(each["id"]) for each in soup.find_all(id=True)}
    assert {str(link["href"])[1:] for link in soup.select('a[href^="#"]')} == names
    assert len(names) == 5
    headings = [each.get_text() for each in soup.find_all(["h2", "h3"])]
    assert headings == ["Behind", "Only a class", "Only a value", "Closed", "Underlined", "About us"]


def test_attributes_of_kramdown_stand_anywhere() -> None:
    soup, article = tree(KRAMDOWN, Dialect.KRAMDOWN)
    assert " ".join(soup.get_text(" ").split()) == "Heading TOC Up , down , ref . Quoted"
    assert article.remarks == []


@pytest.mark.parametrize("dialect", DIALECTS[:3])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Words.\n\n{: .x}\n", "Words."),
        ("## Words ##\n{#name}\n", "Words"),
        ("> Words\n>\n> {.x}\n", "Words"),
        ("Words\n\n{.x}\n\n***\n", "Words"),
        ("Words\n\n{.x}\n\n{.y}", "Words"),
        ("{.x}", ""),
    ],
)
def test_a_list_may_end_a_text(dialect: Dialect, text: str, words: str) -> None:
    soup, article = tree(text, dialect)
    assert " ".join(soup.get_text(" ").split()) == words
    assert article.remarks == []


@pytest.mark.parametrize("dialect", DIALECTS[:3])
@pytest.mark.parametrize(
    "text",
    [
        "The set is {x=1}\n",
        "- The set {x=1}\n- Another\n",
        "- {x=1}\n",
        "| a | b |\n|---|---|\n| {x=1} | {y=2} |\n",
        "| a |\n|---|\n| {x=1} |\n",
        "Text.\n\n{x=1}\n\nText.\n",
    ],
)
def test_a_set_in_braces_stays(dialect: Dialect, text: str) -> None:
    """No attribute without a name or a class stands behind words, where it could be words itself."""
    soup, _ = tree(text, dialect)
    assert "{x=1}" in soup.get_text()


def test_braces_of_a_site_in_html_stay_words() -> None:
    soup = parsed("<h2>Title {#x .y}</h2><p>Text<br>{: .z}</p>")
    clean(soup, Imported(source="x", title="t"))
    assert markdown_of(soup) == "## Title \\{#x .y}\n\nText\\\n\\{: .z}\n"


def test_a_site_with_attributes_loses_no_word(newsroom: Newsroom) -> None:
    sites = {
        "hugo": {"config.toml": 'title = "Alt"\n', "content/posts/a.md": "---\ntitle: A\ndate: 2012-03-04\n---\n{}"},
        "jekyll": {"_config.yml": "title: Alt\n", "_posts/2012-03-05-b.md": "---\ntitle: B\n---\n{}"},
        "material": {
            "mkdocs.yml": "site_name: Alt\nplugins: [blog]\n",
            "docs/blog/posts/c.md": "---\ndate: 2012-03-06\n---\n# C title {{ #c .big }}\n\n{}",
        },
    }
    text = 'To [there](#ort).\n\n## The place {#ort .big data-x="y"}\n\nText.\n{: .lead}\n'
    for name, files in sites.items():
        source = {
            path: content.replace("{}", text).replace("{{", "{").replace("}}", "}") for path, content in files.items()
        }
        brought_over(newsroom, write_files(newsroom.root / name, {**source}))
        report = report_of(newsroom)
        assert (report["from"], report["counts"]["published"], report["counts"]["with_lost_words"]) == (name, 1, 0)
        assert report["articles"][0]["remarks"] == []
    newsroom.build(strict=True)
    for address, title in {"04/a": "A", "05/b": "B", "06/c": "C title"}.items():
        page = newsroom.page(f"posts/2012/03/{address}/")
        assert page.text("h1") == title
        assert page.leads(".prose p > a") == [f"posts/2012/03/{address}/#the-place"]
        assert page.all(".prose h2#the-place")
        assert page.texts(".prose p") == ["To there.", "Text."]


@pytest.mark.parametrize("asked", [["ziel"], ["ziel", "die-größe"], []])
def test_a_heading_is_found_by_each_of_its_names(asked: list[str]) -> None:
    """By its own id and by its words, which programs make ids of; links of this text and of others."""
    article = Imported(source="x", title="x")
    soup = parsed('<p><a href="#die-größe">down</a></p><h2 id="ziel">Die Größe</h2>')
    names = name_anchors(soup, article, asked)
    assert article.remarks == []
    (heading,) = soup.find_all("h2")
    assert [str(each["href"]) for each in soup.find_all("a")] == [f"#{heading['id']}"]
    assert set(names.values()) == {heading["id"]}
    assert len(names) == len({*asked, "die-größe"})


def test_no_two_places_have_one_name() -> None:
    article = Imported(source="x", title="x")
    soup = parsed('<h2 id="a">B c</h2><p id="b-c">Text</p><h2 id="d">B c</h2>')
    names = name_anchors(soup, article, ["a", "b-c", "d"])
    ids = [str(each["id"]) for each in soup.find_all(id=True)]
    assert sorted(ids) == sorted(names.values())
    assert len({*ids}) == 3
    assert names["b-c"] == soup.select_one("p a")["id"], "what says so itself, not the heading of these words"  # type: ignore[index]
