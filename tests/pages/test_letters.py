"""Letters and reports of mistakes: by e-mail, without an account anywhere; on GitHub for those who have one."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.newsroom import Newsroom

ADDRESS = "posts/2026/03/04/eins/"
EMAIL = "redaktion@example.org"
REPOSITORY = "https://github.com/example/magazin"


def letters(newsroom: Newsroom) -> dict[str, dict[str, str]]:
    """The e-mails that an article offers to write, by the words of their links."""
    found = newsroom.page(ADDRESS).all('.article__actions a[href^="mailto:"]')
    assert {urlsplit(each.get("href")).path for each in found} <= {EMAIL}
    fields = {each.text: parse_qs(urlsplit(each.get("href")).query, strict_parsing=True) for each in found}
    return {words: {key: value for key, (value,) in field.items()} for words, field in fields.items()}


@pytest.mark.parametrize("title", ['Tee & "Kuchen" um 5 % billiger?', "Straße + Größe #1 = <b>"])
def test_subject_and_address_are_filled_in(newsroom: Newsroom, title: str) -> None:
    newsroom.settings["site_url"] = "https://example.org/repo/"
    newsroom.magazine["publisher"] = {"email": EMAIL}
    newsroom.article(title=title)
    newsroom.build()
    headline = newsroom.page(ADDRESS).text("h1")
    found = letters(newsroom)
    assert [*found] == ["Fehler melden", "Leserbrief schreiben"]
    assert [each["subject"] for each in found.values()] == [f"Fehler in: {headline}", f"Leserbrief zu: {headline}"]
    for each in found.values():
        assert each["body"].startswith(f"Artikel: https://example.org/repo/{ADDRESS}\r\n")
    assert "Die Stelle:" in found["Fehler melden"]["body"]


def test_the_way_without_an_account_comes_first(newsroom: Newsroom) -> None:
    newsroom.settings |= {"repo_url": REPOSITORY, "edit_uri": "edit/main/docs/"}
    newsroom.magazine["publisher"] = {"email": EMAIL}
    newsroom.article()
    newsroom.build()
    links = newsroom.page(ADDRESS).all(".article__actions a")
    assert [each.get("href").partition(":")[0] for each in links] == ["mailto", "mailto", "https", "https"]
    assert links[2].text == "Fehler auf GitHub melden"
    newsroom.magazine["publisher"] = {}
    newsroom.build()
    assert newsroom.page(ADDRESS).texts(".article__actions a") == ["Fehler melden", "Auf GitHub bearbeiten"]


def test_without_address_and_repository_nothing_is_offered(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.build(strict=True)
    assert not newsroom.page(ADDRESS).all(".article__actions")
