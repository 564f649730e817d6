"""From what WordPress stores of a text to the HTML that its readers saw: paragraphs, blocks, shortcodes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape

from magazine.importing.imported import Imported, ImportedPicture

_BLOCKS = (
    "table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote|address|"
    "style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption|details|menu|"
    "summary|iframe|script|video|audio|object"
)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCKS})\b[^<>]*>", re.IGNORECASE)
_BROKEN = re.compile(rf"(?:<br\s*/?>|</?(?:{_BLOCKS})\b[^<>]*>)$", re.IGNORECASE)
_VERBATIM = re.compile(r"<(pre|script|style|textarea)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_DYNAMIC = re.compile(r"<!-- wp:([\w/-]+)(?:\s+\{(?:[^-]|-(?!->))*\})?\s*/-->")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ADDRESS_ALONE = re.compile(r"^[ \t]*(https?://[^\s<>\"]+)[ \t]*$", re.MULTILINE)
_SHORTCODE = re.compile(r"(?<!\[)\[(/?)([a-z][\w-]*)((?:\s+[^\[\]]*?|=[^\[\]]*?)?)(/?)\](?!\])", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
_ESCAPED = re.compile(r"\[(\[[^\[\]]*\])\]")
# Blocks without words of their own: what they show is made anew here.
_PICTURE = re.compile(
    r"\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)(.*)", re.DOTALL | re.IGNORECASE
)  # with the link around it, and what follows
_SILENT = frozenset({"more", "nextpage", "spacer", "separator"})

Find = Callable[[str], ImportedPicture | None]


@dataclass(frozen=True, slots=True)
class _Shortcode:
    """A shortcode: its values by their names, what stands between its ends, and the article it stands in."""

    values: dict[str, str]
    inner: str
    article: Imported
    attachment: Find


def html_of(article: Imported, attachment: Find) -> str:
    """Return the HTML of a text; `attachment` finds a picture of the library by its number."""
    text = article.body
    is_blocks = "<!-- wp:" in text
    for name in _DYNAMIC.findall(text):
        if name not in _SILENT:
            article.remark("construct", f"wp:{name}")
    text = _with_shortcodes(text, article, attachment)
    text = _COMMENT.sub("", text)
    text = _ADDRESS_ALONE.sub(lambda found: f'\n\n<p><a href="{escape(found[1])}">{escape(found[1])}</a></p>\n\n', text)
    return text if is_blocks and "\n\n\n\n" not in text and _all_in_blocks(text) else with_paragraphs(text)


def _all_in_blocks(text: str) -> bool:
    """Return whether no text stands outside of elements, as in a text that was written in blocks from the start."""
    outside = re.sub(r"<([a-z][\w-]*)\b[^<>]*>.*?</\1>|<[^<>]*>", "", text, flags=re.DOTALL | re.IGNORECASE)
    return not outside.strip()


def with_paragraphs(text: str) -> str:
    """Return a text with paragraphs for its empty lines, and breaks for its ends of lines, as WordPress does."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\n\n\x00{len(kept) - 1}\x00\n\n"

    text = _VERBATIM.sub(keep, text.replace("\x00", ""))
    text = re.sub(r"<br\s*/?>\s*<br\s*/?>", "\n\n", text)
    # Within a tag, an end of line is none.
    text = re.sub(r"<[a-zA-Z/][^<>]*>", lambda found: found[0].replace("\n", " "), text)
    text = _BLOCK_TAG.sub(lambda found: f"{found[0]}\n\n" if found[0][1] == "/" else f"\n\n{found[0]}", text)
    pieces = [piece.strip() for piece in re.split(r"\n\s*\n", text) if piece.strip()]
    text = "\n".join(map(_paragraph, pieces))
    return re.sub(r"\x00(\d+)\x00", lambda found: kept[int(found[1])], text)


