"""A product: a file that stands beside the pages, such as a feed, a share card or a sitemap."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site and how it is made.

    `path` is relative to the site; the `repr` of `inputs` tells everything that its content follows from, apart
    from the code. `make` may be called in another process.
    """

    path: str
    inputs: tuple[object, ...]
    make: Callable[[], bytes]
