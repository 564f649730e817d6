"""The data for the script of the form in which an article is written in the browser."""

from collections.abc import Container, Iterable, Sequence
from typing import Any

from magazine.checks.fairness import FACTUAL
from magazine.checks.limits import PARAGRAPH_MAX, QUOTATION_WORDS, SOURCES_LEAST, STANDFIRST, TITLE_MAX
from magazine.content.article_fields import ArticleKind
from magazine.content.author import Author
from magazine.content.manuscript import WORDS_PER_MINUTE
from magazine.content.problem import Code
from magazine.content.section import Section
from magazine.content.typesetting import signs_of
from magazine.locales import Locale, load, phrases_of_all, with_words
from magazine.locales.languages import as_written, easy_form
from magazine.rendering.sanitiser import FORBIDDEN, TAGS, URL_SCHEMES

# The rules that the script checks while somebody types.
WRITING_RULES = frozenset(
    map(
        Code,
        "title-long standfirst-short standfirst-long heading-first-level heading-skipped paragraph-long "
        "placeholder-left link-words link-bare link-http alt-missing spaces-double quotes-foreign "
        "quotation-without-source sources-few picture-foreign html-tag html-link opinion-unlabelled "
        "address-not-web".split(),
    )
)
_LIMITS = {
    "title": TITLE_MAX,
    "standfirst": STANDFIRST,
    "paragraph": PARAGRAPH_MAX,
    "quotation": QUOTATION_WORDS,
    "sources": SOURCES_LEAST,
}
_MARKUP = {"tags": sorted(TAGS), "forbiddenTags": sorted(FORBIDDEN), "schemes": sorted(URL_SCHEMES)}


def writing_form(
    *,
    sections: Sequence[Section],
    authors: Sequence[Author],
    languages: Iterable[str],
    locale: Locale,
    repository: str,
    branch: str,
    docs: str,
    posts: str,
    authors_file: str,
    zone: str,
    rules_off: Container[str],
) -> dict[str, Any]:
    """Return the data, ready for JSON.

    `docs` is the docs folder in the repository; without a `repository`, the article can only be downloaded.
    `languages` are those of articles, beside the magazine's.
    """
    return {
        **_of_language(locale.language),
        "ownLanguage": locale.naming(locale.language),
        "languages": languages_to_choose(locale, languages),
        "sections": {section.slug: section.title for section in sections},
        "authors": {author.id: _author(author) for author in authors},
        "kinds": {kind.value: locale(f"kind.{kind}") for kind in ArticleKind if kind is not ArticleKind.ADVERTISEMENT},
        "limits": _LIMITS,
        "factual": sorted(FACTUAL),
        **_MARKUP,
        "wordsPerMinute": WORDS_PER_MINUTE,
        "rules": {code: locale.problems[code] for code in sorted(WRITING_RULES) if code not in rules_off},
        "words": locale.below("write.script.") | {"reading-time": locale.words["byline.reading_time"]},
        "emptySlugs": {key: locale.addresses[key] for key in ("article", "author")},
        "repository": repository.rstrip("/"),
        "branch": branch,
        "docs": docs,
        "posts": posts,
        "authorsFile": f"{docs}/{authors_file}",
        "zone": zone,
    }


def languages_to_choose(locale: Locale, given: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return languages that a writer may choose, as they are written: how each is called, and what is different in it.

    Those of other articles, the easy form of the magazine's, and those that we have words in.
    """
    own = _of_language(locale.language)
    known = [tag for tag in with_words() if tag != locale.language.partition("-")[0]]
    return {
        as_written(tag): {"name": locale.naming(tag)}
        | {key: value for key, value in _of_language(tag).items() if value != own[key]}
        for tag in dict.fromkeys([easy_form(locale.language.partition("-")[0]), *known, *given])
        if tag != locale.language
    }


def _of_language(tag: str) -> dict[str, Any]:
    """Return what the scripts need to know of a language: what it is, how it is printed, what rules look for."""
    phrases = {**load(tag).phrases, "placeholders": [*phrases_of_all("placeholders")]}
    return {"language": tag, "phrases": phrases, **signs_of(tag)}


def _author(author: Author) -> dict[str, str]:
    return {"name": author.name, "role": author.role, "bio": author.bio, "avatar": author.avatar or ""}
