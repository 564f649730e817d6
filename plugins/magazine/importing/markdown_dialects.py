"""Markdown as other generators read it: their own notations first, then the dialect of their parser."""

import re
from functools import cache
from html import escape

from markdown import Markdown
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from magazine.importing.attribute_lists import attribute_lists_plugin
from magazine.importing.imported import Dialect, Imported
from magazine.importing.shortcodes import with_shortcodes

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
        text = text.replace("{::nomarkdown}", "").replace("{:/}", "")
    html: str = _markdown_it(article.dialect).render(text)
    return html


@cache
def _markdown_it(dialect: Dialect) -> MarkdownIt:
    """Return the parser for a dialect of CommonMark."""
    parser = MarkdownIt("commonmark", {"html": True, "linkify": False, "typographer": False})
    parser.enable(["table", "strikethrough"]).use(footnote_plugin).use(tasklists_plugin)
    if dialect in {Dialect.GOLDMARK, Dialect.KRAMDOWN}:
        parser.use(deflist_plugin)
    parser.use(
        attribute_lists_plugin,
        behind_paragraphs=dialect is Dialect.MARKDOWN_IT,
        anywhere=dialect is Dialect.KRAMDOWN,
    )
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
