"""Which lines of YAML belong together, told from the lines alone: also where the whole cannot be read."""

import re

ENTRY = re.compile(r" *(?:- |[\w-]+:(?: |$))")
"""The beginning of an entry of a mapping or a list."""

BLOCK = re.compile(r" *(?:- +)?[\w-]+: +[>|]")
"""A key whose text follows, indented, in lines that are folded or kept."""


def last_line(lines: list[str], number: int) -> int:
    """Return the last line of the text that begins in a line: the others are indented, and begin no entry."""
    indent = " " * (len(lines[number]) - len(lines[number].lstrip()) + 1)
    is_block, last = BLOCK.match(lines[number]), number
    for index in range(number + 1, len(lines)):
        if not lines[index].strip():
            continue
        if not lines[index].startswith(indent) or (not is_block and ENTRY.match(lines[index])):
            break
        last = index
    return last
