"""An output: a file of the site beside the pages, such as a feed, a share card or a sitemap."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site and the function that returns its content.

    `path` is relative to the site folder. The `repr` of `inputs` must contain everything the content depends on,
    except the code: it becomes the cache key. `make` may run in a worker process.
    """

    path: str
    inputs: tuple[object, ...]
    make: Callable[[], bytes]
