"""Addresses that readers know are not lost unnoticed: the reported problems, and the front matter that repairs them."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from magazine.commands.main import main

from tests.newsroom import Newsroom

DAY = "2026/03/04"
EINS, ZWEI = f"posts/{DAY}/eins/", f"posts/{DAY}/zwei/"
ALT = "frueher/eins/"
TEXTS = {
    "eins": "".join(f"Brücke {number} steht über einem Fluss.\n\n" for number in range(40)),
    "zwei": "".join(f"Theater {number} spielt heute Abend.\n\n" for number in range(40)),
}


def write(newsroom: Newsroom, name: str, where: str = "", **front_matter: Any) -> Path:
    """Write one of the two articles, in its file or elsewhere."""
    given = {"title": f"Über {name}", "aliases": [f"/{ALT}"] if name == "eins" else None, **front_matter}
    return newsroom.article(where or f"{DAY}/{name}.md", TEXTS[name], **given)


def file(newsroom: Newsroom, name: str) -> Path:
    return newsroom.docs / "posts" / DAY / f"{name}.md"


@pytest.fixture(scope="module")
def first_proposal(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Two published articles, a draft and one under embargo, in a repository; and the site that readers have."""
    newsroom = Newsroom(tmp_path_factory.mktemp("first"))
    write(newsroom, "eins")
    write(newsroom, "zwei")
    newsroom.article(f"{DAY}/entwurf.md", "Ein Anfang.\n", title="Entwurf", draft=True)
    newsroom.article(f"{DAY}/spaeter.md", "Bald ist es so weit.\n", title="Später", embargo="2999-01-01 06:00")
    newsroom.config_file()
    (newsroom.root / ".gitignore").write_text(".cache/\nsite/\naddresses.json\n")
    newsroom.git("init", "--quiet", "--initial-branch", "main")
    newsroom.commit()
    newsroom.build(strict=True)
    (newsroom.site / "addresses.json").rename(newsroom.root / "addresses.json")
    newsroom.git("checkout", "--quiet", "-b", "vorschlag")
    return newsroom


@pytest.fixture
def proposal(newsroom: Newsroom, first_proposal: Newsroom) -> Newsroom:
    """A copy of it, to change."""
    shutil.copytree(first_proposal.root, newsroom.root, dirs_exist_ok=True)
    newsroom.config_file()
    return newsroom


def check(newsroom: Newsroom, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "-f", str(newsroom.config_file()), *arguments], catch_exceptions=False)


def reported(newsroom: Newsroom, *arguments: str) -> list[dict[str, Any]]:
    run = check(newsroom, "--format", "json", *arguments)
    assert run.exit_code in {0, 1}, run.output
    found: list[dict[str, Any]] = json.loads(run.stdout)
    return [each for each in found if each["code"].startswith("address-lost")]


def published(newsroom: Newsroom) -> tuple[str, str]:
    return "--published", str(newsroom.root / "addresses.json")


def renamed(proposal: Newsroom) -> None:
    file(proposal, "eins").rename(file(proposal, "neuer-name"))


def renamed_and_committed(proposal: Newsroom) -> None:
    renamed(proposal)
    proposal.commit()


def renamed_twice(proposal: Newsroom) -> None:
    renamed_and_committed(proposal)
    file(proposal, "neuer-name").rename(file(proposal, "noch-neuer"))
    proposal.commit()


def renamed_with_another_text(proposal: Newsroom) -> None:
    file(proposal, "eins").unlink()
    proposal.article(f"{DAY}/neuer-name.md", "Ganz neu geschrieben.\n", title="Über eins", aliases=[f"/{ALT}"])


def renamed_with_another_headline(proposal: Newsroom) -> None:
    file(proposal, "eins").unlink()
    write(proposal, "eins", f"{DAY}/neuer-name.md", title="Ganz anders")


def moved_to_another_day(proposal: Newsroom) -> None:
    file(proposal, "eins").unlink()
    write(proposal, "eins", "2026/03/05/eins.md")


def slug_changed(proposal: Newsroom) -> None:
    write(proposal, "eins", slug="neuer-name")


def date_changed(proposal: Newsroom) -> None:
    file(proposal, "eins").rename(proposal.docs / "posts/frei.md")
    write(proposal, "eins", "frei.md", date="2026-03-05", slug="eins")


def headline_changed(proposal: Newsroom) -> None:
    write(proposal, "eins", title="Eine ganz andere Überschrift")


def another_folder(proposal: Newsroom) -> None:
    file(proposal, "eins").unlink()
    write(proposal, "eins", "alle/eins.md", date="2026-03-04")


