"""`magazine digest`: the fingerprint of a built site, by which anybody can compare two builds of one commit."""

import os
from hashlib import sha256
from pathlib import Path

import click

from magazine.commands.project import WrongUse, mkdocs_command
from magazine.locales import load

LIST = "site.sha256"
"""The published list of all other files and their SHA-256, in the form of `sha256sum`; its own is the site's digest."""


@click.command()
@click.argument("folder", default="site", type=click.Path(file_okay=False, path_type=Path))
@click.option("--write", is_flag=True, help=f"Put the list of all files into the site, as {LIST}.")
@click.option("--language", default="de", show_default=True, help="The language of the line that is printed.")
def digest(folder: Path, write: bool, language: str) -> None:
    """Print the SHA-256 of the site in FOLDER.

    Without this program: `find . -type f | LC_ALL=C sort | xargs -d '\\n' sha256sum | sha256sum` in the folder.
    """
    locale = load(language)
    if not folder.is_dir():
        raise WrongUse(locale("digest.no-site", folder=folder, command=mkdocs_command("build", Path())))
    listed = list_of_files(folder)
    whole = sha256(listed).hexdigest()
    if write:
        (folder / LIST).write_bytes(listed)
    if write and (outputs := os.environ.get("GITHUB_OUTPUT")):
        with Path(outputs).open("a", encoding="utf-8") as file:
            file.write(f"digest={whole}\n")
    click.echo(locale("digest.site", folder=folder, digest=whole))


def list_of_files(folder: Path) -> bytes:
    """Return the SHA-256 of each file of a site with its path, in the order and the form of `sha256sum`."""
    files = (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    names = sorted(f"./{file}".encode() for file in files if file != LIST)
    return b"".join(
        sha256((folder / name.decode()).read_bytes()).hexdigest().encode() + b"  " + name + b"\n" for name in names
    )
