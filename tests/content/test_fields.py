"""Values of front matter: the last one that is taken and the first that is not, and what is proposed instead."""

from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from magazine.content.address_fields import site_path
from magazine.content.article_fields import ArticleFields
from magazine.content.author import AuthorFields
from magazine.content.fields import as_group, as_list, readable_values, validate
from magazine.content.problem import Problem
from magazine.content.yaml_values import Values, read_yaml
from pydantic_core import PydanticCustomError

GOOD = {"title": "T", "description": "D", "authors": ["a"], "categories": ["k"]}


def values_of(fields: Mapping[str, Any]) -> Values:
    return read_yaml(yaml.safe_dump(dict(fields), allow_unicode=True, sort_keys=False, width=100_000), "a.md", 2)


def problems(more: Mapping[str, Any], model: type[Any] = ArticleFields) -> list[Problem]:
    values = values_of({**GOOD, **more} if model is ArticleFields else more)
    validate(model, values.data, values)
    return values.problems


def codes(more: Mapping[str, Any], model: type[Any] = ArticleFields) -> list[str]:
    return [each.code for each in problems(more, model)]


def listed(value: Any, number: int) -> list[Any]:
    """Return a list of so many values, each an object of its own: YAML would write an alias for one met twice."""
    return [dict(value) if isinstance(value, dict) else value for _ in range(number)]


@pytest.mark.parametrize(
    ("key", "longest", "longer", "most"),
    [
        ("title", "x" * 5000, "x" * 5001, "5000"),
        ("description", "x" * 5000, "x" * 5001, "5000"),
        ("series", "x" * 120, "x" * 121, "120"),
        ("series", "ﬃ" * 40, "ﬃ" * 41, "120"),
        ("advertiser", "x" * 120, "x" * 121, "120"),
        ("tags", ["x" * 120], ["x" * 121], "120"),
        ("tags", listed("t", 30), listed("t", 31), "30"),
        ("authors", listed("a", 30), listed("a", 31), "30"),
        ("categories", listed("k", 30), listed("k", 31), "30"),
        ("aliases", listed("/a/", 30), listed("/a/", 31), "30"),
        ("sources", listed({"title": "Q"}, 30), listed({"title": "Q"}, 31), "30"),
    ],
)
def test_the_longest_value(key: str, longest: Any, longer: Any, most: str) -> None:
    assert codes({key: longest}) == []
    (problem,) = problems({key: longer})
    assert (problem.code, problem.details["key"], problem.details["max_length"]) == ("value-too-long", key, most)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/alt/", "alt/"),
        ("alt", "alt/"),
        ("/a/b.html", "a/b.html"),
        ("/a.b/c", "a.b/c/"),
        ("/gr%C3%B6%C3%9Fe/", "größe/"),
        ("/a/./b", "a/b/"),
        ("/2022-05-05_12:03-x/", "2022-05-05_12:03-x/"),
        ("/" + "a" * 200, "a" * 200 + "/"),
        ("/" + "ä" * 100, "ä" * 100 + "/"),
        ("/a" * 500, "/a".removeprefix("/") + "/a" * 499 + "/"),
    ],
)
def test_old_addresses(path: str, address: str) -> None:
    assert site_path(path) == address


@pytest.mark.parametrize(
    "path",
    [
        "", " ", "/", "//a", "/a//b", "/../a", "/a/..", "https://e.org/", "a:b", "/a b", "/a?b", "/a#b", "/a\\b",
        "/a%00", "/%ff", "/" + "a" * 201, "/" + "ä" * 101, "/a" * 500 + "b", 5, None,
    ],
)  # fmt: skip
def test_what_is_no_old_address(path: Any) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        site_path(path)
    assert (refused.value.type, refused.value.context) == (
        "alias-not-a-path",
        {"value": path.strip() if isinstance(path, str) else ""},
    )


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"since": "1900"}, None),
        ({"since": "2099"}, None),
        ({"since": "1899"}, "value-not-a-year"),
        ({"since": "2100"}, "value-not-a-year"),
        ({"since": "19999"}, "value-not-a-year"),
        ({"email": "a@b.c"}, None),
        ({"email": "a@b"}, "value-not-an-email"),
        ({"email": "a b@c.d"}, "value-not-an-email"),
        ({"url": "https://e.org"}, None),
        ({"url": "HTTP://e.org"}, None),
        ({"url": "ftp://e.org"}, "address-not-web"),
        ({"url": "https:e.org"}, "address-not-web"),
        ({"url": "https://["}, "address-not-web"),
        ({"url": ["https://e.org"]}, "address-not-web"),
        ({"links": {"A": "mailto:a@e.org"}}, None),
        ({"links": {"A": "seite.md"}}, None),
        ({"links": {"A": "/seite/"}}, None),
        ({"links": {"A": "http://e.org"}}, None),
        ({"links": {"A": "http:e.org"}}, "address-not-web"),
        ({"links": {"A": "//e.org"}}, "address-not-link"),
        ({"links": {"A": "tel:5"}}, "address-not-link"),
        ({"links": {"A": ""}}, "address-not-link"),
        ({"links": {"A": "a b"}}, "address-not-link"),
        ({"links": ["a"]}, "value-not-a-group"),
        ({"avatar": "bild.png"}, None),
        ({"avatar": "https://e.org/a.png"}, "picture-foreign"),
        ({"avatar": ""}, "picture-foreign"),
        ({"avatar": ["a.png"]}, "picture-foreign"),
        ({"slug": "a-b"}, None),
        ({"slug": "A"}, "slug-not-plain"),
        ({"organization": "yes"}, None),
        ({"organization": "vielleicht"}, "value-not-yes-or-no"),
        ({"topics": "Elbe"}, "value-not-a-list"),
        ({"topics": [["Elbe"]]}, "value-not-text"),
        ({"role": ["a"]}, "value-not-text"),
    ],
)
def test_values_of_authors(value: dict[str, Any], code: str | None) -> None:
    assert codes({"name": "Ada", **value}, AuthorFields) == ([code] if code else [])


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"slug": "x" * 120}, None),
        ({"slug": "x" * 121}, "slug-not-plain"),
        ({"readtime": "1"}, None),
        ({"readtime": "0"}, "value-not-a-number"),
        ({"readtime": "lang"}, "value-not-a-number"),
        ({"language": "de-easy"}, None),
        ({"language": "deutsch"}, "value-not-a-language"),
        ({"links": [{"A": "a.md"}, "b.md", {"C": [{"D": "d.md"}]}]}, None),
        ({"links": [{"A": "a.md", "B": "b.md"}]}, "link-not-understood"),
        ({"links": [["a.md"]]}, "link-not-understood"),
        ({"image": {"src": "a.png", "alt": "A"}}, "key-missing"),
        ({"date": ""}, "date-not-understood"),
        ({"tags": [""]}, "value-empty"),
        ({"authors": []}, "value-empty"),
        ({"title": None}, "value-empty"),
    ],
)
def test_values_of_articles(value: dict[str, Any], code: str | None) -> None:
    assert codes(value) == ([code] if code else [])


