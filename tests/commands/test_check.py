"""`magazine check`: the same rules as the build, in four formats; suppressions; repairs; what changed since."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from magazine.checks.autofix import autofix
from magazine.commands.main import main
from magazine.commands.rules import page
from magazine.locales import load

from tests.newsroom import REPOSITORY, STANDFIRST, Newsroom
from tests.photos import developed, photo
from tests.sample import write_sample

PICTURE = {"src": "a.svg", "alt": "Ein Steg am Wasser", "credit": "Zeichnung: Bo", "caption": "Ein Steg."}
DOUBLE = "Zwei  Leerzeichen stehen hier.\n"


def check(newsroom: Newsroom, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "-f", str(newsroom.config_file()), *arguments])


def found(newsroom: Newsroom, *arguments: str) -> list[dict[str, Any]]:
    run = check(newsroom, "--format", "json", *arguments)
    assert run.exit_code in {0, 1}, run.output
    problems: list[dict[str, Any]] = json.loads(run.stdout)
    return problems


def codes(newsroom: Newsroom, *arguments: str) -> list[str]:
    return [each["code"] for each in found(newsroom, *arguments)]


def test_nothing_wrong(newsroom: Newsroom) -> None:
    newsroom.article()
    run = check(newsroom)
    assert (run.exit_code, run.stdout) == (0, "")
    assert "Nichts zu beanstanden" in run.stderr
    assert not newsroom.site.exists()


def test_errors_are_reported_in_full_and_the_old_site_stays(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.build()
    newsroom.article("2026/03/05/zwei.md", authors=["ada-beispil"], text="")
    run = check(newsroom)
    assert run.exit_code == 1
    assert "docs/posts/2026/03/05/zwei.md:4:11: Der Autor „ada-beispil“ steht nicht in authors.yml." in run.stdout
    assert "Meinten Sie „ada-beispiel“?" in run.stdout
    assert "(text-missing)" in run.stdout
    assert "2 Fehler, 0 Hinweise." in run.stderr
    assert newsroom.has("posts/2026/03/04/eins")


def test_warnings_stop_nothing_unless_asked(newsroom: Newsroom) -> None:
    newsroom.article(text=DOUBLE)
    run = check(newsroom)
    assert run.exit_code == 0
    assert "eins.md:7:5: ~ Hier stehen zwei Leerzeichen" in run.stdout
    assert check(newsroom, "--strict").exit_code == 1
    newsroom.build(strict=True)


def test_only_some_files(newsroom: Newsroom) -> None:
    one = newsroom.article(text=DOUBLE)
    newsroom.article("2026/03/05/zwei.md", title="Zwei", text=DOUBLE)
    assert len(found(newsroom)) == 2
    assert [each["file"] for each in found(newsroom, str(one))] == ["docs/posts/2026/03/04/eins.md"]
    assert len(found(newsroom, str(newsroom.docs / "posts/2026"))) == 2
    assert check(newsroom, "gibt/es/nicht.md").exit_code == 2


def test_wrong_use_is_reported_in_a_sentence(newsroom: Newsroom) -> None:
    newsroom.magazine["rules_off"] = {"speling": "Wir schreiben anders."}
    run = check(newsroom)
    assert run.exit_code == 2
    assert "ist „spelling“ gemeint?" in run.output
    assert "Traceback" not in run.output
    for wrong in ({"html-tag": "Wir wollen das."}, {"spelling": " "}, ["spelling"]):
        newsroom.magazine["rules_off"] = wrong
        assert check(newsroom).exit_code == 2, wrong


def test_annotations_on_github(newsroom: Newsroom) -> None:
    newsroom.article(title="Kommentar: 100 % dafür", text="Text.\n")
    run = check(newsroom, "--format", "github")
    (line,) = run.stdout.splitlines()
    place = "file=docs/posts/2026/03/04/eins.md,line=2,col=1,title=opinion-unlabelled"
    assert line.startswith(f"::error {place}::„Kommentar: 100 %25 dafür“ kündigt eine Meinung an")


def test_sarif(newsroom: Newsroom) -> None:
    newsroom.article(text=DOUBLE)
    log = json.loads(check(newsroom, "--format", "sarif").stdout)
    (result,) = log["runs"][0]["results"]
    assert (log["version"], result["ruleId"], result["level"]) == ("2.1.0", "spaces-double", "warning")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "docs/posts/2026/03/04/eins.md"
    assert place["region"] == {"startLine": 7, "startColumn": 5}


def test_links_of_standing_pages_are_reported_too(newsroom: Newsroom) -> None:
    newsroom.write("ueber-uns.md", "---\ntitle: Über uns\n---\n\n[nirgends](nirgends.md)\n")
    newsroom.nav.append("ueber-uns.md")
    (problem,) = found(newsroom)
    assert (problem["code"], problem["file"]) == ("site-warning", "docs/ueber-uns.md")
    assert "nirgends.md" in problem["message"]


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- allow spaces-double: Absicht -->\n{DOUBLE}",
        f"Davor.\n\n<!-- allow spaces-double: Absicht -->\n\n{DOUBLE}",
        "Zwei  Leerzeichen stehen hier. <!-- allow spaces-double: Absicht -->\n",
    ],
)
def test_a_rule_is_allowed_for_one_line(newsroom: Newsroom, text: str) -> None:
    newsroom.article(text=text)
    assert codes(newsroom) == []
    newsroom.article(text=f"{text}\nNoch  einmal.\n")
    assert codes(newsroom) == ["spaces-double"]
    newsroom.build()
    assert "allow" not in newsroom.page("posts/2026/03/04/eins/").text("article")


def test_a_rule_is_allowed_in_front_matter(newsroom: Newsroom) -> None:
    path = newsroom.article(title="Kommentar: Ja")
    path.write_text(
        path.read_text()
        .replace("description:", "# x\ndescription:")
        .replace("title: 'Kommentar: Ja'", "title: 'Kommentar: Ja' # allow opinion-unlabelled: Name einer Sendung")
    )
    assert codes(newsroom) == []
    newsroom.build(strict=True)


def test_a_rule_is_turned_off_for_the_magazine(newsroom: Newsroom) -> None:
    newsroom.article(text=DOUBLE)
    newsroom.magazine["rules_off"] |= {"spaces-double": "Wir setzen wie Gutenberg."}
    assert codes(newsroom) == []


@pytest.mark.parametrize(
    ("named", "count"),
    [
        ({}, 0),
        ({"sources": [{"title": "Das Amt"}]}, 1),
        ({"sources": [{"title": "Das Amt"}, {"title": "Der Verein", "url": "https://example.org/"}]}, 2),
        ({"text": "Wie [das Amt](https://example.org/a) und [der Verein](https://example.org/b) sagen.\n"}, 2),
        ({"text": "Das [sagt](https://example.org/a) [dasselbe](https://example.org/a) [wie gestern](eins.md).\n"}, 1),
        ({"sources": [{"title": "A", "url": "https://example.org/"}], "text": "[Das Amt](https://example.org/).\n"}, 1),
    ],
)
def test_facts_have_two_sources(newsroom: Newsroom, named: dict[str, Any], count: int) -> None:
    newsroom.magazine["rules_off"] = {}
    for kind in ("news", "analysis", "report", "opinion", "interview", "review"):
        newsroom.article(f"2026/03/04/{kind}.md", title=kind, kind=kind, **{"text": "Text.\n", **named})
    newsroom.article("2026/03/04/eins.md", title="Entwurf", draft=True)
    problems = [each for each in found(newsroom) if each["code"] == "sources-few"]
    reported = {each["file"].rpartition("/")[2] for each in problems}
    assert reported == ({"news.md", "analysis.md", "report.md"} if count < 2 else set())
    assert all(f"{count} statt mindestens 2" in each["message"] for each in problems)
    assert check(newsroom).exit_code == 0, "it stops no publication"


def test_spelling(newsroom: Newsroom) -> None:
    newsroom.article(text="Die Pepermölenbek fließt. Ein Abschniit, ein `Coode`, [ein Lnik](https://exaample.org/).\n")
    reported = {each["message"].split("“")[0]: each["hint"] for each in found(newsroom)}
    if not reported:
        pytest.skip("no dictionary on this machine")
    assert set(reported) == {"„Pepermölenbek", "„Abschniit", "„Lnik"}
    assert "Meinten Sie „Abschnitt“?" in reported["„Abschniit"]
    newsroom.write("words.txt", "# Orte\nPepermölenbek\nLnik # ein Wort\n")
    assert [each["message"].split("“")[0] for each in found(newsroom)] == ["„Abschniit"]
    newsroom.build()
    assert not (newsroom.site / "words.txt").exists()


def test_without_a_dictionary_it_says_so_and_goes_on(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("magazine.checks.spelling.find_spec", lambda name: None)
    newsroom.article(text="Ein Abschniit.\n")
    run = check(newsroom)
    assert run.exit_code == 0
    assert run.stderr.count("Ohne Rechtschreibprüfung") == 1


def test_only_what_a_repair_would_change_is_called_repairable(newsroom: Newsroom) -> None:
    newsroom.article("2026/03/04/eins.md", text=DOUBLE)
    newsroom.article("2026/03/04/zwei.md", corrections="Es waren vier.")
    posts = str(newsroom.docs / "posts")
    run = check(newsroom, posts)
    assert "value-not-a-list" in run.stdout
    assert run.stderr.count("behebt von selbst") == 1
    command = f"check --fix -f {newsroom.config_file()} {posts}"
    assert re.search(rf"Eines davon behebt von selbst: \S*magazine {re.escape(command)}\n", run.stderr)
    check(newsroom, "--fix", posts)
    assert "behebt von selbst" not in check(newsroom, posts).stderr


def test_what_is_repaired(newsroom: Newsroom) -> None:
    path = newsroom.article()
    clean = path.read_text()
    path.write_bytes(b"\xef\xbb\xbf" + clean.replace("Der erste", "Der  erste").replace("\n", "\r\n").encode())
    run = check(newsroom, "--fix")
    assert run.exit_code == 0, run.output
    assert path.read_text() == clean
    assert "-Der  erste Absatz" in run.stderr
    assert "+Der erste Absatz" in run.stderr
    assert codes(newsroom, "--fix") == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ndate: 9.5.2026\n---\nText\n", "---\ndate: 2026-05-09\n---\nText\n"),
        ("---\ndate: {created: 9.5.2026, updated: 10. 5. 2026}\n---\nA\n", None),
        ("---\nauthors:\n\t- ada\n---\nText\n", "---\nauthors:\n  - ada\n---\nText\n"),
        ("---\na: b\n---\n“Stil” und »Form«\n", "---\na: b\n---\n„Stil“ und „Form“\n"),
        ("---\na: b\n---\nEine Zeile  \nmit Umbruch \n", "---\na: b\n---\nEine Zeile  \nmit Umbruch\n"),
        ("---\na: b\n---\n```\nif  x: \n```\n\n`a  b`\n", "---\na: b\n---\n```\nif  x: \n```\n\n`a  b`\n"),
        ("---\na: b\n---\n-   Punkt\n| a  | b |\n|----|---|\n", "---\na: b\n---\n-   Punkt\n| a  | b |\n|----|---|\n"),
    ],
)
def test_a_repair_has_one_solution(before: str, after: str | None) -> None:
    if after is not None:
        assert autofix(before, "de") == after
    assert autofix(autofix(before, "de"), "de") == autofix(before, "de")


def test_a_text_with_nothing_to_repair_is_not_changed(newsroom: Newsroom) -> None:
    articles = [*write_sample(newsroom).docs.rglob("posts/**/*.md")]
    assert len(articles) > 8
    for path in articles:
        text = path.read_text(encoding="utf-8")
        assert autofix(text, "de") == text, path


def test_changes_of_published_articles_are_reported(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.article("2026/03/05/zwei.md", title="Zwei")
    newsroom.git("init", "-b", "main")
    newsroom.git("add", "--", ".", ":!.cache")
    newsroom.git("commit", "-m", "eins")
    assert codes(newsroom, "--since", "main") == []
    newsroom.article("2026/03/04/alt.md", title="Alt", text="Hier  klemmt es.\n", draft=True)
    newsroom.git("add", "--", ".", ":!.cache")
    newsroom.git("commit", "-m", "zwei")
    newsroom.article("2026/03/05/neu.md", title="Neu", text="Hier  auch.\n")
    names = [each["file"].rpartition("/")[2] for each in found(newsroom, "--since", "main")]
    assert names == ["neu.md", "alt.md"], "GitHub shows ten at their lines: those of the proposal come first"
    for name in ("04/alt.md", "05/neu.md"):
        (newsroom.docs / "posts/2026/03" / name).unlink()
    newsroom.article(text="Ein ganz anderer Text.\n")
    newsroom.article("2026/03/05/zwei.md", title="Zwei", tags=["neu"])
    assert codes(newsroom) == []
    (problem,) = found(newsroom, "--since", "main")
    assert (problem["code"], problem["file"]) == ("change-unmarked", "docs/posts/2026/03/04/eins.md")
    newsroom.article(text="Ein ganz anderer Text.\n", corrections=[{"date": "2026-03-06", "text": "Es war anders."}])
    assert codes(newsroom, "--since", "main") == []
    newsroom.article(text="", withdrawn={"date": "2026-03-06", "reason": "Es war falsch."})
    assert codes(newsroom, "--since", "main") == []
    newsroom.article(text="<!-- allow change-unmarked: Nur ein Tippfehler -->\nEin ganz anderer Text.\n")
    assert codes(newsroom, "--since", "main") == ["change-unmarked"], "it is reported where the date would stand"
    newsroom.magazine["rules_off"] |= {"change-unmarked": "Wir sagen es im Text selbst."}
    assert codes(newsroom, "--since", "main") == []
    assert check(newsroom, "--since", "gibt-es-nicht").exit_code == 2


def test_the_page_of_all_rules_is_up_to_date() -> None:
    written = Path(REPOSITORY / "documentation/regeln.md").read_text(encoding="utf-8")
    assert written == page(load("de")), "magazine rules > documentation/regeln.md"


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Anders"},
        {"description": f"{STANDFIRST} Neu."},
        {"image": {**PICTURE, "caption": "Ein anderer Steg."}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_nothing_printed_is_changed_in_silence(newsroom: Newsroom, change: dict[str, Any]) -> None:
    newsroom.write("posts/2026/03/04/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    newsroom.article(image=PICTURE)
    newsroom.git("init", "-b", "main")
    newsroom.git("add", "--", ".", ":!.cache")
    newsroom.git("commit", "-m", "eins")
    assert codes(newsroom, "--since", "main") == []
    newsroom.article(**{"image": PICTURE, **change})
    assert codes(newsroom, "--since", "main") == ["change-unmarked"]
    newsroom.article(**{"image": PICTURE, **change}, corrections=[{"date": "2026-03-06", "text": "Es war anders."}])
    assert codes(newsroom, "--since", "main") == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("corrections: Es waren vier.", "value-not-a-list"),
        ("corrections: {date: 2026-03-05, text: Vier}", "value-not-a-list"),
        ("corrections: [Es waren vier.]", "value-not-a-group"),
        ("withdrawn: true", "value-not-a-group"),
        ("image: a.svg", "value-not-a-group"),
    ],
)
def test_a_hint_shows_what_can_be_written(newsroom: Newsroom, written: str, code: str) -> None:
    """As it stands there, it is read."""
    newsroom.write("posts/2026/03/04/bild.jpg", developed(photo(90, 60)))
    path = newsroom.article()
    clean = path.read_text()
    path.write_text(clean.replace("---\n", f"---\n{written}\n", 1))
    (problem,) = [each for each in found(newsroom) if each["code"] == code]
    path.write_text(clean.replace("---\n", f"---\n{problem['hint'].removeprefix('So schreiben: ')}\n", 1))
    assert [each for each in found(newsroom) if each["severity"] == "error"] == []


@pytest.mark.parametrize(
    ("written", "parent", "key"),
    [
        ("image: {src: a.svg, alt: A}", "image", "credit"),
        ("image: {src: a.svg, credit: C}", "image", "alt"),
        ("corrections: [{date: 2026-03-05}]", "corrections", "text"),
        ("withdrawn: {date: 2026-03-05}", "withdrawn", "reason"),
    ],
)
def test_a_missing_value_is_added_where_it_belongs(newsroom: Newsroom, written: str, parent: str, key: str) -> None:
    newsroom.write("posts/2026/03/04/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    path = newsroom.article()
    path.write_text(path.read_text().replace("---\n", f"---\n{written}\n", 1))
    (problem,) = [each for each in found(newsroom) if each["code"] == "key-missing"]
    assert problem["message"] == f"In „{parent}“ fehlt die Angabe „{key}“."
    assert "In den Klammern" in problem["hint"]


def test_an_address_without_its_beginning_is_no_file(newsroom: Newsroom) -> None:
    newsroom.article(text="Siehe [dort](www.beispiel.example/alster).\n")
    (problem,) = found(newsroom)
    assert "https://www.beispiel.example/alster" in problem["hint"]
