"""Tables of what was measured, in the documentation."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple


class Table(NamedTuple):
    """A title, the heads of the columns, and the rows. Every column but the first holds figures."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def markdown(self) -> str:
        """Return the table under a heading."""
        lines = [self.columns, ("---", *["---:"] * (len(self.columns) - 1)), *self.rows]
        return f"### {self.title}\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write(page: Path, command: str, when: str, tables: Iterable[Table]) -> None:
    """Put tables, and a sentence on when they were measured, between the marks of a Markdown page.

    The marks are comments that name the command which measures, without `make`.
    """
    marks = (f"<!-- {command}: written by make {command} -->", f"<!-- /{command} -->")
    new = "\n\n".join((marks[0], when, *(table.markdown() for table in tables if table.rows), marks[1]))
    start, end = map(re.escape, marks)
    text, found = re.subn(f"{start}.*{end}", lambda _: new, page.read_text(encoding="utf-8"), flags=re.DOTALL)
    if found != 1:
        raise ValueError(f"{page} has the marks of {command} {found} times")
    page.write_text(text, encoding="utf-8")
