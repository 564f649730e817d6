"""Rules for articles in several languages: one small function each."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from magazine.content.article import embargo_of
from magazine.content.edition import CrossReferences
from magazine.content.manuscript import Manuscript
from magazine.content.problem import Code, Problem
from magazine.content.slugs import nearest_file

_KEY = "translation_of"


def translation_has_original(manuscript: Manuscript, references: CrossReferences) -> Iterator[Problem]:
    """Find translations of a file that is no article, of themselves, and of other translations."""
    file = manuscript.fields.translation_of
    if not file:
        return
    original = references.articles.get(file)
    if file == manuscript.file:
        yield manuscript.problem(Code.TRANSLATION_OF_ITSELF, _KEY)
    elif file not in references.articles:
        yield manuscript.problem(Code.TRANSLATION_LEADS_NOWHERE, _KEY, value=file, guess=_guess(manuscript, references))
    elif original and original.fields.translation_of:
        yield manuscript.problem(Code.TRANSLATION_OF_TRANSLATION, _KEY, guess=original.fields.translation_of)


def translation_has_own_language(manuscript: Manuscript, references: CrossReferences) -> Iterator[Problem]:
    """Find translations into the language of the original, and second ones into one language."""
    original, language = _original(manuscript, references), references.language_of(manuscript)
    if original is None:
        return
    key = ("language",) if manuscript.fields.language else (_KEY,)
    first = references.translations.setdefault((original.file, language), manuscript.file)
    if language == references.language_of(original):
        yield manuscript.problem(Code.TRANSLATION_SAME_LANGUAGE, *key, value=language, file=original.file)
    elif first != manuscript.file:
        yield manuscript.problem(Code.TRANSLATION_TWICE, *key, value=language, file=first)


def translation_waits(manuscript: Manuscript, references: CrossReferences) -> Iterator[Problem]:
    """Find translations that readers would see before the original, or after it was withdrawn."""
    original, fields = _original(manuscript, references), manuscript.fields
    if original is None or fields.draft or fields.withdrawn:
        return
    now = references.now
    own, first = embargo_of(manuscript, now), embargo_of(original, now)
    if original.fields.withdrawn:
        yield manuscript.problem(Code.TRANSLATION_OF_WITHDRAWN, _KEY, file=original.file)
    elif original.fields.draft or (first and (own is None or own < first)):
        yield manuscript.problem(Code.TRANSLATION_TOO_EARLY, _KEY, file=original.file)


TRANSLATION_RULES = (translation_has_original, translation_has_own_language, translation_waits)


def _original(manuscript: Manuscript, references: CrossReferences) -> Manuscript | None:
    """Return the original of a translation, if that is an article which could be read."""
    file = manuscript.fields.translation_of
    return references.articles.get(file) if file and file != manuscript.file else None


def _guess(manuscript: Manuscript, references: CrossReferences) -> str:
    """Return the article that was meant: by its address, its path from elsewhere, or with a typing error."""
    file = manuscript.fields.translation_of or ""
    path = f"/{urlsplit(file).path.strip('/')}/"
    if at_address := [each.file for each in references.articles.values() if each and path.endswith(f"/{each.url}")]:
        return at_address[0]
    below_posts, below_project = f"{manuscript.file.partition('/')[0]}/{file}", file.partition("/")[2]
    written = [manuscript.resolve(file), below_posts, below_project, f"{file}.md"]
    near = nearest_file(file, [*references.articles])
    return next((each for each in written if each in references.articles), near) or ""
