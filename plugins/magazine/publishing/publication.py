"""What an editor should know when a site is built to be published."""

import os

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
