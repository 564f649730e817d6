"""The command `magazine`."""

import click

from magazine.commands.changes import changes
from magazine.commands.check import check
from magazine.commands.digest import digest
from magazine.commands.import_archive import import_archive
from magazine.commands.init import init
from magazine.commands.mark import mark
from magazine.commands.new import new
from magazine.commands.rules import rules


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Tools for those who write and edit the magazine."""


for command in (init, new, check, changes, rules, import_archive, mark, digest):
    main.add_command(command)
