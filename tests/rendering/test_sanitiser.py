"""The allow-list: nothing dangerous gets through, nothing allowed is removed, and what is removed is reported."""

import re
from typing import Any

import pytest
from magazine.rendering.sanitiser import CLASSES, TAGS, sanitise
from markdown import Markdown

EXTENSIONS = [
    "abbr", "attr_list", "def_list", "footnotes", "tables", "toc", "pymdownx.betterem", "pymdownx.blocks.caption",
    "pymdownx.blocks.details", "pymdownx.highlight", "pymdownx.superfences",
]  # fmt: skip
CONFIG: dict[str, dict[str, Any]] = {"toc": {"permalink": "#"}, "pymdownx.highlight": {"use_pygments": False}}
FIRST_LINE = 7


def publish(text: str) -> tuple[str, list[tuple[str, int | None, int | None, str]]]:
    html = Markdown(extensions=EXTENSIONS, extension_configs=CONFIG).convert(text)
    clean, problems = sanitise(html, text)
    return clean, [
        (each.code, each.place.line, each.place.column, each.details["what"])
        for each in (problem.within("a.md", FIRST_LINE) for problem in problems)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ein *kursives*, **fettes** Wort, `Code`, ein [Link](https://example.org/?a=1&b=2) und [noch einer](../b.md).",
        "## Zwischenüberschrift\n\n### Darunter {#darunter}\n\nText",
        "> Ein Zitat\n\n- eins\n- zwei\n\n1. eins\n2. zwei",
        "| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |",
        "Text[^1] mit Fußnote.\n\n[^1]: Die Fußnote.",
        "Begriff\n:   Erklärung\n\nDie HPA baut.\n\n*[HPA]: Hamburg Port Authority",
        "![Ein Bild](bild.svg)\n/// caption\nUnterschrift\n///",
        "/// details | Mehr\nText\n///",
        "```yaml\ntitle: \"Hafen\"\n```",
        "Ein <abbr title=\"Hamburg\">HH</abbr> und <time datetime=\"2026-01-01\">Neujahr</time>, 5 < 7 & 8 > 2.",
        "[Brief](mailto:a@example.org) und [Anruf](tel:+4940)",
    ],
)  # fmt: skip
def test_what_a_newspaper_needs_stays(text: str) -> None:
    assert publish(text)[1] == []


def test_alignment_becomes_a_class() -> None:
    clean, _ = publish("| a |\n|--:|\n| 1 |")
    assert '<td class="right">1</td>' in clean
    assert "style=" not in clean


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Absatz\n\n<script>alert(1)</script>\n", ("html-tag", 9, 1, "<script>")),
        ("Ein <iframe src=\"https://x.example\"></iframe>", ("html-tag", 7, 5, "<iframe>")),
        ("Ein <span onclick=\"x()\">Wort</span>", ("html-attribute", 7, 11, "onclick")),
        ("Ein *Wort*{ style=\"color: red\" }", ("html-unneeded", 7, 13, "style")),
        ("Ein [Wort](javascript:alert(1))", ("html-link", 7, 12, "javascript:alert(1)")),
        ("Ein\n[Wort](data:text/html,x)", ("html-link", 8, 8, "data:text/html,x")),
        ("![Bild](https://example.org/a.png)", ("picture-foreign", 7, 9, "https://example.org/a.png")),
        ("# Erste Ordnung\n\nText", ("heading-first-level", 7, 1, "h1")),
        ("Ein Absatz\n{: .disclaimer }", ("html-unneeded", 8, 5, "disclaimer")),
        ("<section>Kasten</section>", ("html-tag", 7, 1, "<section>")),
        ("<aside class=\"box\">Kasten</aside>", ("html-unneeded", 7, 15, "box")),
        ("Ein Satz.\n\n<p class=MsoNormal>Kasten</p>", ("html-unneeded", 9, 10, "MsoNormal")),
        ("<style>p { color: red }</style>", ("html-tag", 7, 1, "<style>")),
        ("<form><p>a</p></form>", ("html-tag", 7, 1, "<form>")),
        ("Ein Satz.<o:p></o:p>", ("html-office", 7, 10, "<o:p>")),
        ("Ein <st1:place w:st=\"on\">Ort</st1:place>", ("html-office", 7, 5, "<st1:place>")),
        ("Ein <Name> und <a:b>", ("html-unknown", 7, 5, "<Name>")),
    ],
)  # fmt: skip
def test_what_is_removed_is_reported_with_its_place(text: str, expected: tuple[str, int, int, str]) -> None:
    clean, problems = publish(text)
    assert expected in problems
    assert "alert" not in clean.replace("javascript:alert", "") or "<script" not in clean