def made_a_draft(proposal: Newsroom) -> None:
    write(proposal, "eins", draft=True)


def put_under_embargo(proposal: Newsroom) -> None:
    write(proposal, "eins", embargo="2999-01-01 06:00")


def embargo_that_has_ended(proposal: Newsroom) -> None:
    write(proposal, "eins", embargo="2026-03-04 06:00")


def deleted(proposal: Newsroom) -> None:
    file(proposal, "eins").unlink()


def deleted_where_another_is_new(proposal: Newsroom) -> None:
    deleted(proposal)
    proposal.article(f"{DAY}/drei.md", "Es geht um etwas anderes.\n", title="Drei")


def alias_dropped(proposal: Newsroom) -> None:
    write(proposal, "eins", aliases=["/noch/aelter/"])


def all_aliases_dropped(proposal: Newsroom) -> None:
    write(proposal, "eins", aliases=None)


def alias_went_to_another(proposal: Newsroom) -> None:
    write(proposal, "eins", aliases=None)
    write(proposal, "zwei", aliases=[f"/{ALT}"])


def alias_became_a_page(proposal: Newsroom) -> None:
    write(proposal, "eins", aliases=None)
    proposal.write(f"{ALT.strip('/')}.md", "---\ntitle: Früher\n---\nText\n")
    proposal.nav.append(f"{ALT.strip('/')}.md")


def swapped(proposal: Newsroom) -> None:
    write(proposal, "eins", slug="zwei")
    write(proposal, "zwei", slug="eins")


def address_went_to_another(proposal: Newsroom) -> None:
    write(proposal, "eins", slug="neuer-name")
    write(proposal, "zwei", slug="eins")


def withdrawn(proposal: Newsroom) -> None:
    write(proposal, "eins", withdrawn={"date": "2026-03-06", "reason": "Es war falsch."})


def never_published(proposal: Newsroom) -> None:
    file(proposal, "entwurf").rename(file(proposal, "entwurf-zwei"))
    file(proposal, "spaeter").unlink()


def broken(proposal: Newsroom) -> None:
    file(proposal, "eins").write_text("---\ntitle: Kaputt: ja\n---\n")


# What happens, in which file it is reported, which addresses are lost, and where they lead once it is repaired.
CASES: list[tuple[Callable[[Newsroom], None], str, list[str], str]] = [
    (renamed, f"{DAY}/neuer-name.md", [EINS], f"posts/{DAY}/neuer-name/"),
    (renamed_and_committed, f"{DAY}/neuer-name.md", [EINS], f"posts/{DAY}/neuer-name/"),
    (renamed_twice, f"{DAY}/noch-neuer.md", [EINS], f"posts/{DAY}/noch-neuer/"),
    (renamed_with_another_text, f"{DAY}/neuer-name.md", [EINS], f"posts/{DAY}/neuer-name/"),
    (renamed_with_another_headline, f"{DAY}/neuer-name.md", [EINS], f"posts/{DAY}/neuer-name/"),
    (moved_to_another_day, "2026/03/05/eins.md", [EINS], "posts/2026/03/05/eins/"),
    (slug_changed, f"{DAY}/eins.md", [EINS], f"posts/{DAY}/neuer-name/"),
    (date_changed, "frei.md", [EINS], "posts/2026/03/05/eins/"),
    (headline_changed, "", [], ""),
    (another_folder, "", [], ""),
    (made_a_draft, f"{DAY}/eins.md", [ALT, EINS], ""),
    (put_under_embargo, f"{DAY}/eins.md", [ALT, EINS], ""),
    (embargo_that_has_ended, "", [], ""),
    (deleted, f"{DAY}/eins.md", [ALT, EINS], ""),
    (deleted_where_another_is_new, f"{DAY}/eins.md", [ALT, EINS], ""),
    (alias_dropped, f"{DAY}/eins.md", [ALT], EINS),
    (all_aliases_dropped, f"{DAY}/eins.md", [ALT], EINS),
    (alias_went_to_another, "", [], ""),
    (alias_became_a_page, "", [], ""),
    (swapped, "", [], ""),
    (address_went_to_another, f"{DAY}/zwei.md", [ZWEI], f"posts/{DAY}/eins/"),
    (withdrawn, "", [], ""),
    (never_published, "", [], ""),
    (broken, "", [], ""),
]


