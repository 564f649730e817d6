"""The library: order, indexes, neighbours, related articles, and what they cost."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from magazine.content.article import Article
from magazine.content.edition import Edition, EditionSettings
from magazine.content.library import Library
from magazine.content.relations import NEAREST, relations
from magazine.content.section import Section

from tests.editions import unjudged

SECTIONS = [Section("kultur", "Kultur"), Section("politik", "Politik"), Section("leer", "Leer")]
BERLIN = ZoneInfo("Europe/Berlin")
SETTINGS = EditionSettings(SECTIONS, BERLIN, dt.datetime(2026, 6, 1, 12, tzinfo=BERLIN), "de", "posts", "authors.yml")
AUTHORS = b"authors:\n  ada: {name: Ada Beispiel}\n  bo: {name: Bo Muster}\n"


def publish(*articles: tuple[str, dict[str, Any]], with_held_back: bool = False) -> Edition:
    texts = []
    for path, fields in articles:
        given = {"title": path, "description": "V.", "authors": ["ada"], "categories": ["kultur"], **fields}
        text = f"---\n{yaml.safe_dump(given, allow_unicode=True)}---\nText\n"
        texts.append((f"posts/{path}.md", text.encode()))
    return unjudged(texts, AUTHORS, SETTINGS, with_held_back=with_held_back)


def library(*articles: tuple[str, dict[str, Any]]) -> Library:
    return publish(*articles).library


def names(articles: Any) -> list[str]:
    return [article.title.rpartition("/")[2] for article in articles]


def find(books: Library, name: str) -> Article:
    return next(article for article in books if article.title.endswith(f"/{name}"))


def test_newest_first_and_by_time_within_a_day() -> None:
    books = library(
        ("2026/01/01/a", {}),
        ("2026/01/02/b", {"date": "2026-01-02 08:00"}),
        ("2026/01/02/c", {"date": "2026-01-02 18:00"}),
    )
    assert names(books) == ["c", "b", "a"]
    assert books.neighbours(find(books, "b"))[0] is find(books, "a")
    assert books.neighbours(find(books, "b"))[1] is find(books, "c")
    assert books.neighbours(find(books, "c"))[1] is None
    assert books.neighbours(find(books, "a"))[0] is None


def test_every_index() -> None:
    books = library(
        ("2025/12/31/a", {"tags": ["Elbe", "Hafen"], "categories": ["Politik"]}),
        ("2026/01/01/b", {"tags": ["elbe"], "authors": ["bo", "ada"], "categories": ["kultur", "politik"]}),
    )
    assert [section.slug for section in books.sections] == ["kultur", "politik"]
    assert names(books.by_section[SECTIONS[1]]) == ["b", "a"]
    assert [author.id for author in books.authors] == ["ada", "bo"]
    assert names(books.by_author[books.authors[1]]) == ["b"]
    assert {year: names(articles) for year, articles in books.by_year.items()} == {2026: ["b"], 2025: ["a"]}
    assert list(books.by_month) == [(2026, 1), (2025, 12)]
    assert {tag.slug: names(articles) for tag, articles in books.by_tag.items()} == {"elbe": ["b", "a"], "hafen": ["a"]}


def test_related_tags_then_section_then_time_without_the_series() -> None:
    books = library(
        ("2026/01/01/series", {"series": "S", "tags": ["x", "y"]}),
        ("2026/01/02/two-tags", {"tags": ["x", "y"], "categories": ["politik"]}),
        ("2026/01/03/one-tag", {"tags": ["x"], "categories": ["politik"]}),
        ("2026/01/04/section-far", {}),
        ("2026/01/05/section-near", {}),
        ("2026/01/06/this", {"series": "S", "tags": ["x", "y"]}),
        ("2026/01/07/nothing", {"categories": ["politik"]}),
    )
    best = relations(tuple(article.ties for article in books), 9)[books.articles.index(find(books, "this"))]
    assert names([books.articles[position] for position in best]) == [
        "two-tags", "one-tag", "section-near", "section-far"
    ]  # fmt: skip
    assert names(books.related(find(books, "this"))) == ["two-tags", "one-tag", "section-near"]
    linked = [find(books, "one-tag").url]
    assert names(books.related(find(books, "this"), linked)) == ["two-tags", "section-near", "section-far"]


def test_related_articles_are_never_the_article_itself() -> None:
    books = library(*((f"2026/01/{day:02}/a{day}", {"tags": ["x"]}) for day in range(1, 29)))
    for article in books:
        related = books.related(article)
        assert len(related) == 3
        assert article not in related


def test_series_in_order() -> None:
    books = library(("2026/01/02/b", {"series": "Die Elbe"}), ("2026/01/01/a", {"series": "Die Elbe"}))
    assert names(books.series_parts(find(books, "a"))) == ["a", "b"]


def test_drafts_and_embargoed_articles_are_held_back() -> None:
    articles: list[tuple[str, dict[str, Any]]] = [
        ("2026/01/01/draft", {"draft": True}),
        ("2026/01/01/later", {"embargo": "2026-06-01 12:01"}),
        ("2026/01/01/now", {"embargo": "2026-06-01 12:00"}),
    ]
    edition = publish(*articles)
    assert names(edition.library) == ["now"]
    assert sorted(article.file for article in edition.held_back) == [
        "posts/2026/01/01/draft.md",
        "posts/2026/01/01/later.md",
    ]
    preview = publish(*articles, with_held_back=True)
    assert len(preview.library) == 3


def test_an_embargo_is_in_the_time_of_the_magazine() -> None:
    before = publish(("2026/01/01/a", {"embargo": "2026-06-01T10:30:00+00:00"}))  # 12:30 in Berlin
    assert len(before.library) == 0


def test_corrections_newest_first() -> None:
    books = library(
        ("2026/01/01/a", {"corrections": [{"date": "2026-01-05", "text": "A"}, {"date": "2026-01-02", "text": "B"}]}),
        ("2026/01/02/b", {"corrections": [{"date": "2026-01-04", "text": "C"}]}),
    )
    assert [correction.text for _, correction in books.corrections] == ["A", "C", "B"]


def test_withdrawn_articles_stand_beside_the_library() -> None:
    told = {"date": "2026-01-04", "reason": 'Das "Zitat" war erfunden.'}
    edition = publish(
        ("2026/01/01/a", {"corrections": [{"date": "2026-01-05", "text": "A"}, {"date": "2026-01-02", "text": "B"}]}),
        ("2026/01/02/b", {"withdrawn": told, "corrections": [{"date": "2026-01-03", "text": "C"}]}),
        ("2026/01/03/c", {"withdrawn": {**told, "date": "2026-06-01"}}),
    )
    assert names(edition.library) == ["a"]
    assert names(edition.withdrawn) == ["b", "c"]
    assert edition.rejected == []
    assert edition.held_back == []
    assert set(edition.by_file) == {f"posts/2026/01/0{day}/{name}.md" for day, name in ((1, "a"), (2, "b"), (3, "c"))}
    assert [(names([article])[0], change.date.day) for article, change in edition.corrections] == [
        ("c", 1), ("a", 5), ("b", 4), ("a", 2)
    ]  # fmt: skip
    withdrawn = edition.withdrawn[0].withdrawn
    assert withdrawn
    assert withdrawn.reason == "Das „Zitat“ war erfunden."


def test_related_cost_does_not_grow_with_the_size_of_a_tag() -> None:
    """However many articles share a tag, only those nearest in time are looked at."""
    books = library(*((f"2026/01/01/a{number:04}", {"tags": ["x"]}) for number in range(400)))
    for here, found in enumerate(relations(tuple(article.ties for article in books), 400)):
        assert len(found) <= 2 * NEAREST
        assert max(abs(there - here) for there in found) <= NEAREST


def test_reading_time_and_typography() -> None:
    books = library(("2026/01/01/a", {"description": 'Das "Tor" geht\'s an'}))
    article = books.articles[0]
    assert article.description == "Das „Tor“ geht’s an"
    assert article.reading_minutes == 1
    assert library(("2026/01/01/a", {"readtime": 7})).articles[0].reading_minutes == 7


def test_an_advertisement_is_the_work_of_who_paid() -> None:
    paid = {"kind": "advertisement", "advertiser": 'Die "Firma"'}
    books = library(("2026/01/01/paid", paid), ("2026/01/02/own", {"authors": ["bo", "ada"]}))
    own, ad = find(books, "own"), find(books, "paid")
    assert (own.listed.authors, own.bylines) == (("bo", "ada"), ("Bo Muster", "Ada Beispiel"))
    assert (ad.listed.authors, ad.bylines) == ((), ("Die „Firma“",))
    assert (own.work, own.listed.work) == (own.file, own.file)


def test_recent_are_this_year_and_the_one_before() -> None:
    books = library(("2026/01/01/a", {}), ("2025/01/01/b", {}), ("2024/12/31/c", {}))
    assert [books.is_recent(article) for article in books] == [True, True, False]


def test_a_work_in_several_languages() -> None:
    books = library(
        ("2026/01/01/first", {"series": "S", "tags": ["x"]}),
        ("2026/01/02/work", {"series": "S", "tags": ["x"]}),
        ("2026/01/03/en", {"language": "en", "translation_of": "posts/2026/01/02/work.md", "series": "S"}),
        ("2026/01/04/only-en", {"language": "en", "series": "S", "tags": ["x"]}),
        ("2026/01/05/easy", {"language": "de-easy", "translation_of": "posts/2026/01/02/work.md"}),
    )
    work, first, english, only = (find(books, name) for name in ("work", "first", "en", "only-en"))
    assert names(books.listed) == ["only-en", "work", "first"]
    assert names(books.versions(english)) == names(books.versions(work)) == ["work", "easy", "en"]
    assert (books.versions(only), books.versions(first)) == ([], [])
    languages = [(each.slug, each.title, each.tag, names(found)) for each, found in books.by_language.items()]
    assert languages == [
        ("de-simple", "Leichte Sprache", "de-simple", ["easy"]),
        ("en", "English", "en", ["only-en", "en"]),
    ]
    assert [names(filter(None, books.neighbours(article))) for article in (work, english)] == [
        ["first", "only-en"],
        ["only-en"],
    ]
    assert names(books.series_parts(english)) == ["en", "only-en"]
    assert names(books.series_parts(work)) == ["first", "work", "only-en"]
    assert names(books.related(english)) == [], "its series has it"
    assert {series.title: names(parts) for series, parts in books.by_series.items()} == {
        "S": ["only-en", "work", "first"]
    }
    assert (english.work, english.translation_of) == (work.file, work.file)
    assert (english.version.url, english.version.language) == (english.url, "en")


def test_what_ties_articles_together() -> None:
    books = library(("2026/01/01/a", {"series": "S", "tags": ["x", "y"], "categories": ["politik", "kultur"]}))
    assert books.articles[0].ties == (
        (-1_000_000, ("series", "s")),
        (1_000, ("tag", "x")),
        (1_000, ("tag", "y")),
        (1, ("section", "politik")),
        (0, ("section", "kultur")),
    )


def test_the_nearest_in_time_are_looked_at() -> None:
    """Six on either side; three tags are more than a section."""
    ties = tuple(((1, "all"),) for _ in range(20))
    assert relations(ties, 3)[10] == [9, 11, 8]
    assert sorted(relations(ties, 99)[10]) == [4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16]
    assert sorted(relations(ties, 99)[0]) == [1, 2, 3, 4, 5, 6]
    assert relations((((0, "a"),), ((1, "a"),)), 3) == [[], [0]]


def test_changes_are_dated() -> None:
    dates = {"created": "2026-01-02 08:00", "updated": "2026-01-04"}
    corrections = [{"date": "2026-01-05", "text": "Später"}, {"date": "2026-01-03", "text": "Früher"}]
    books = library(
        ("2026/01/01/plain", {}),
        ("2026/01/02/updated", {"date": dates}),
        ("2026/01/03/corrected", {"corrections": corrections}),
    )
    plain, updated, corrected = (find(books, name) for name in ("plain", "updated", "corrected"))
    assert (plain.updated, plain.modified) == (None, plain.published)
    assert (updated.updated, updated.modified.day, updated.published.hour) == (dt.date(2026, 1, 4), 4, 8)
    assert (corrected.updated, corrected.modified.day) == (None, 5)
    assert [each.text for each in corrected.corrections] == ["Früher", "Später"]
    assert [correction.text for _, correction in books.corrections] == ["Später", "Früher"]
