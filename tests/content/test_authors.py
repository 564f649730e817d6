"""The file of authors: who is in it, what is wrong in it, and who is not there yet."""

import pytest
from magazine.content.author import Author, AuthorFields, author_ids, provisional_author, read_authors
from magazine.content.yaml_values import Values

FILE = "authors.yml"


def author(name: str, **more: str) -> Author:
    return Author("ada-b", AuthorFields.model_validate({"name": name, **more}), Values(FILE))


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Ada Beispiel", "AB"),
        ("Ada von der Brücke", "AB"),
        ("ada", "A"),
        ("Ada (2)", "A"),
        ("Änne Ölker", "ÄÖ"),
        ("2raum", "2"),
    ],
)
def test_initials(name: str, initials: str) -> None:
    assert author(name).initials == initials


def test_what_is_not_said_is_empty() -> None:
    ada = author("Ada")
    assert (ada.slug, ada.name, ada.role, ada.description, ada.bio) == ("ada-b", "Ada", "", "", "")
    assert (ada.topics, ada.since, ada.url, ada.email, ada.links) == ([], None, None, None, {})
    assert not ada.is_organization
    full = author("Ada", slug="x", role="R", description="D", bio="B", since="2020", organization="yes")
    assert (full.slug, full.role, full.description, full.bio, full.since) == ("x", "R", "D", "B", 2020)
    assert full.is_organization
    assert author("Ada", avatar="/x a.png").avatar == "x%20a.png"


@pytest.mark.parametrize(
    ("text", "ids", "found"),
    [
        ("authors:\n  ada: {name: Ada}\n", ["ada"], []),
        ("authors:\n  ada: {name: Ada}\n  bo: {role: R}\n", ["ada"], [("key-missing", 3, 3)]),
        ("authors:\n  ada: {name: Ada, rolle: R}\n", [], [("key-unknown", 2, 20)]),
        ("authors:\n  '…': {name: Ada}\n", ["…"], [("slug-not-plain", 2, 3)]),
        ("authors:\n  ada: {name: Ada, avatar: https://e.org/a.png}\n", ["ada"], [("portrait-foreign", 2, 20)]),
        ("authors:\n  ada: {name: Ada, avatar: a.png}\n", ["ada"], []),
        ("authors:\n  ada: Ada\n", [], [("value-not-a-group", 2, 3)]),
        ("authors: [ada]\n", [], [("authors-missing", 1, 1)]),
        ("author:\n  ada: {name: Ada}\n", [], [("authors-missing", 1, 1), ("key-unknown", 1, 1)]),
        ("authors: {}\nx: y\n", [], [("key-unknown", 2, 1)]),
        ("authors: [\n", [], None),
    ],
)
def test_who_is_in_the_file(text: str, ids: list[str], found: list[tuple[str, int, int]] | None) -> None:
    authors, problems = read_authors(text, FILE)
    assert [*authors] == ids
    assert all(each.details["about"] == "authors" for each in problems)
    if found is None:
        assert len(problems) == 1, "where nothing can be read, nothing is missing"
    else:
        assert [(each.code, each.place.line, each.place.column) for each in problems] == found


def test_a_foreign_portrait_is_left_out() -> None:
    authors, _ = read_authors("authors:\n  ada: {name: Ada, avatar: //e.org/a.png}\n", FILE)
    assert authors["ada"].avatar is None
    (unknown,) = read_authors("authors: {}\nautoren: {}\n", FILE)[1]
    assert (unknown.details["key"], unknown.details["guess"], unknown.details["known"]) == (
        "autoren",
        "authors",
        "authors",
    )


def test_a_newcomer_has_a_name_made_of_the_id() -> None:
    newcomer = provisional_author("berta-beispiel", FILE)
    assert (newcomer.id, newcomer.name, newcomer.slug) == ("berta-beispiel", "Berta Beispiel", "berta-beispiel")
    assert newcomer.place("name").file == FILE


def test_ids_are_known_also_of_entries_with_errors() -> None:
    assert author_ids("authors:\n  ada: {}\n  bo:\n", FILE) == frozenset({"ada", "bo"})
    assert author_ids("authors: [ada]\n", FILE) is None
    assert author_ids("authors: [\n", FILE) is None