@pytest.mark.parametrize(("change", "where", "lost", "leads"), CASES, ids=[case[0].__name__ for case in CASES])
def test_since_a_revision(
    proposal: Newsroom, change: Callable[[Newsroom], None], where: str, lost: list[str], leads: str
) -> None:
    change(proposal)
    assert reported(proposal) == []
    found = reported(proposal, "--since", "main")
    if not lost:
        assert found == []
        return
    (problem,) = found
    assert (problem["code"], problem["severity"], problem["file"]) == ("address-lost", "error", f"docs/posts/{where}")
    assert ", ".join(f"/{each}" for each in lost) in problem["message"]
    before = {path: path.read_bytes() for path in proposal.docs.rglob("*.md")}
    offered = "check --fix --since main " in check(proposal, "--since", "main").stderr
    assert offered == bool(leads), "only what it mends"
    run = check(proposal, "--since", "main", "--fix")
    after = {path: path.read_bytes() for path in proposal.docs.rglob("*.md")}
    if not leads:
        assert "withdrawn: {date: " in problem["hint"]
        assert f"posts/{where}" in problem["hint"]
        assert run.exit_code == 1
        assert after == before
        return
    line = problem["hint"].partition("aliases: ")[2]
    assert [f"/{each}" for each in lost] == line.strip("[]").split(", ")[-len(lost) :]
    changed = [path for path in after if before[path] != after[path]]
    assert changed == [proposal.docs / "posts" / where]
    assert "+aliases:" in run.stderr
    assert run.exit_code == 0, run.output
    again = check(proposal, "--since", "main", "--fix")
    assert again.stdout == ""
    assert {path: path.read_bytes() for path in proposal.docs.rglob("*.md")} == after
    proposal.build(strict=True)
    for address in lost:
        assert proposal.page(address).leads("main a") == [leads]
    assert reported(proposal, *published(proposal)) == []


LISTED = [case for case in CASES if not case[0].__name__.startswith("renamed") and case[0] != moved_to_another_day]


@pytest.mark.parametrize(("change", "where", "lost", "leads"), LISTED, ids=[case[0].__name__ for case in LISTED])
def test_since_publication(
    proposal: Newsroom, change: Callable[[Newsroom], None], where: str, lost: list[str], leads: str
) -> None:
    change(proposal)
    proposal.git("add", "--all")
    proposal.git("commit", "--quiet", "--allow-empty", "--message", "Stand")
    found = reported(proposal, *published(proposal))
    if not lost:
        assert found == []
        return
    (problem,) = found
    assert (problem["code"], problem["severity"]) == ("address-lost-published", "warning")
    assert problem["file"] == f"docs/posts/{where}"
    assert ", ".join(f"/{each}" for each in lost) in problem["message"]
    assert check(proposal, *published(proposal)).exit_code == 0, "publishing is not to be stopped by it"
    check(proposal, *published(proposal), "--fix")
    assert bool(reported(proposal, *published(proposal))) == (not leads)
    if leads:
        proposal.build(strict=True)
        for address in lost:
            assert proposal.page(address).leads("main a") == [leads]


@pytest.mark.parametrize("text", ["Hier geht es um den Hafen.\n", "Ein anderes Thema: die Schulen.\n"])
def test_what_git_takes_for_a_new_name_may_be_another_article(proposal: Newsroom, text: str) -> None:
    proposal.article(f"{DAY}/kurz.md", "Es war einmal ein Haus.\n", title="Kurz", tags=["Elbe", "Hafen", "Alster"])
    proposal.commit()
    proposal.git("branch", "--force", "main")
    proposal.build(strict=True)
    (proposal.site / "addresses.json").replace(proposal.root / "addresses.json")
    file(proposal, "kurz").unlink()
    proposal.article(f"{DAY}/auch-kurz.md", text, title="Auch kurz", tags=["Elbe", "Hafen", "Alster"])
    proposal.commit()
    git_told = subprocess.check_output(["git", "diff", "-M", "--name-status", "main"], cwd=proposal.root)
    assert git_told.startswith(b"R"), "they have nearly the same front matter"
    for arguments in (("--since", "main"), published(proposal)):
        (problem,) = reported(proposal, *arguments)
        assert problem["file"] == f"docs/posts/{DAY}/kurz.md"
        assert "aliases: " not in problem["hint"]
        check(proposal, *arguments, "--fix")
    assert "aliases" not in file(proposal, "auch-kurz").read_text()


