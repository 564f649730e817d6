"""From the dialect that a text is written in to the HTML that its readers saw."""

from magazine.importing.imported import Archive, Dialect, Imported
from magazine.importing.markdown_dialects import markdown_html
from magazine.importing.restructured_text import html_of as restructured_html
from magazine.importing.wordpress_text import html_of as wordpress_html


def html_of(article: Imported, archive: Archive) -> str:
    """Return the HTML of a text."""
    if article.dialect is Dialect.HTML:
        return article.body
    if article.dialect is Dialect.WORDPRESS:
        return wordpress_html(article, archive.library.get)
    if article.dialect is Dialect.RESTRUCTURED_TEXT:
        return restructured_html(article)
    return markdown_html(article)
