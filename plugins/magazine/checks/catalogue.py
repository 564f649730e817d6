"""What the codes of problems mean for a build: which are warnings, which can be suppressed, which `--fix` repairs.

A code that stands in none of these sets is an error that nobody can turn off.
"""

from enum import StrEnum

from magazine.content.problem import Code


class Severity(StrEnum):
    """How grave a problem is: an error stops a build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


WARNINGS = frozenset(
    map(
        Code,
        "address-lost-published block-unknown byte-order-mark change-unmarked character-hidden chart-name-twice "
        "chart-thousands drawing-cleaned footnote-without-colon footnote-without-mark footnote-without-note "
        "heading-underlined home-text hour-skipped hour-twice html-unneeded key-ignored line-endings link-bare "
        "link-broken link-http link-unpublished link-words markup-foreign markup-left page-lost paragraph-indented "
        "paragraph-long permit-unused picture-moving picture-place picture-unused portrait-foreign "
        "quotation-unlinked quote-not-in-text quotes-foreign quotes-unpaired redirect-leads-nowhere "
        "redirect-unneeded series-spelling sources-few spaces-double spaces-trailing spelling standfirst-in-text "
        "standfirst-long standfirst-short table-broken tag-spelling title-in-text".split(),
    )
)

# An editor can suppress all warnings, and these errors, with a reason.
SUPPRESSIBLE = WARNINGS | frozenset(
    map(
        Code,
        "address-lost alt-is-file-name credit-missing heading-skipped opinion-unlabelled picture-too-large "
        "placeholder-left quotation-without-source text-missing title-long yaml-comment".split(),
    )
)

# What is not asked of articles that were imported, as long as nobody edits their text; what is firm holds for all.
NOT_OF_IMPORTED = frozenset(
    map(
        Code,
        "alt-is-file-name alt-missing block-unknown credit-missing drawing-cleaned footnote-without-colon "
        "footnote-without-mark footnote-without-note heading-skipped heading-underlined html-unneeded link-bare "
        "link-broken link-empty link-http link-incomplete link-preview link-words markup-foreign markup-left "
        "opinion-unlabelled paragraph-indented paragraph-long picture-moving picture-too-large placeholder-left "
        "quotation-unlinked quotation-without-source quotes-foreign quotes-unpaired sources-few spaces-double "
        "spaces-trailing spelling standfirst-long standfirst-short table-broken text-missing title-long".split(),
    )
)

AUTOFIX = frozenset(
    map(
        Code,
        "address-lost address-lost-published byte-order-mark character-forbidden date-not-understood "
        "heading-skipped html-office line-endings picture-place picture-too-large quotes-foreign spaces-double "
        "spaces-trailing value-not-a-list yaml-tab".split(),
    )
)


def severity(code: Code) -> Severity:
    """Return how grave a problem with this code is."""
    return Severity.WARNING if code in WARNINGS else Severity.ERROR