def _paragraph(piece: str) -> str:
    if piece.startswith("\x00"):
        return piece
    block = _BLOCK_TAG.match(piece)
    head, rest = (block[0], piece[block.end() :]) if block else ("", piece)
    lines = [line.strip() for line in rest.split("\n") if line.strip()]
    words = "".join(line if _BROKEN.search(line) else f"{line}<br>\n" for line in lines)
    words = words.removesuffix("<br>\n")
    return f"{head}{words}" if block else f"<p>{words}</p>"


def _with_shortcodes(text: str, article: Imported, attachment: Find) -> str:
    """Return a text in which shortcodes are HTML; an unknown one stays as it is written, as readers see it."""
    parts: list[str] = []
    position = 0
    while found := _SHORTCODE.search(text, position):
        name, attributes = found[2].lower(), _attributes(found[3])
        convert = _SHORTCODES.get(name)
        if found[1] or convert is None:
            if not found[1] and (found[3] or f"[/{found[2]}]" in text):
                article.remark("construct", f"[{found[2]}]")
            parts.append(text[position : found.end()])
            position = found.end()
            continue
        end = text.find(f"[/{found[2]}]", found.end()) if not found[4] else -1
        inner = text[found.end() : end] if end >= 0 else ""
        parts += [text[position : found.start()], convert(_Shortcode(attributes, inner, article, attachment))]
        position = end + len(found[2]) + 3 if end >= 0 else found.end()
    return _ESCAPED.sub(r"\1", "".join([*parts, text[position:]]))


def _attributes(written: str) -> dict[str, str]:
    text = unescape(written).replace("“", '"').replace("”", '"')
    found = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(text)}
    rest = _ATTRIBUTE.sub("", text).strip(" =")
    return {**found, "": rest} if rest else found


def _caption(code: _Shortcode) -> str:
    picture = _PICTURE.match(code.inner)
    if not picture:
        return code.inner
    caption = code.values.get("caption") or picture[2].strip()
    return f"\n\n<figure>{picture[1]}<figcaption>{' '.join(caption.split())}</figcaption></figure>\n\n"


def _gallery(code: _Shortcode) -> str:
    numbers = re.findall(r"\d+", code.values.get("ids") or code.values.get("include") or "")
    pictures = (
        [picture for number in numbers if (picture := code.attachment(number))] if numbers else code.article.attached
    )
    if not pictures:
        code.article.remark("gallery-empty", code.values.get("ids", ""))
    return "\n\n" + "".join(map(figure, pictures)) + "\n\n"


def figure(picture: ImportedPicture) -> str:
    """Return a picture with its caption as HTML."""
    image = f'<img src="{escape(picture.src)}" alt="{escape(picture.alt)}">'
    return f"<figure>{image}<figcaption>{escape(picture.caption)}</figcaption></figure>"


def _player(code: _Shortcode) -> str:
    names = ("src", "url", "mp3", "mp4", "m4a", "ogg", "ogv", "webm", "wav", "m4v", "wmv", "")
    address = next((code.values[name] for name in names if code.values.get(name)), code.inner.strip())
    found = re.search(r"https?://[^\s\"'<>]+", address)
    return f'\n\n<p><a href="{escape(found[0])}">{escape(found[0])}</a></p>\n\n' if found else code.inner


def _code(code: _Shortcode) -> str:
    language = code.values.get("language") or code.values.get("lang") or ""
    name = re.sub(r"[^\w+#.-]", "", language)
    return f'\n\n<pre><code class="language-{name}">{escape(unescape(code.inner.strip(chr(10))))}</code></pre>\n\n'


_SHORTCODES: dict[str, Callable[[_Shortcode], str]] = {
    "caption": _caption,
    "wp_caption": _caption,
    "gallery": _gallery,
    **dict.fromkeys(("embed", "audio", "video", "youtube", "vimeo", "soundcloud", "playlist"), _player),
    **dict.fromkeys(("code", "sourcecode", "php", "css", "html", "javascript", "python", "bash"), _code),
}