@pytest.mark.parametrize("change", [renamed, renamed_twice, moved_to_another_day])
def test_the_list_and_git_together_know_where_a_file_went(
    proposal: Newsroom, change: Callable[[Newsroom], None]
) -> None:
    change(proposal)
    (problem,) = reported(proposal, *published(proposal))
    if change is not renamed_twice:
        assert problem["file"] == f"docs/posts/{DAY}/eins.md"
        assert "withdrawn: " in problem["hint"], "Git does not know it yet, so it may as well be another article"
        proposal.commit()
        (problem,) = reported(proposal, *published(proposal))
    assert f"aliases: [/{ALT}, /{EINS}]" in problem["hint"]
    run = check(proposal, *published(proposal), "--fix")
    assert f"+aliases: [/{ALT}, /{EINS}]" in run.stderr
    assert reported(proposal, *published(proposal)) == []
    assert reported(proposal, "--since", "main") == []


def test_a_name_that_comes_again_is_another_article(proposal: Newsroom) -> None:
    """What was renamed long ago, and published so, is not what was published under the old name later."""
    renamed_and_committed(proposal)
    write(proposal, "zwei", f"{DAY}/eins.md")
    file(proposal, "zwei").unlink()
    proposal.commit()
    proposal.build(strict=True)
    (proposal.site / "addresses.json").replace(proposal.root / "addresses.json")
    file(proposal, "eins").unlink()
    (problem,) = reported(proposal, *published(proposal))
    assert problem["file"] == f"docs/posts/{DAY}/eins.md"
    assert "aliases: " not in problem["hint"]


def test_both_comparisons_report_a_loss_once(proposal: Newsroom) -> None:
    slug_changed(proposal)
    codes = [each["code"] for each in reported(proposal, "--since", "main", *published(proposal))]
    assert codes == ["address-lost"]
    run = check(proposal, "--since", "main", *published(proposal), "--fix")
    assert run.exit_code == 0
    assert run.stderr.count(EINS) == 1


def test_the_list_has_every_address_of_what_is_published(proposal: Newsroom) -> None:
    listed = (proposal.root / "addresses.json").read_bytes()
    assert json.loads(listed) == {
        ALT: f"posts/{DAY}/eins.md",
        EINS: "",
        ZWEI: "",
        "autoren/ada-beispiel/": None,
        "ressort/kultur/": None,
    }, "a file's name that follows from the address is left out; other pages have none"
    assert list(json.loads(listed)) == sorted(json.loads(listed))
    headline_changed(proposal)
    proposal.article(f"{DAY}/spaeter.md", "Bald.\n", title="Noch später", embargo="2999-02-01 06:00")
    proposal.build(strict=True)
    assert (proposal.site / "addresses.json").read_bytes() == listed, "it changes only when addresses do"
    withdrawn(proposal)
    proposal.build(strict=True)
    assert (proposal.site / "addresses.json").read_bytes() == listed
    proposal.build(preview=True)
    assert not (proposal.site / "addresses.json").exists()


def in_all_files(proposal: Newsroom, old: str, new: str) -> None:
    for path in [*proposal.docs.rglob("*.md"), proposal.docs / "authors.yml"]:
        path.write_text(path.read_text().replace(old, new))


def author_renamed(proposal: Newsroom) -> str:
    in_all_files(proposal, "ada-beispiel", "ada-anders")
    return "autoren/ada-beispiel/ autoren/ada-anders/"


def section_renamed(proposal: Newsroom) -> str:
    in_all_files(proposal, "- kultur", "- kunst")
    in_all_files(proposal, "[kultur]", "[kunst]")
    proposal.magazine["sections"] = {"kunst": {"title": "Kunst"}}
    return "ressort/kultur/ ressort/kunst/"


def standing_page_renamed(proposal: Newsroom) -> str:
    proposal.write("ueber-uns.md", "---\ntitle: Über uns\n---\n\nWir sind es.\n")
    proposal.nav.append("ueber-uns.md")
    proposal.build(strict=True)
    (proposal.site / "addresses.json").replace(proposal.root / "addresses.json")
    (proposal.docs / "ueber-uns.md").rename(proposal.docs / "wer-wir-sind.md")
    proposal.nav[-1] = "wer-wir-sind.md"
    return "ueber-uns/ wer-wir-sind/"


@pytest.mark.parametrize("change", [author_renamed, section_renamed, standing_page_renamed])
def test_pages_that_are_no_articles_are_not_lost_unnoticed(
    proposal: Newsroom, change: Callable[[Newsroom], str]
) -> None:
    old, new = change(proposal).split()
    run = check(proposal, *published(proposal))
    assert run.exit_code == 0, "publishing is not to be stopped by it"
    (line,) = [each for each in run.stdout.splitlines() if "page-lost" in each]
    assert line.startswith("docs/redirects.yml: ~ ")
    assert f"/{old}" in line
    hint = run.stdout.splitlines()[run.stdout.splitlines().index(line) + 1]
    proposal.write("redirects.yml", f"/{old}: /{new}\n")
    if change is not standing_page_renamed:
        assert hint.endswith(f": /{old}: /{new}"), "the line can be copied"
    assert "page-lost" not in check(proposal, *published(proposal)).stdout
    proposal.build(strict=True)
    assert proposal.page(old).leads("main a") == [new]


