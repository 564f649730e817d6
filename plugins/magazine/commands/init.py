"""`magazine init`: a new magazine in a folder of its own, with nothing but settings, content and workflows."""

import datetime as dt
import importlib.metadata
import json
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from magazine.commands.project import WrongUse
from magazine.locales import load
from magazine.mkdocs_internals import settings_in

_STARTER = Path(__file__).parents[1] / "starter"
_POSTS = "docs/posts/"


@click.command()
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="The name of the magazine; that of the folder unless given.")
@click.option("--language", type=click.Choice(["de", "en"]), default="de", show_default=True)
def init(folder: Path, name: str | None, language: str) -> None:
    """Write a new magazine into FOLDER: settings with comments, a first article, an author, workflows."""
    locale = load(language)
    today = dt.datetime.now(_zone(language)).date()
    files = dict(starter(name or folder.resolve().name, language, today))
    if there := [file for file in files if (folder / file).exists()]:
        raise WrongUse(locale("init.there", files=", ".join(there)))
    for file, text in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        click.echo(path)
    line, is_published = requirement()
    if not is_published:
        click.echo(locale("init.unpublished", line=line), err=True)
    click.echo(locale("init.next"), err=True)


def requirement() -> tuple[str, bool]:
    """Return the line of a requirements file that installs this plugin again, and whether it is known to do so.

    That is its version, or the repository it was installed from (direct_url.json, PEP 610). Of a folder or a file on
    this machine nobody else knows.
    """
    package = importlib.metadata.distribution("mkdocs-magazine")
    origin = json.loads(package.read_text("direct_url.json") or "{}")
    if vcs := origin.get("vcs_info"):
        return f"mkdocs-magazine @ {vcs['vcs']}+{origin['url']}@{vcs['commit_id']}", True
    return f"mkdocs-magazine=={package.version}", not origin


def _zone(language: str) -> ZoneInfo:
    """Return the time zone in the settings of a new magazine.

    Its first article is dated in it, so that no check calls that a day to come.
    """
    ((settings,),) = (each.values() for each in settings_in(_STARTER / language / "mkdocs.yml")["plugins"])
    return ZoneInfo(settings["timezone"])


def starter(name: str, language: str, day: dt.date) -> Iterator[tuple[str, str]]:
    """Yield path and text of each file of a new magazine; its first article is of `day`."""
    line, _ = requirement()
    for folder in (_STARTER / "both", _STARTER / language):
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                path = file.relative_to(folder).as_posix().replace("dot-", ".")
                text = file.read_text(encoding="utf-8").replace('"@@NAME@@"', json.dumps(name, ensure_ascii=False))
                yield path.replace(_POSTS, f"{_POSTS}{day:%Y/%m/%d}/"), text.replace("@@REQUIREMENT@@", line)
