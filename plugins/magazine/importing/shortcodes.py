"""What generators write into Markdown that is not Markdown: shortcodes of Hugo, tags of Liquid and Nunjucks."""

import re
from collections.abc import Callable
from html import escape

from magazine.importing.imported import Dialect, Imported

_HUGO = re.compile(r"\{\{(?:<|%)\s*(/?)\s*([\w./-]+)((?:[^{}\"`]|\"[^\"]*\"|`[^`]*`)*?)\s*(/?)\s*(?:>|%)\}\}")
_NAMED = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\s"'>]+))|"([^"]*)"|`([^`]*)`|(\S+)""")
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_HIGHLIGHT = re.compile(r"\{%-?\s*highlight\s+([\w+#-]+)[^%]*%\}\n?(.*?)\{%-?\s*endhighlight\s*-?%\}", re.DOTALL)
_POST_URL = re.compile(r"\{%-?\s*(?:post_url|link)\s+([^\s%]+)\s*-?%\}")
_SITE = re.compile(r"\{\{-?\s*(?:site\.(?:url|baseurl)|base_?url)\s*(?:\|[^{}]*)?-?\}\}")
_ASSET = re.compile(r"""\{\{-?\s*["']([^"'{}]+)["']\s*\|\s*(?:relative_url|absolute_url|url|asset)[^{}]*\}\}""")
_TAG = re.compile(r"\{%-?\s*(?P<name>\w+)[^{}]*?-?%\}|<%.*?%>", re.DOTALL)
_EMPTY_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_CODE = re.compile(
    r"^([ \t]*)(`{3,}|~{3,})[^\n]*\n.*?^\1\2[`~]*[ \t]*$|(?<!`)(`+)(?!`).+?(?<!`)\3(?!`)", re.DOTALL | re.MULTILINE
)
_IGNORED = frozenset("endraw raw comment endcomment include layout extends block endblock set toc".split())

_Values = dict[str, str]


def with_shortcodes(article: Imported) -> str:
    """Return Markdown in which they are HTML or gone; what is gone without a counterpart is noted in the article."""
    if article.dialect is Dialect.GOLDMARK:
        return _hugo(article.body, article)
    if article.dialect is Dialect.KRAMDOWN or article.dialect is Dialect.MARKDOWN_IT:
        return _liquid(article.body, article)
    return article.body


def _hugo(text: str, article: Imported) -> str:
    text = re.sub(r"\{\{(<|%)/\*(.*?)\*/(>|%)\}\}", "{{\x00\\1\\2\\3}}", text)  # code that shows a shortcode
    parts: list[str] = []
    position = 0
    for found in _HUGO.finditer(text):
        if found.start() < position:
            continue
        name, values = found[2].lower(), _values(found[3])
        parts.append(text[position : found.start()])
        position = found.end()
        if found[1]:
            continue
        if name in _VERBATIM or name in article.code_tags:
            end = re.compile(r"\{\{[<%]\s*/\s*" + re.escape(found[2]) + r"\s*[>%]\}\}").search(text, position)
            inner = text[position : end.start()] if end else ""
            language = article.code_tags.get(name)
            values |= {"0": language} if language else {}
            parts.append(_VERBATIM.get(name, _highlighted)(values, inner))
            position = end.end() if end else position
        elif name in _HUGO_TAGS:
            parts.append(_HUGO_TAGS[name](values))
        else:
            article.remark("construct", f"{{{{< {found[2]} >}}}}")
            words = [value for key, value in values.items() if key in {"title", "caption", "text", "name", "label"}]
            parts.append(escape(" ".join(words)))
    return "".join([*parts, text[position:]]).replace("{{\x00", "{{")


def _values(written: str) -> _Values:
    """Return the values of a shortcode by their names; those without one have numbers."""
    found: _Values = {}
    for name, *values in _NAMED.findall(written):
        value = next(filter(None, values), "")
        found[name.lower() if name else str(sum(key.isdigit() for key in found))] = value
    return found


def _figure(values: _Values) -> str:
    caption = values.get("caption") or values.get("title") or ""
    credit = values.get("attr") or ""
    alt = values.get("alt", "")
    image = f'<img src="{escape(values.get("src") or values.get("0", ""))}" alt="{escape(alt)}">'
    words = " ".join(filter(None, (caption, credit)))
    return f"\n\n<figure>{image}<figcaption>{words}</figcaption></figure>\n\n" if words else f"\n\n<p>{image}</p>\n\n"


def _linked(prefix: str, *keys: str) -> Callable[[_Values], str]:
    """Return what makes a link of a shortcode that shows something of another site."""

    def made(values: _Values) -> str:
        value = next((values[key] for key in (*keys, "0") if values.get(key)), "")
        address = value if "//" in value else prefix.format(value, values.get("1", ""))
        return f'\n\n<p><a href="{escape(address)}">{escape(values.get("title") or address)}</a></p>\n\n'

    return made


def _tweet(values: _Values) -> str:
    return _linked(f"https://twitter.com/{values.get('user', 'i')}/status/{{0}}", "id")(values)


def _gist(values: _Values) -> str:
    return _linked("https://gist.github.com/{0}/{1}")(values)


def _reference(values: _Values) -> str:
    return (values.get("path") or values.get("0", "")).replace(" ", "%20")


def _highlighted(values: _Values, inner: str) -> str:
    return (
        f'\n\n<pre><code class="language-{escape(values.get("0", ""))}">{escape(inner.strip(chr(10)))}</code></pre>\n\n'
    )


_HUGO_TAGS: dict[str, Callable[[_Values], str]] = {
    "figure": _figure,
    "img": _figure,
    "image": _figure,
    "youtube": _linked("https://www.youtube.com/watch?v={0}", "id"),
    "vimeo": _linked("https://vimeo.com/{0}", "id"),
    "instagram": _linked("https://www.instagram.com/p/{0}/", "id"),
    "tweet": _tweet,
    "twitter": _tweet,
    "x": _tweet,
    "gist": _gist,
    "ref": _reference,
    "relref": _reference,
    "load-photoswipe": lambda _values: "",
}
_VERBATIM: dict[str, Callable[[_Values, str], str]] = {
    "rawhtml": lambda _values, inner: f"\n{inner}\n",
    "highlight": _highlighted,
    "comment": lambda _values, _inner: "",
}


def _liquid(text: str, article: Imported) -> str:
    """Return text without tags of templates; those in code are what it shows."""
    kept: list[str] = []

    def keep(written: str) -> str:
        kept.append(written)
        return f"\x00{len(kept) - 1}\x00"

    text = _HIGHLIGHT.sub(lambda found: keep(_highlighted({"0": found[1]}, found[2])), text.replace("\x00", ""))
    text = _RAW.sub(lambda found: keep(found[1]), text)
    text = _CODE.sub(lambda found: keep(found[0]), text)
    text = _EMPTY_COMMENT.sub("", text)
    text = _POST_URL.sub(lambda found: f"post:{found[1]}", text)
    text = _ASSET.sub(lambda found: found[1], _SITE.sub("", text))

    def drop(found: re.Match[str]) -> str:
        if (found["name"] or "") not in _IGNORED:
            article.remark("construct", " ".join(found[0].split()))
        return ""

    text = _TAG.sub(drop, text)
    while "\x00" in text:
        text = re.sub(r"\x00(\d+)\x00", lambda found: kept[int(found[1])], text)
    return text