@pytest.mark.parametrize("content", [None, "", "<!doctype html><title>404</title>", "[1]", '{"a/": 1}', b"\xff\xfe"])
def test_without_a_list_it_says_so_and_goes_on(proposal: Newsroom, content: str | bytes | None) -> None:
    path = proposal.root / "keine.json"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    for form in ("text", "github"):
        run = check(proposal, "--published", str(path), "--format", form)
        assert run.exit_code == 0
        assert run.stdout == ""
        assert "Ohne Vergleich mit der veröffentlichten Website" in run.stderr
        assert f"Datei {path} {'gibt es nicht' if content is None else ''}" in run.stderr


def test_only_some_files_are_repaired(proposal: Newsroom) -> None:
    slug_changed(proposal)
    write(proposal, "zwei", slug="auch-neu")
    before = file(proposal, "zwei").read_bytes()
    run = check(proposal, "--since", "main", "--fix", str(file(proposal, "eins")))
    assert run.exit_code == 0, run.output
    assert file(proposal, "zwei").read_bytes() == before
    assert [Path(each["file"]).name for each in reported(proposal, "--since", "main")] == ["zwei.md"]


def test_an_address_that_a_draft_waits_for_is_not_written(proposal: Newsroom) -> None:
    slug_changed(proposal)
    proposal.article(f"{DAY}/drei.md", "Etwas anderes.\n", title="Drei", slug="eins", draft=True)
    (problem,) = reported(proposal, "--since", "main")
    assert problem["file"] == f"docs/posts/{DAY}/eins.md"
    before = file(proposal, "eins").read_bytes()
    assert check(proposal, "--since", "main", "--fix").exit_code == 1
    assert file(proposal, "eins").read_bytes() == before


def test_an_editor_may_have_a_reason(proposal: Newsroom) -> None:
    """Who was named in an address may have a right not to be found under it."""
    path = write(proposal, "eins", slug="neuer-name")
    assert len(reported(proposal, "--since", "main")) == 1
    text = path.read_text()
    (line,) = [each for each in text.splitlines() if each.startswith("aliases:")]
    path.write_text(text.replace(line, f"{line} # allow address-lost: Der Name einer Person stand darin"))
    assert check(proposal, "--since", "main").exit_code == 0
    assert check(proposal).stdout == "", "the permit is not called unused where nothing is compared"
    deleted(proposal)
    proposal.magazine["rules_off"] = {"address-lost": "Für eine Woche, siehe das Urteil."}
    assert check(proposal, "--since", "main").exit_code == 0


def test_pictures_of_a_deleted_article_are_reported(proposal: Newsroom) -> None:
    for name in ("eins", "entwurf"):
        proposal.write(f"posts/{DAY}/{name}.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>")
    image = {"alt": "A", "credit": "C"}
    write(proposal, "eins", image={"src": "eins.svg", **image})
    proposal.article(
        f"{DAY}/entwurf.md", "Ein Anfang.\n", title="Entwurf", draft=True, image={"src": "entwurf.svg", **image}
    )
    proposal.commit()
    proposal.git("branch", "--force", "main")
    file(proposal, "entwurf").unlink()
    for arguments in ((), ("--since", "main")):
        (problem,) = json.loads(check(proposal, "--format", "json", *arguments).stdout)
        assert (problem["code"], problem["file"]) == ("picture-unused", f"docs/posts/{DAY}/entwurf.svg")
    summary = CliRunner().invoke(main, ["changes", "-f", str(proposal.config_file()), "--since", "main"]).stdout
    assert "Alles in Ordnung" not in summary
    assert "1 Hinweis" in summary
    assert "entwurf.svg" in summary
    deleted(proposal)
    found = json.loads(check(proposal, "--format", "json", "--since", "main").stdout)
    assert {(each["code"], Path(each["file"]).name) for each in found} == {
        ("address-lost", "eins.md"),
        ("picture-unused", "eins.svg"),
        ("picture-unused", "entwurf.svg"),
    }
    summary = CliRunner().invoke(main, ["changes", "-f", str(proposal.config_file()), "--since", "main"]).stdout
    assert "Noch nicht so weit: 1 Fehler, 2 Hinweise" in summary
