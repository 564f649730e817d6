"""Rules for the text of one article: one small function each, from its `Prose` to problems."""

import re
from collections.abc import Callable, Iterator

from magazine.checks.limits import PARAGRAPH_MAX, STANDFIRST, TITLE_MAX
from magazine.checks.phrases import phrases
from magazine.checks.prose import BlockKind, Prose, TextBlock
from magazine.checks.remarks import is_file_name
from magazine.content.problem import Code, Problem
from magazine.content.quotation_marks import marks_of

TextRule = Callable[[Prose], Iterator[Problem]]

_WORD = re.compile(r"\w")
DOUBLE_SPACE = re.compile(r"(?<=[^\s|])  +(?=[^\s|])")
_PREVIEW = re.compile(r"https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?=[:/]|$)", re.IGNORECASE)
_HALF_ADDRESS = re.compile(r"https?:(?!//[^/])", re.IGNORECASE)  # https:/www.example.org
_TRAILING = re.compile(r"(?m)(?<=[^ \t\n])[ \t]+$")


def text_is_there(prose: Prose) -> Iterator[Problem]:
    """Find articles without a text."""
    if not _WORD.search(prose.text):
        yield prose.problem(Code.TEXT_MISSING, 0)


def headline_fits(prose: Prose) -> Iterator[Problem]:
    """Find headlines that are too long."""
    title = prose.manuscript.fields.title
    if len(title) > TITLE_MAX:
        yield prose.manuscript.problem(Code.TITLE_LONG, "title", count=len(title), most=TITLE_MAX)


def standfirst_fits(prose: Prose) -> Iterator[Problem]:
    """Find standfirsts that are too short or too long; whoever edits an article that was imported writes one."""
    if not prose.manuscript.fields.description:
        if not prose.manuscript.is_archived:
            yield prose.manuscript.problem(Code.KEY_MISSING, key="description")
        return
    count = len(prose.manuscript.fields.description)
    least, most = STANDFIRST
    if not least <= count <= most:
        code = Code.STANDFIRST_SHORT if count < least else Code.STANDFIRST_LONG
        yield prose.manuscript.problem(code, "description", count=count, least=least, most=most)


def headings_keep_their_order(prose: Prose) -> Iterator[Problem]:
    """Find headings that skip a level; the headline is the first level."""
    above = 1
    for block in prose.blocks:
        if block.kind is BlockKind.HEADING and block.level > 1:
            if block.level > above + 1:
                yield prose.problem(Code.HEADING_SKIPPED, _line_start(prose, block), wanted="#" * (above + 1))
            above = block.level


def quotation_marks_are_pairs(prose: Prose) -> Iterator[Problem]:
    """Find quotation marks that typography cannot correct: one without a partner, or those of another language."""
    opening, closing, _, _ = marks_of(prose.language)
    for block in prose.blocks:
        if not any(mark in block.text for mark in '"„“”»«'):
            continue
        read = prose.read(block)
        set_text = prose.typeset(block)
        foreign = next((mark for mark in "„“”»«" if mark not in opening + closing and mark in read), None)
        if foreign:
            yield prose.problem(
                Code.QUOTES_FOREIGN, block.start + read.index(foreign), mark=foreign, wanted=opening + closing
            )
        elif (place := _unpaired(set_text, opening, closing)) is not None:
            yield prose.problem(Code.QUOTES_UNPAIRED, block.start + place, wanted=opening + closing)


def _unpaired(text: str, opening: str, closing: str) -> int | None:
    """Return the place of the first mark that has no partner."""
    open_at: int | None = None
    for found in re.finditer(f"[{opening}{closing}]", text):
        if found[0] == opening:
            if open_at is not None:
                return open_at
            open_at = found.start()
        elif open_at is None:
            return found.start()
        else:
            open_at = None
    return open_at


def spaces_are_single(prose: Prose) -> Iterator[Problem]:
    """Find two spaces where one is meant."""
    if "  " not in prose.text:
        return
    for block in prose.blocks:
        if block.kind is not BlockKind.TABLE and "  " in block.text:
            # In the Markdown itself: blanked-out code is spaces too.
            written = prose.manuscript.body[block.start : block.start + len(block.text)]
            for found in DOUBLE_SPACE.finditer(written):
                if not prose.is_code(block.start + found.start()):
                    yield prose.problem(Code.SPACES_DOUBLE, block.start + found.start())