def test_the_second_of_two_is_found_behind_the_first() -> None:
    _, problems = publish("`<u2>` ist Code\n\n<center>a</center>\n\n<center>b</center>")
    assert [(each[1], each[2]) for each in problems] == [(9, 1), (11, 1)]


def test_long_addresses_are_told_each_at_its_place_and_shortened() -> None:
    link = "[Termin](data:text/calendar;base64," + "QkVHSU46VkNBTEVOREFSDQpDQUxTQ0FMRTpHUkVHT1JJQU4N" * 20
    _, problems = publish(f"{link}A)\n\n{link}B)\n\n{link}C)")
    assert [(each[1], each[2]) for each in problems] == [(7, 10), (9, 10), (11, 10)]
    assert all(len(each[3]) < 120 for each in problems)


def test_what_changes_nothing_is_one_warning() -> None:
    link = '<a href="https://example.org/" target="_blank" rel="noopener" class="knopf">Mehr</a>'
    clean, problems = publish(
        f'Text\n\n<p align="center">Eins</p>\n\n{link}\n\n{link} <b data-x="1" aria-label="x">Wort</b>\n'
    )
    assert problems == [("html-unneeded", 9, 4, "align, target, rel, knopf, data-x, aria-label")]
    assert "target" not in clean
    assert clean.count("<a ") == 2


@pytest.mark.parametrize(
    "attack",
    [
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<a href='jAvAsCrIpT:alert(1)'>x</a>",
        "<a href='java&#115;cript:alert(1)'>x</a>",
        "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
        "<a href='java&#9;script:alert(1)'>x</a>",
        "<details open ontoggle=alert(1)>",
        "<base href='https://evil.example/'>",
        "<meta http-equiv=refresh content='0;url=https://evil.example'>",
        "<link rel=stylesheet href='https://evil.example/a.css'>",
        "<object data='javascript:alert(1)'></object>",
        "<p style='background:url(https://evil.example)'>x</p>",
    ],
)
def test_attacks_are_disarmed_and_reported(attack: str) -> None:
    clean, problems = publish(f"Text\n\n{attack}\n")
    assert problems
    for word in ("onerror", "onload", "ontoggle", "javascript:", "style", "<svg", "<base", "<meta", "<link", "<object"):
        assert word not in clean.lower()


FRAME_CLASSES = ["tones notice", "card__headline", "share", "disclaimer", "masthead", "skip"]


@pytest.mark.parametrize("name", FRAME_CLASSES)
@pytest.mark.parametrize(
    "text",
    [
        '<{tag} class="{name}">Wort</{tag}>',
        "*Wort*{{: class='{name}' }}",
        "`Wort`{{: class='{name}' }}",
        "[Wort](https://example.org/){{: class='{name}' }}",
        "Ein Absatz\n{{: class='{name}' }}",
        "```{name}\nWort\n```",
        "## Wort {{: class='{name}' }}",
    ],
)
def test_no_class_of_the_page_passes(name: str, text: str) -> None:
    """On any element that an article may have; the classes that are left are those of code and of our own notations."""
    for tag in sorted(TAGS) if "{tag}" in text else [""]:
        clean, _ = publish(text.format(tag=tag, name=name))
        classes = {each for found in re.findall(r'class="([^"]*)"', clean) for each in found.split()}
        allowed = {name for names in CLASSES.values() for name in names}
        assert all(each in allowed or re.fullmatch(r"language-[\w+.#-]+", each) for each in classes), clean


@pytest.mark.parametrize("tag", ["q", "del", "ins", "blockquote"])
@pytest.mark.parametrize("scheme", ["javascript", "JaVa&Tab;Script", "data", "vbscript"])
def test_sources_of_quotations_have_no_scripts(tag: str, scheme: str) -> None:
    clean, problems = publish(f'<{tag} cite="{scheme}:alert(1)">Wort</{tag}>')
    assert "alert" not in clean
    assert {each[0] for each in problems} == {"html-link"}


@pytest.mark.parametrize(
    "address",
    [
        "ht&Tab;tps://host/x",
        "/&Tab;/host/x",
        "&NewLine;//host/x",
        "/\\host/x",
        "https:&#92;/host/x",
        "&#1;https://h/",
    ],
)
def test_no_notation_shows_a_picture_of_another_host(address: str) -> None:
    for text in (f'<img src="{address}" alt="A">', f"![A](<{address}>)", f"![A][a]\n\n[a]: <{address}>"):
        clean, problems = publish(text)
        assert "host" not in clean or "<img" not in clean or 'src="' not in clean, clean
        assert "picture-foreign" in {each[0] for each in problems}, text
