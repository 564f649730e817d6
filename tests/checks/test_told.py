"""What contributors are told: the place of the mistake itself, and what to type instead, in words for this file."""

import json
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from magazine.checks import report
from magazine.checks.spelling import Speller
from magazine.commands.main import main

from tests.newsroom import STANDFIRST, Newsroom


def check(newsroom: Newsroom, *arguments: str) -> list[dict[str, Any]]:
    run = CliRunner().invoke(main, ["check", "--format", "json", "-f", str(newsroom.config_file()), *arguments])
    problems: list[dict[str, Any]] = json.loads(run.stdout)
    return problems


HEAD = {"title": "Hafen", "description": STANDFIRST, "authors": ["ada-beispiel"], "categories": ["kultur"]}


def written(newsroom: Newsroom, **values: Any) -> str:
    """Write an article whose values are given as they are typed; return its text when all is mended that can be."""
    lines = [
        f"{key}: {value if isinstance(value, str) else json.dumps(value)}" for key, value in (HEAD | values).items()
    ]
    path = newsroom.write("posts/2026/03/04/eins.md", "---\n" + "\n".join(lines) + "\n---\nEin Absatz.\n")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("values", "hint"),
    [
        ({"authors": "ada-beispiel"}, "authors: [ada-beispiel]"),
        ({"categories": "kultur"}, "categories: [kultur]"),
        ({"sources": "https://a.example/b"}, 'sources: [{title: "a.example", url: "https://a.example/b"}]'),
        ({"sources": "[https://a.example/b]"}, '{title: "a.example", url: "https://a.example/b"}'),
        ({"tags": "Elbe"}, "tags: [Elbe]"),
    ],
)
def test_a_single_value_is_told_as_the_list_that_is_meant_and_mended_to_it(
    newsroom: Newsroom, values: dict[str, str], hint: str
) -> None:
    written(newsroom, **values)
    (problem,) = check(newsroom)
    assert problem["hint"].endswith(hint)
    assert check(newsroom, "--fix") == []
    assert hint in (newsroom.docs / "posts/2026/03/04/eins.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("authors:\n  ada:\n    name: Ada: B\n", (3, 14)),
        ("authors:\n  ada:\n    name: Ada\n   x: y\n", (4, 4)),
        ('authors:\n  ada:\n    name: "Ada\n    role: Autorin\n  bo:\n    name: "B"\n', (3, 11)),
        ("authors:\n  ada:\n    topics: [Elbe\n    name: Ada\n", (3, 13)),
        ("- ada\n- bo\n", (1, 1)),
        ("name: Ada\n", (1, 1)),
        ("authors:\n  ada:\n\tname: Ada\n", (3, 1)),
    ],
)
def test_a_broken_file_of_authors_is_not_told_in_words_about_an_article(
    newsroom: Newsroom, text: str, place: tuple[int, int]
) -> None:
    newsroom.article()
    newsroom.write("authors.yml", text)
    problem, *_ = check(newsroom)
    assert (problem["file"], problem["line"], problem["column"]) == ("docs/authors.yml", *place)
    words = problem["message"] + problem["hint"]
    for about_articles in ("title", "Überschrift", "Anfang der Datei", "Artikel"):
        assert about_articles not in words


FOLDED = ">\n  {0}\n  und noch ein Wrrt,\n  das niemand kennt: Zrrp"
PLACES = {"folded": (FOLDED, [(5, 16), (6, 22)]), "kept": (FOLDED.replace(">", "|"), [(5, 16), (6, 22)])}


@pytest.mark.skipif(not Speller("de", []).ready, reason="no dictionary on this machine")
@pytest.mark.parametrize("notation", PLACES)
def test_spelling_is_told_where_the_word_stands_in_a_standfirst_of_several_lines(
    newsroom: Newsroom, notation: str
) -> None:
    text, places = PLACES[notation]
    written(newsroom, description=text.format(STANDFIRST))
    found = [(each["line"], each["column"]) for each in check(newsroom) if each["code"] == "spelling"]
    assert found == places


