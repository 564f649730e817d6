"""The data for the script of the form in which an article is written in the browser."""

from collections.abc import Container, Sequence
from typing import Any

from magazine.checks.fairness import FACTUAL
from magazine.checks.limits import PARAGRAPH_MAX, QUOTATION_WORDS, SOURCES_LEAST, STANDFIRST, TITLE_MAX
from magazine.content.article_fields import ArticleKind
from magazine.content.author import Author
from magazine.content.manuscript import WORDS_PER_MINUTE
from magazine.content.problem import Code
from magazine.content.section import Section
from magazine.content.typesetting import signs_of
from magazine.locales import Locale
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


def writing_form(
    *,
    sections: Sequence[Section],
    authors: Sequence[Author],
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
    """
    return {
        "language": locale.language,
        "sections": {section.slug: section.title for section in sections},
        "authors": {author.id: _author(author) for author in authors},
        "kinds": {kind.value: locale(f"kind.{kind}") for kind in ArticleKind if kind is not ArticleKind.ADVERTISEMENT},
        "limits": _LIMITS,
        "factual": sorted(FACTUAL),
        "phrases": locale.phrases,
        "tags": sorted(TAGS),
        "forbiddenTags": sorted(FORBIDDEN),
        "schemes": sorted(URL_SCHEMES),
        **signs_of(locale.language),
        "wordsPerMinute": WORDS_PER_MINUTE,
        "rules": {code: locale.problems[code] for code in sorted(WRITING_RULES) if code not in rules_off},
        "words": locale.below("write.script.") | {"reading-time": locale.words["byline.reading_time"]},
        "emptySlugs": {key: locale.addresses[key] for key in ("article", "author")},
        "repository": repository.rstrip("/"),
        "branch": branch,
        "posts": f"{docs}/{posts}",
        "authorsFile": f"{docs}/{authors_file}",
        "zone": zone,
    }


def _author(author: Author) -> dict[str, str]:
    return {"name": author.name, "role": author.role, "bio": author.bio, "avatar": author.avatar or ""}
