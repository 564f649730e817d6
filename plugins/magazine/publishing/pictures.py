"""Pictures: what their files tell."""

from functools import lru_cache
from pathlib import Path

from PIL import Image


def size(path: Path) -> tuple[int, int]:
    """Return a picture's bytes and the pixels of its longest side; 0 pixels for drawings and what cannot be read."""
    status = path.stat()
    return status.st_size, 0 if path.suffix.lower() == ".svg" else _pixels(path, status.st_mtime_ns)


@lru_cache(maxsize=65536)
def _pixels(path: Path, changed: int) -> int:  # noqa: ARG001 - a changed file is another one to the cache
    try:
        with Image.open(path) as picture:
            return max(picture.size)
    except (OSError, ValueError, Image.DecompressionBombError):
        return 0