@pytest.mark.parametrize("key", ["description", "title"])
@pytest.mark.parametrize("where", ["above", "behind"])
def test_a_suppression_is_for_all_lines_of_a_value(newsroom: Newsroom, key: str, where: str) -> None:
    text = f">\n  {STANDFIRST}\n  TODO\n  TKTK TK"
    values = {key: text.replace(">", "> # allow placeholder-left: so heißt es", 1) if where == "behind" else text}
    if where == "above":
        values = {"kind": f"news\n# allow placeholder-left: so heißt es\n{key}: {text}"}
        if key == "description":
            values["x"] = ""
    body = {
        name: each for name, each in (HEAD | values).items() if name != "x" and not (where == "above" and name == key)
    }
    lines = [f"{name}: {each if isinstance(each, str) else json.dumps(each)}" for name, each in body.items()]
    newsroom.write("posts/2026/03/04/eins.md", "---\n" + "\n".join(lines) + "\n---\nEin Absatz.\n")
    codes = {each["code"] for each in check(newsroom)}
    assert not codes & {"placeholder-left", "permit-unused"}


def test_commands_are_named_as_they_can_be_typed(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.article(text="Zwei  Leerzeichen und noch  zwei.\n")
    folder = newsroom.root / ".venv/bin"
    folder.mkdir(parents=True)
    (folder / "magazine").touch()
    monkeypatch.chdir(newsroom.root)
    monkeypatch.setattr("sys.executable", str(folder / "python"))
    for path, command in (("/nowhere", ".venv/bin/magazine"), (str(folder), "magazine")):
        (folder / "magazine").chmod(0o755)
        monkeypatch.setenv("PATH", path)
        run = CliRunner().invoke(main, ["check", "-f", str(newsroom.config_file())])
        assert f"2 davon behebt von selbst: {command} check --fix" in run.stderr
        run = CliRunner().invoke(
            main, ["new", "Titel", "--section", "kultur", "--author", "ada-beispiel", "-f", str(newsroom.config_file())]
        )
        assert f"„{command} check " in run.stderr
        for draft in newsroom.docs.rglob("titel.md"):
            draft.unlink()


def test_the_preview_names_the_command_too(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    newsroom.article(text="Zwei  Leerzeichen.\n\n" * 60)
    newsroom.build(preview=True)
    problems = next(newsroom.root.rglob("problems.html")).read_text(encoding="utf-8")
    assert f"{report.own_command()} check" in problems
    assert yaml.safe_load(newsroom.config_file().read_text(encoding="utf-8"))["docs_dir"]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("autor: [ada-beispiel]", "authors"),
        ("Titel: Hafen", "title"),
        ("ressort: kultur", "categories"),
        ("entwurf: true", "draft"),
        ("quellen: [{title: A}]", "sources"),
        ("sources: [{title: A, link: 'https://a.example/'}]", "url"),
        ("image: {datei: a.svg, alt: A, credit: B}", "src"),
        ("kind: Meinung", "opinion"),
        ("kind: [Meinung]", "opinion"),
        ("kind: Kommentar", "opinion"),
        ("picture: {src: a.svg}", "image"),
    ],
)
def test_words_of_the_writers_language_are_understood(newsroom: Newsroom, line: str, meant: str) -> None:
    kept = {key: value for key, value in HEAD.items() if key != meant}
    head = "\n".join(f"{key}: {value if isinstance(value, str) else json.dumps(value)}" for key, value in kept.items())
    newsroom.write("posts/2026/03/04/eins.md", f"---\n{head}\n{line}\n---\nEin Absatz.\n")
    problems = [each for each in check(newsroom) if each["severity"] == "error"]
    assert [each["hint"] for each in problems] == [f"Meinten Sie „{meant}“?"], "one mistake is told once"


def test_the_day_of_a_change_has_its_place_in_the_date(newsroom: Newsroom) -> None:
    newsroom.article(updated="2026-03-05")
    (problem,) = [each for each in check(newsroom) if each["severity"] == "error"]
    assert problem["hint"].endswith("date: {created: 2026-05-09, updated: 2026-05-10}")


