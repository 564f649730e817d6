"""The command `magazine`."""

import click

from .changes import changes
from .check import check
from .new import new
from .rules import rules


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Tools of the newsroom."""


for command in (new, check, changes, rules):
    main.add_command(command)