def lines_end_without_spaces(prose: Prose) -> Iterator[Problem]:
    """Find spaces at the end of a line; exactly two are a line break."""
    body = prose.manuscript.body
    if " \n" in body or "\t\n" in body:
        for found in _TRAILING.finditer(body):
            if found[0] != "  " and not prose.is_code(found.start()):
                yield prose.problem(Code.SPACES_TRAILING, found.start())


def nothing_is_left_over(prose: Prose) -> Iterator[Problem]:
    """Find placeholders. A draft may have them."""
    if prose.manuscript.fields.draft:
        return
    placeholders = phrases(prose.language).placeholders
    for key in ("title", "description"):
        for found in placeholders(getattr(prose.manuscript.fields, key, "")):
            place = prose.manuscript.place_of_words(found[0], found.start(), key)
            yield Problem(Code.PLACEHOLDER_LEFT, place, {"value": found[0]})
    for found in placeholders(prose.text):
        yield prose.problem(Code.PLACEHOLDER_LEFT, found.start(), value=found[0])


def paragraphs_are_short(prose: Prose) -> Iterator[Problem]:
    """Find paragraphs that are longer than the screen of a phone."""
    for block in prose.blocks:
        if block.kind in {BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.ITEM} and len(block.text) > PARAGRAPH_MAX:
            count = prose.length(block)
            if count > PARAGRAPH_MAX:
                yield prose.problem(Code.PARAGRAPH_LONG, block.start, count=count, most=PARAGRAPH_MAX)


def links_say_where_they_lead(prose: Prose) -> Iterator[Problem]:
    """Find links whose words do not name the target, bare addresses, and unencrypted connections."""
    empty = phrases(prose.language).empty_links
    for link in prose.links:
        if link.words.strip(" *_.:!").casefold() in empty:
            yield prose.problem(Code.LINK_WORDS, link.start, value=link.words)
        if not link.target.strip():
            yield prose.problem(Code.LINK_EMPTY, link.start, value=link.words)
        elif _PREVIEW.match(link.target):
            yield prose.problem(Code.LINK_PREVIEW, link.start, value=link.target)
        elif _HALF_ADDRESS.match(link.target):
            yield prose.problem(Code.LINK_INCOMPLETE, link.start, value=link.target)
        elif link.target.lower().startswith("http://"):
            yield prose.problem(Code.LINK_HTTP, link.start, value=link.target)
    for address in prose.bare_addresses:
        yield prose.problem(Code.LINK_BARE, address.start, value=address.target)
    for index, source in enumerate(prose.manuscript.fields.sources):
        if source.url and source.url.lower().startswith("http://"):
            yield prose.manuscript.problem(Code.LINK_HTTP, "sources", index, "url", value=source.url)


def picture_above_is_described(prose: Prose) -> Iterator[Problem]:
    """Find a picture over the text with a file name as its alternative text. (Pictures in the text: `remarks`.)

    One that was imported may have no alternative text and no credit, until the article is edited.
    """
    image = getattr(prose.manuscript.fields, "image", None)
    if image and not prose.manuscript.is_archived:
        for key in ("alt", "credit"):
            if not getattr(image, key):
                yield prose.manuscript.problem(Code.KEY_MISSING, "image", key=key, parent="image", about="inside")
    if image and is_file_name(image.alt, image.src):
        yield prose.manuscript.problem(Code.ALT_IS_FILE_NAME, "image", "alt", value=image.alt)


def _line_start(prose: Prose, block: TextBlock) -> int:
    return prose.text.rfind("\n", 0, block.start) + 1


TEXT_RULES: tuple[TextRule, ...] = (
    text_is_there,
    headline_fits,
    standfirst_fits,
    headings_keep_their_order,
    quotation_marks_are_pairs,
    spaces_are_single,
    lines_end_without_spaces,
    nothing_is_left_over,
    paragraphs_are_short,
    links_say_where_they_lead,
    picture_above_is_described,
)
