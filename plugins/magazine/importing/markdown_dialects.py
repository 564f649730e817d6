"""Markdown as other generators read it: their own notations first, then the dialect of their parser."""

import re
from functools import cache
from html import escape

from markdown import Markdown
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from magazine.importing.imported import Dialect, Imported
from magazine.importing.shortcodes import with_shortcodes

_SPAN_ATTRIBUTES = re.compile(r"^[ \t]*\{:[^{}\n]*\}[ \t]*$\n?", re.MULTILINE)
_INLINE_ATTRIBUTES = re.compile(r"(?<=[)\]*_`>\w!?.])[ ]?\{:[ ]?[^{}\n]*\}")
_HEADING_ATTRIBUTES = re.compile(r"^( {0,3}#{1,6}[ \t][^\n]*?)[ \t]*\{:?[ \t]*([#.][^{}\n]*)\}[ \t]*$", re.MULTILINE)
ICON = re.compile(r":(?:material|fontawesome|octicons|simple)-[\w-]+:(?:\{[^{}\n]*\})?")
_SNIPPET = re.compile(r"^[ \t]*-{1,}8<-{1,}.*$", re.MULTILINE)
_FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,})[ \t]*\{?[ \t]*\.?([\w+#.-]*)[^`\n]*$", re.MULTILINE)


def markdown_html(article: Imported) -> str:
    """Return the HTML of a text in Markdown."""
    text = with_shortcodes(article)
    if article.dialect is Dialect.PYTHON_MARKDOWN:
        text = _SNIPPET.sub("", ICON.sub("", text))
        return _python_markdown().reset().convert(text)
    if article.dialect is Dialect.KRAMDOWN:
        text = (
            _INLINE_ATTRIBUTES.sub("", _SPAN_ATTRIBUTES.sub("", text)).replace("{::nomarkdown}", "").replace("{:/}", "")
        )
    text = _HEADING_ATTRIBUTES.sub(_with_place, text)
    html: str = _markdown_it(article.dialect).render(text)
    return html


def _with_place(heading: re.Match[str]) -> str:
    """Return a heading without its attributes, but with the place that links may lead to."""
    name = re.search(r"#([^\s{}]+)", heading[2])
    return f'{heading[1]}<a id="{escape(name[1])}"></a>' if name else heading[1]


@cache
def _markdown_it(dialect: Dialect) -> MarkdownIt:
    """Return the parser for a dialect of CommonMark."""
    parser = MarkdownIt("commonmark", {"html": True, "linkify": False, "typographer": False})
    parser.enable(["table", "strikethrough"]).use(footnote_plugin).use(tasklists_plugin)
    if dialect in {Dialect.GOLDMARK, Dialect.KRAMDOWN}:
        parser.use(deflist_plugin)
    if dialect in {Dialect.GOLDMARK, Dialect.MARKDOWN_IT}:
        parser.use(attrs_block_plugin).use(attrs_plugin, after=("image", "link"), allowed={"id"})
    parser.add_render_rule("fence", _fence)
    return parser


def _fence(_renderer: object, tokens: list[Token], index: int, _options: object, _env: object) -> str:
    """Return a block of code; of what stands behind its language, nothing is shown."""
    token = tokens[index]
    language = re.sub(r"^\{?\.?([\w+#.-]*).*$", r"\1", token.info.strip(), flags=re.DOTALL)
    return f'<pre><code class="language-{escape(language)}">{escape(token.content)}</code></pre>\n'


@cache
def _python_markdown() -> Markdown:
    names = "betterem blocks.caption caret details keys mark superfences tabbed tasklist tilde".split()
    extensions = ["abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "sane_lists"]
    settings = {"pymdownx.tabbed": {"alternate_style": False}}
    return Markdown(extensions=[*extensions, *(f"pymdownx.{name}" for name in names)], extension_configs=settings)