def test_a_key_of_a_chart_is_understood(newsroom: Newsroom) -> None:
    newsroom.article(text="Ein Absatz.\n\n```chart\ntitle: A\nkind: Balken\nquelle: B\n\nx;y\na;1\n```\n")
    hints = [each["hint"] for each in check(newsroom) if each["severity"] == "error"]
    assert hints == ["Meinten Sie „bar“?", "Meinten Sie „source“?"]


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("Ein [Wort]() hier.", "link-empty", "https://…"),
        ("Ein [Wort](https:/www.example.org/) hier.", "link-incomplete", "https://"),
        ("Ein [Wort](http://localhost:8000/posts/2026/03/05/zwei/) hier.", "link-preview", "../../05/06/artikel.md"),
        ("Ein [Wort](http://127.0.0.1:8000) hier.", "link-preview", "../../05/06/artikel.md"),
        ("Ein [Wort](alt.md) hier.", "link-leads-nowhere", "Meinten Sie „../05/zwei.md“?"),
        ("Ein [Wort](../05/zwo.md) hier.", "link-leads-nowhere", "Meinten Sie „../05/zwei.md“?"),
        ("Ein [Wort](schiff.md) hier.", "link-leads-nowhere", "../../05/06/artikel.md"),
        ("Ein [Wort](info@example.org) hier.", "link-leads-nowhere", "Meinten Sie „mailto:info@example.org“?"),
        ("Ein [Wort](example.org/plan) hier.", "link-leads-nowhere", "Meinten Sie „https://example.org/plan“?"),
        ("Bei www.example.org. Punkt.", "link-bare", "(https://www.example.org)"),
        ("a[^1]\n[^1]: A\n\n[^1]: B", "text-lost", "eine andere Zahl"),
        (r"![Ein Schiff](C:\\Bilder\\schiff.jpg)", "picture-foreign", "neben den Artikel legen"),
        ("![Ein Schiff](data:image/png;base64,AAAA)", "picture-foreign", "Als Datei speichern"),
    ],
)
def test_links_and_pictures_that_are_none_say_what_to_write(
    newsroom: Newsroom, text: str, code: str, hint: str
) -> None:
    newsroom.article(text=f"{text}\n")
    newsroom.article("2026/03/05/zwei.md", title="Zwei", aliases=["/posts/2026/03/04/alt/"])
    newsroom.write("posts/2026/03/04/schiff.webp", b"")
    found = {each["code"]: each for each in check(newsroom)}
    assert hint in found[code]["hint"]
    assert found[code]["line"] in {7, 8, 9}


def test_a_row_with_too_many_cells_is_told_as_that(newsroom: Newsroom) -> None:
    newsroom.article(text="Text.\n\n| a | b |\n|---|---|\n| 1 | 2 | drei |\n")
    (problem,) = [each for each in check(newsroom) if each["severity"] == "error"]
    assert (problem["code"], problem["line"]) == ("text-lost", 11)
    assert "mehr Felder" in problem["message"]


def test_quotations_and_soft_hyphens_are_read_as_they_are_shown(newsroom: Newsroom) -> None:
    text = '> "Wir warten seit Stunden."\n\n[Ein Gespräch](https://example.org/), ein Ge\u00adspräch.\n'
    newsroom.article(text=text)
    assert {each["code"] for each in check(newsroom)} <= {"sources-few"}


def test_a_further_link_offers_what_is_near(newsroom: Newsroom) -> None:
    newsroom.article(links=["../05/zwo.md"])
    newsroom.article("2026/03/05/zwei.md", title="Zwei")
    (problem,) = [each for each in check(newsroom) if each["severity"] == "error"]
    assert (problem["code"], problem["hint"]) == ("link-leads-nowhere", "Meinten Sie „../05/zwei.md“?")


@pytest.mark.parametrize(
    "written", ["[bo-muster und ada-beispiel]", "[bo-muster; ada-beispiel]", '["bo-muster, ada-beispiel"]']
)
def test_of_several_authors_in_one_none_is_lost(newsroom: Newsroom, written: str) -> None:
    path = newsroom.article()
    path.write_text(path.read_text("utf-8").replace("[ada-beispiel]", written), "utf-8")
    (problem,) = [each for each in check(newsroom) if each["severity"] == "error"]
    assert problem["hint"] == "Meinten Sie „bo-muster, ada-beispiel“?"


@pytest.mark.parametrize("makefile", [True, False])
def test_the_next_command_is_one_that_is_there(newsroom: Newsroom, *, makefile: bool) -> None:
    if makefile:
        (newsroom.root / "Makefile").write_text("serve:\n\tmkdocs serve\n")
    run = CliRunner().invoke(
        main, ["new", "Ein Titel", "--section", "kultur", "--author", "ada-beispiel", "-f", str(newsroom.config_file())]
    )
    assert run.exit_code == 0, run.output
    assert f"„{'make' if makefile else 'mkdocs'} serve“" in run.stderr