def test_what_was_meant_is_proposed() -> None:
    (key,) = problems({"titel": "x"})
    assert (key.code, key.details["key"], key.details["guess"]) == ("key-unknown", "titel", "title")
    assert key.details["known"].startswith("title, description, authors, categories, ")
    (inner,) = problems({"image": {"src": "a.png", "alt": "A", "credit": "C", "captoin": "x"}})
    assert (inner.details["guess"], inner.details["known"]) == ("caption", "src, alt, credit, licence, caption")
    (in_list,) = problems({"sources": [{"title": "A", "uri": "x"}]})
    assert (in_list.details["key"], in_list.details["known"]) == ("uri", "title, url, publisher, date, lang")
    (kind,) = problems({"kind": "opinon"})
    assert (kind.code, kind.details["value"], kind.details["guess"]) == ("value-not-in-list", "opinon", "opinion")
    assert kind.details["known"].split(", ") == "news analysis opinion interview report review advertisement".split()
    (nothing_near,) = problems({"kind": "qqq"})
    assert nothing_near.details["guess"] == ""
    (comma,) = problems({"sources": [{"title": "A", "Klima": None}]})
    assert (comma.code, comma.details["key"], comma.place.line) == ("value-comma", "Klima", 10)
    (top,) = problems({"Klima": None})
    assert top.code == "key-unknown", "no braces there"
    (missing,) = problems({"image": {"src": "a.png", "alt": "A"}})
    assert (missing.details["key"], missing.place.line, missing.place.column) == ("credit", 8, 1)
    (slug,) = problems({"slug": "Größe & Maß"})
    assert (slug.details["value"], slug.details["guess"]) == ("Größe & Maß", "groesse-mass")


@pytest.mark.parametrize(
    ("key", "value", "written", "meant"),
    [
        ("tags", "Elbe", "", "[Elbe]"),
        ("authors", "ada, bo", "", "[ada, bo]"),
        ("tags", "A: b", "", '["A: b"]'),
        ("tags", "a #b", "", '["a #b"]'),
        ("tags", "[a", "", '["[a"]'),
        ("tags", "A: b", '"A: b"', '["A: b"]'),
        ("tags", "it's", "'it''s'", "['it''s']"),
        ("sources", "Ein Buch", "", '[{title: "Ein Buch"}]'),
    ],
)
def test_a_single_value_as_a_list(key: str, value: str, written: str, meant: str) -> None:
    assert as_list(key, value, written) == meant


def test_a_source_that_is_only_an_address() -> None:
    assert as_group(" https://www.e.org/a ") == '{title: "e.org", url: "https://www.e.org/a"}'
    assert as_group(' Größe "x" ') == '{title: "Größe \\"x\\""}'
    (group,) = problems({"sources": ["https://e.org/"]})
    assert (group.code, group.details["guess"]) == ("value-not-a-group", '{title: "e.org", url: "https://e.org/"}')
    (plain_list,) = problems({"sources": "https://e.org/"})
    assert plain_list.details["guess"] == '[{title: "e.org", url: "https://e.org/"}]'
    (other_group,) = problems({"image": "a.png"})
    assert (other_group.code, "guess" in other_group.details) == ("value-not-a-group", False)


def test_all_that_can_be_read_is() -> None:
    read = readable_values(ArticleFields, {**GOOD, "readtime": "x", "tag": ["a"], "pin": "yes"})
    assert (read["title"], read["pin"], read["draft"], read["sources"]) == ("T", True, False, [])
    assert "readtime" not in read
    assert "tags" not in read, "`tag` may be meant for it"
    assert "title" not in readable_values(ArticleFields, {"description": "D"})
