"""Foreign words say their language, so that they are read out as they sound."""

from tests.newsroom import Newsroom


def test_titles_of_sources_say_their_language(newsroom: Newsroom) -> None:
    newsroom.article(
        sources=[
            {"title": "Annual report", "url": "https://example.org/", "lang": "en-GB"},
            {"title": "Le port", "lang": "fr"},
            {"title": "Der Hafen"},
        ]
    )
    newsroom.build(strict=True)
    page = newsroom.page("posts/2026/03/04/eins/")
    languages = [each.get("lang") for each in page.all(".sources a, .sources cite")]
    assert languages == ["en-GB", "fr", None]


def test_words_of_a_text_can_say_their_language(newsroom: Newsroom) -> None:
    newsroom.article(
        text='Der <span lang="en">public service</span>, <i lang="la">ad hoc</i>, *<b lang="fr">oui</b>*.\n'
    )
    newsroom.build(strict=True)
    page = newsroom.page("posts/2026/03/04/eins/")
    said = [(each.tag, each.get("lang"), each.text) for each in page.all(".prose [lang]")]
    assert said == [("span", "en", "public service"), ("i", "la", "ad hoc"), ("b", "fr", "oui")]
