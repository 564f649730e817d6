"""An address that readers know does not die unnoticed: what is told of a change, and what is written to mend it."""

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

pytestmark = pytest.mark.timeless
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
def first_desk(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Two published articles, a draft and one under embargo, in a repository; and the site that readers have."""
    newsroom = Newsroom(tmp_path_factory.mktemp("desk"))
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
def desk(newsroom: Newsroom, first_desk: Newsroom) -> Newsroom:
    """A copy of it, to change."""
    shutil.copytree(first_desk.root, newsroom.root, dirs_exist_ok=True)
    newsroom.config_file()
    return newsroom


def check(newsroom: Newsroom, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "-f", str(newsroom.config_file()), *arguments], catch_exceptions=False)


def told(newsroom: Newsroom, *arguments: str) -> list[dict[str, Any]]:
    run = check(newsroom, "--format", "json", *arguments)
    assert run.exit_code in {0, 1}, run.output
    found: list[dict[str, Any]] = json.loads(run.stdout)
    return [each for each in found if each["code"].startswith("address-lost")]


def published(newsroom: Newsroom) -> tuple[str, str]:
    return "--published", str(newsroom.root / "addresses.json")


def renamed(desk: Newsroom) -> None:
    file(desk, "eins").rename(file(desk, "neuer-name"))


def renamed_and_committed(desk: Newsroom) -> None:
    renamed(desk)
    desk.commit()


def renamed_twice(desk: Newsroom) -> None:
    renamed_and_committed(desk)
    file(desk, "neuer-name").rename(file(desk, "noch-neuer"))
    desk.commit()


def renamed_with_another_text(desk: Newsroom) -> None:
    file(desk, "eins").unlink()
    desk.article(f"{DAY}/neuer-name.md", "Ganz neu geschrieben.\n", title="Über eins", aliases=[f"/{ALT}"])


def renamed_with_another_headline(desk: Newsroom) -> None:
    file(desk, "eins").unlink()
    write(desk, "eins", f"{DAY}/neuer-name.md", title="Ganz anders")


def moved_to_another_day(desk: Newsroom) -> None:
    file(desk, "eins").unlink()
    write(desk, "eins", "2026/03/05/eins.md")


def slug_changed(desk: Newsroom) -> None:
    write(desk, "eins", slug="neuer-name")


def date_changed(desk: Newsroom) -> None:
    file(desk, "eins").rename(desk.docs / "posts/frei.md")
    write(desk, "eins", "frei.md", date="2026-03-05", slug="eins")


def headline_changed(desk: Newsroom) -> None:
    write(desk, "eins", title="Eine ganz andere Überschrift")


def another_folder(desk: Newsroom) -> None:
    file(desk, "eins").unlink()
    write(desk, "eins", "alle/eins.md", date="2026-03-04")


def made_a_draft(desk: Newsroom) -> None:
    write(desk, "eins", draft=True)


def put_under_embargo(desk: Newsroom) -> None:
    write(desk, "eins", embargo="2999-01-01 06:00")


def embargo_that_has_ended(desk: Newsroom) -> None:
    write(desk, "eins", embargo="2026-03-04 06:00")


def deleted(desk: Newsroom) -> None:
    file(desk, "eins").unlink()


def deleted_where_another_is_new(desk: Newsroom) -> None:
    deleted(desk)
    desk.article(f"{DAY}/drei.md", "Es geht um etwas anderes.\n", title="Drei")


def alias_dropped(desk: Newsroom) -> None:
    write(desk, "eins", aliases=["/noch/aelter/"])


def all_aliases_dropped(desk: Newsroom) -> None:
    write(desk, "eins", aliases=None)


def alias_went_to_another(desk: Newsroom) -> None:
    write(desk, "eins", aliases=None)
    write(desk, "zwei", aliases=[f"/{ALT}"])


def alias_became_a_page(desk: Newsroom) -> None:
    write(desk, "eins", aliases=None)
    desk.write(f"{ALT.strip('/')}.md", "---\ntitle: Früher\n---\nText\n")
    desk.nav.append(f"{ALT.strip('/')}.md")


def swapped(desk: Newsroom) -> None:
    write(desk, "eins", slug="zwei")
    write(desk, "zwei", slug="eins")


def address_went_to_another(desk: Newsroom) -> None:
    write(desk, "eins", slug="neuer-name")
    write(desk, "zwei", slug="eins")


def withdrawn(desk: Newsroom) -> None:
    write(desk, "eins", withdrawn={"date": "2026-03-06", "reason": "Es war falsch."})


def never_published(desk: Newsroom) -> None:
    file(desk, "entwurf").rename(file(desk, "entwurf-zwei"))
    file(desk, "spaeter").unlink()


def broken(desk: Newsroom) -> None:
    file(desk, "eins").write_text("---\ntitle: Kaputt: ja\n---\n")


# What happens, in which file it is told, which addresses are lost, and where they lead once it is mended.
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
    desk: Newsroom, change: Callable[[Newsroom], None], where: str, lost: list[str], leads: str
) -> None:
    change(desk)
    assert told(desk) == []
    found = told(desk, "--since", "main")
    if not lost:
        assert found == []
        return
    (problem,) = found
    assert (problem["code"], problem["severity"], problem["file"]) == ("address-lost", "error", f"docs/posts/{where}")
    assert ", ".join(f"/{each}" for each in lost) in problem["message"]
    before = {path: path.read_bytes() for path in desk.docs.rglob("*.md")}
    run = check(desk, "--since", "main", "--fix")
    after = {path: path.read_bytes() for path in desk.docs.rglob("*.md")}
    if not leads:
        assert "withdrawn: {date: " in problem["hint"]
        assert f"posts/{where}" in problem["hint"]
        assert run.exit_code == 1
        assert after == before
        return
    line = problem["hint"].partition("aliases: ")[2]
    assert [f"/{each}" for each in lost] == line.strip("[]").split(", ")[-len(lost) :]
    changed = [path for path in after if before[path] != after[path]]
    assert changed == [desk.docs / "posts" / where]
    assert "+aliases:" in run.stdout
    assert run.exit_code == 0, run.output
    again = check(desk, "--since", "main", "--fix")
    assert again.stdout == ""
    assert {path: path.read_bytes() for path in desk.docs.rglob("*.md")} == after
    desk.build(strict=True)
    for address in lost:
        assert desk.page(address).leads("main a") == [leads]
    assert told(desk, *published(desk)) == []


LISTED = [case for case in CASES if not case[0].__name__.startswith("renamed") and case[0] != moved_to_another_day]


@pytest.mark.parametrize(("change", "where", "lost", "leads"), LISTED, ids=[case[0].__name__ for case in LISTED])
def test_since_publication(
    desk: Newsroom, change: Callable[[Newsroom], None], where: str, lost: list[str], leads: str
) -> None:
    change(desk)
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--allow-empty", "--message", "Stand")
    found = told(desk, *published(desk))
    if not lost:
        assert found == []
        return
    (problem,) = found
    assert (problem["code"], problem["severity"]) == ("address-lost-published", "warning")
    assert problem["file"] == f"docs/posts/{where}"
    assert ", ".join(f"/{each}" for each in lost) in problem["message"]
    assert check(desk, *published(desk)).exit_code == 0, "publishing is not to be stopped by it"
    check(desk, *published(desk), "--fix")
    assert bool(told(desk, *published(desk))) == (not leads)
    if leads:
        desk.build(strict=True)
        for address in lost:
            assert desk.page(address).leads("main a") == [leads]


@pytest.mark.parametrize("text", ["Hier geht es um den Hafen.\n", "Ein anderes Thema: die Schulen.\n"])
def test_what_git_takes_for_a_new_name_may_be_another_article(desk: Newsroom, text: str) -> None:
    desk.article(f"{DAY}/kurz.md", "Es war einmal ein Haus.\n", title="Kurz", tags=["Elbe", "Hafen", "Alster"])
    desk.commit()
    desk.git("branch", "--force", "main")
    desk.build(strict=True)
    (desk.site / "addresses.json").replace(desk.root / "addresses.json")
    file(desk, "kurz").unlink()
    desk.article(f"{DAY}/auch-kurz.md", text, title="Auch kurz", tags=["Elbe", "Hafen", "Alster"])
    desk.commit()
    git_told = subprocess.check_output(["git", "diff", "-M", "--name-status", "main"], cwd=desk.root)
    assert git_told.startswith(b"R"), "they have nearly the same front matter"
    for arguments in (("--since", "main"), published(desk)):
        (problem,) = told(desk, *arguments)
        assert problem["file"] == f"docs/posts/{DAY}/kurz.md"
        assert "aliases: " not in problem["hint"]
        check(desk, *arguments, "--fix")
    assert "aliases" not in file(desk, "auch-kurz").read_text()


@pytest.mark.parametrize("change", [renamed, renamed_twice, moved_to_another_day])
def test_the_list_and_git_together_know_where_a_file_went(desk: Newsroom, change: Callable[[Newsroom], None]) -> None:
    change(desk)
    (problem,) = told(desk, *published(desk))
    if change is not renamed_twice:
        assert problem["file"] == f"docs/posts/{DAY}/eins.md"
        assert "withdrawn: " in problem["hint"], "Git does not know it yet, so it may as well be another article"
        desk.commit()
        (problem,) = told(desk, *published(desk))
    assert f"aliases: [/{ALT}, /{EINS}]" in problem["hint"]
    run = check(desk, *published(desk), "--fix")
    assert f"+aliases: [/{ALT}, /{EINS}]" in run.stdout
    assert told(desk, *published(desk)) == []
    assert told(desk, "--since", "main") == []


def test_a_name_that_comes_again_is_another_article(desk: Newsroom) -> None:
    """What was renamed long ago, and published so, is not what was published under the old name later."""
    renamed_and_committed(desk)
    write(desk, "zwei", f"{DAY}/eins.md")
    file(desk, "zwei").unlink()
    desk.commit()
    desk.build(strict=True)
    (desk.site / "addresses.json").replace(desk.root / "addresses.json")
    file(desk, "eins").unlink()
    (problem,) = told(desk, *published(desk))
    assert problem["file"] == f"docs/posts/{DAY}/eins.md"
    assert "aliases: " not in problem["hint"]


def test_both_comparisons_tell_a_loss_once(desk: Newsroom) -> None:
    slug_changed(desk)
    codes = [each["code"] for each in told(desk, "--since", "main", *published(desk))]
    assert codes == ["address-lost"]
    run = check(desk, "--since", "main", *published(desk), "--fix")
    assert run.exit_code == 0
    assert run.stdout.count(EINS) == 1


def test_the_list_has_every_address_of_what_is_published(desk: Newsroom) -> None:
    listed = (desk.root / "addresses.json").read_bytes()
    assert json.loads(listed) == {
        ALT: f"posts/{DAY}/eins.md",
        EINS: "",
        ZWEI: "",
    }, "a file's name that follows from the address is left out"
    assert list(json.loads(listed)) == sorted(json.loads(listed))
    headline_changed(desk)
    desk.article(f"{DAY}/spaeter.md", "Bald.\n", title="Noch später", embargo="2999-02-01 06:00")
    desk.build(strict=True)
    assert (desk.site / "addresses.json").read_bytes() == listed, "it changes only when addresses do"
    withdrawn(desk)
    desk.build(strict=True)
    assert (desk.site / "addresses.json").read_bytes() == listed
    desk.build(preview=True)
    assert not (desk.site / "addresses.json").exists()


@pytest.mark.parametrize("content", [None, "", "<!doctype html><title>404</title>", "[1]", '{"a/": 1}', b"\xff\xfe"])
def test_without_a_list_it_says_so_and_goes_on(desk: Newsroom, content: str | bytes | None) -> None:
    path = desk.root / "keine.json"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    for form in ("text", "github"):
        run = check(desk, "--published", str(path), "--format", form)
        assert run.exit_code == 0
        assert run.stdout == ""
        assert "Ohne Vergleich mit der veröffentlichten Website" in run.stderr
        assert f"Datei {path} {'gibt es nicht' if content is None else ''}" in run.stderr


def test_only_some_files_are_mended(desk: Newsroom) -> None:
    slug_changed(desk)
    write(desk, "zwei", slug="auch-neu")
    before = file(desk, "zwei").read_bytes()
    run = check(desk, "--since", "main", "--fix", str(file(desk, "eins")))
    assert run.exit_code == 0, run.output
    assert file(desk, "zwei").read_bytes() == before
    assert [Path(each["file"]).name for each in told(desk, "--since", "main")] == ["zwei.md"]


def test_an_address_that_a_draft_waits_for_is_not_written(desk: Newsroom) -> None:
    slug_changed(desk)
    desk.article(f"{DAY}/drei.md", "Etwas anderes.\n", title="Drei", slug="eins", draft=True)
    (problem,) = told(desk, "--since", "main")
    assert problem["file"] == f"docs/posts/{DAY}/eins.md"
    before = file(desk, "eins").read_bytes()
    assert check(desk, "--since", "main", "--fix").exit_code == 1
    assert file(desk, "eins").read_bytes() == before


def test_an_editor_may_have_a_reason(desk: Newsroom) -> None:
    """Who was named in an address may have a right not to be found under it."""
    path = write(desk, "eins", slug="neuer-name")
    assert len(told(desk, "--since", "main")) == 1
    text = path.read_text()
    (line,) = [each for each in text.splitlines() if each.startswith("aliases:")]
    path.write_text(text.replace(line, f"{line} # allow address-lost: Der Name einer Person stand darin"))
    assert check(desk, "--since", "main").exit_code == 0
    assert check(desk).stdout == "", "the permit is not called unused where nothing is compared"
    deleted(desk)
    desk.magazine["rules_off"] = {"address-lost": "Für eine Woche, siehe das Urteil."}
    assert check(desk, "--since", "main").exit_code == 0


def test_pictures_of_a_deleted_article_are_told(desk: Newsroom) -> None:
    for name in ("eins", "entwurf"):
        desk.write(f"posts/{DAY}/{name}.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>")
    image = {"alt": "A", "credit": "C"}
    write(desk, "eins", image={"src": "eins.svg", **image})
    desk.article(
        f"{DAY}/entwurf.md", "Ein Anfang.\n", title="Entwurf", draft=True, image={"src": "entwurf.svg", **image}
    )
    desk.commit()
    desk.git("branch", "--force", "main")
    file(desk, "entwurf").unlink()
    for arguments in ((), ("--since", "main")):
        (problem,) = json.loads(check(desk, "--format", "json", *arguments).stdout)
        assert (problem["code"], problem["file"]) == ("picture-unused", f"docs/posts/{DAY}/entwurf.svg")
    summary = CliRunner().invoke(main, ["changes", "-f", str(desk.config_file()), "--since", "main"]).stdout
    assert "Alles in Ordnung" not in summary
    assert "1 Hinweis" in summary
    assert "entwurf.svg" in summary
    deleted(desk)
    found = json.loads(check(desk, "--format", "json", "--since", "main").stdout)
    assert {(each["code"], Path(each["file"]).name) for each in found} == {
        ("address-lost", "eins.md"),
        ("picture-unused", "eins.svg"),
        ("picture-unused", "entwurf.svg"),
    }
    summary = CliRunner().invoke(main, ["changes", "-f", str(desk.config_file()), "--since", "main"]).stdout
    assert "Noch nicht so weit: 1 Fehler, 2 Hinweise" in summary
