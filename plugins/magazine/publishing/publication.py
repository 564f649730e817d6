"""What belongs to publishing a site: what an editor should know, and files that name no moment of the build."""

import gzip
import os
from pathlib import Path

import click


def warn(message: str) -> None:
    """Print a warning: as an annotation in GitHub Actions, else on the terminal.

    Not through MkDocs' log: there every warning calls off a strict build, and a newspaper has to appear.
    """
    prefix = "::warning file=mkdocs.yml::" if os.environ.get("GITHUB_ACTIONS") == "true" else "\u26a0 "
    click.secho(
        f"{prefix}{message}",
        fg=None if prefix.startswith("::") else "yellow",
        err=not prefix.startswith("::"),
    )


def pack_sitemap(folder: Path) -> None:
    """Compress the sitemap anew: MkDocs writes the time of the build into the packed file."""
    sitemap = folder / "sitemap.xml"
    if sitemap.exists():
        (folder / "sitemap.xml.gz").write_bytes(gzip.compress(sitemap.read_bytes(), mtime=0))
