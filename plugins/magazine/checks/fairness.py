"""Rules of fairness: sources of quotations and facts, labels of opinions and advertisements, dates of changes."""

import re
from collections.abc import Iterator

from magazine.checks.limits import QUOTATION_WORDS, SOURCES_LEAST
from magazine.checks.phrases import phrases
from magazine.checks.prose import BlockKind, Prose
from magazine.checks.text_rules import TextRule
from magazine.content.article_fields import ArticleKind
from magazine.content.moments import as_day
from magazine.content.problem import Code, Problem
from magazine.content.quotation_marks import marks_of

_NOTE = re.compile(r"\[\^[^\[\]]+\]")
# A quotation's last line that names who said it: "— Ada Beispiel".
_SIGNED = re.compile(r"(?m)^[ \t]*(?:—|–|--?)[ \t]*\S[^\n]*\s*\Z")
FACTUAL = frozenset({ArticleKind.NEWS, ArticleKind.ANALYSIS, ArticleKind.REPORT})


def quotations_have_a_source(prose: Prose) -> Iterator[Problem]:
    """Find quotations in an article that names no source: no link, no footnote, no `sources`.

    Where the speaker is named beside the words, that is enough; a link would be better.
    """
    if prose.manuscript.fields.sources or prose.links or _NOTE.search(prose.text):
        return
    if prose.manuscript.fields.kind is ArticleKind.INTERVIEW:
        return  # the interviewed person is the source
    named: Problem | None = None
    for start, speech, before in _quotations(prose):
        if not _SIGNED.search(speech) and not phrases(prose.language).names_a_speaker(f"{before}\n{speech}"):
            yield prose.problem(Code.QUOTATION_WITHOUT_SOURCE, start)
            return
        named = named or prose.problem(Code.QUOTATION_UNLINKED, start)
    if named:
        yield named


def _quotations(prose: Prose) -> Iterator[tuple[int, str, str]]:
    """Yield where each quotation begins, its paragraph (without the words quoted in it), and the paragraph before."""
    opening, closing, _, _ = marks_of(prose.language)
    quotation = re.compile(f"{opening}([^{opening}{closing}]+){closing}")
    before = ""
    for block in prose.blocks:
        read = prose.read(block)
        if block.kind is BlockKind.QUOTATION:
            yield block.start, read, before
        elif block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM} and any(mark in read for mark in f'"{opening}'):
            set_text = prose.typeset(block)
            for found in quotation.finditer(set_text):
                if len(found[1].split()) >= QUOTATION_WORDS:
                    yield block.start + found.start(), quotation.sub(".", set_text), ""
                    break
        before = read


def facts_have_sources(prose: Prose) -> Iterator[Problem]:
    """Find factual articles that name fewer than two sources: in `sources`, or linked in the text."""
    fields = prose.manuscript.fields
    if fields.kind not in FACTUAL or fields.draft:
        return
    linked = {link.target for link in prose.links if link.target.startswith(("https://", "http://"))}
    count = len(fields.sources) + len(linked - {source.url for source in fields.sources})
    if count < SOURCES_LEAST:
        yield prose.manuscript.problem(Code.SOURCES_FEW, "sources", count=count, least=SOURCES_LEAST)


def opinions_are_labelled(prose: Prose) -> Iterator[Problem]:
    """Find opinions by headline or tag whose `kind`, which makes the label, says news."""
    fields = prose.manuscript.fields
    if fields.kind is not ArticleKind.NEWS:
        return
    words = phrases(prose.language)
    if words.opinion_headline.match(fields.title):
        yield prose.manuscript.problem(Code.OPINION_UNLABELLED, "title", value=fields.title)
        return
    for index, tag in enumerate(fields.tags):
        if words.opinion.match(tag):
            yield prose.manuscript.problem(Code.OPINION_UNLABELLED, "tags", index, value=tag)
            return


def advertisements_name_who_paid(prose: Prose) -> Iterator[Problem]:
    """Find advertisements without an advertiser, and paid texts that are called something else (§ 22 MStV)."""
    fields = prose.manuscript.fields
    is_one = fields.kind is ArticleKind.ADVERTISEMENT
    if is_one and not fields.advertiser:
        yield prose.manuscript.problem(Code.ADVERTISER_MISSING, "kind")
    elif fields.advertiser and not is_one:
        yield prose.manuscript.problem(Code.ADVERTISEMENT_UNLABELLED, "advertiser", value=fields.advertiser)


def changes_come_after_publication(prose: Prose) -> Iterator[Problem]:
    """Find corrections and updates from before the article appeared."""
    manuscript = prose.manuscript
    dates = manuscript.fields.date
    if dates and dates.updated and (updated := as_day(dates.updated)) < manuscript.day:
        yield manuscript.problem(Code.CHANGE_TOO_EARLY, "date", "updated", value=updated, day=manuscript.day)
    for index, correction in enumerate(manuscript.fields.corrections):
        if (day := correction.date) < manuscript.day:
            yield manuscript.problem(Code.CHANGE_TOO_EARLY, "corrections", index, "date", value=day, day=manuscript.day)


FAIRNESS_RULES: tuple[TextRule, ...] = (
    quotations_have_a_source,
    facts_have_sources,
    opinions_are_labelled,
    advertisements_name_who_paid,
    changes_come_after_publication,
)
