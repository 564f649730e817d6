"""Pictures as HTML: several widths and formats, of which a browser takes the one that fits.

No script and no inline style. Until a picture is loaded, a placeholder of six colours is shown, which the style sheet
blurs; `width` and `height` reserve its space.
"""

from collections.abc import Callable, Sequence
from html import escape

from magazine.images.picture import ImageFile, ImageVariants

_UNSIZED = ' sizes="">'  # in the text of an article `>` is escaped: there it ends an element only


def picture_html(
    variants: ImageVariants,
    alt: str,
    address: Callable[[str], str],
    *,
    sizes: str = "",
    classes: str = "picture",
    eager: bool = False,
    link: bool = True,
    attributes: str = "",
) -> str:
    """Return a picture as HTML.

    Args:
        variants: Its files.
        alt: What is to be seen on it.
        address: Turns an address relative to the site's into one that leads there from the page.
        sizes: How wide it is shown (attribute `sizes`); without, `with_sizes` adds it.
        classes: Of the element around it.
        eager: Whether readers see it first; the others are loaded when they come near.
        link: Whether it links to its large file.
        attributes: More of the image's, as HTML.
    """
    large = variants.large
    sources = "".join(
        f'<source type="image/{some[0].format.lower()}" srcset="{_set(some, address)}" sizes="{escape(sizes)}">'
        for some in variants.sets
    )
    when = 'fetchpriority="high"' if eager else 'loading="lazy"'
    # The original's width, not the large file's: a picture is never shown larger than it is.
    image = (
        f'<img src="{escape(address(large.url))}" alt="{escape(alt)}" '
        f'width="{variants.width}" height="{variants.height}" '
        f'{when} decoding="async"{attributes}>'
    )
    picture = f"<picture>{sources}{image}</picture>" if sources else image
    opening, closing = (f'a href="{escape(address(large.url))}"', "a") if link else ("span", "span")
    return f'<{opening} class="{classes}">{_placeholder(variants)}{picture}</{closing}>'


def with_sizes(html: str, sizes: str) -> str:
    """Return the HTML of a text whose pictures say how wide they are shown. The layout is the template's to know."""
    return html.replace(_UNSIZED, f' sizes="{escape(sizes)}">')


def _set(some: Sequence[ImageFile], address: Callable[[str], str]) -> str:
    return escape(", ".join(f"{address(each.url)} {each.width}w" for each in some))


def _placeholder(variants: ImageVariants) -> str:
    """Return the placeholder as SVG: six strokes in two rows; an empty string for a transparent picture."""
    strokes = "".join(
        f'<path stroke="{colour}" d="M{index % 3} {index // 3}.5h1"/>'
        for index, colour in enumerate(variants.info.placeholder)
    )
    return (
        f'<svg class="placeholder" viewBox="0 0 3 2" preserveAspectRatio="none" aria-hidden="true">{strokes}</svg>'
        if strokes
        else ""
    )
