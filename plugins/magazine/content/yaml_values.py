"""YAML as data in which the place of every value is known.

Every scalar stays the text it was written as: `no` is a word, `1911` a headline, and `2026-02-30` reaches the
model that can say what is wrong with it. The models turn texts into dates and numbers.
"""

import re
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from magazine.content.characters import printable
from magazine.content.problem import Code, Place, Problem, place_in
from magazine.content.yaml_mistakes import mistake
from magazine.content.yaml_quoting import quoted

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
Path: TypeAlias = tuple[str | int, ...]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is ten times faster
# To YAML they end a line, to no editor that would count it (YAML 1.1, section 4.2).
_NO_LINE_ENDS = str.maketrans("\x85\u2028\u2029", "   ")
_COMMENT = re.compile(r"[ \t]+(#[^\s#].*)")
_SPECIAL = re.compile(r"#|: +!")
_NESTING, _DEEPEST = ("[", "{", "- ", "? ", "\n"), 50
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(slots=True)
class Values:
    """The content of a YAML text: `data`, the place of every key and item in it, and the problems that were found.

    Places are asked for when something is wrong. Where only the data is known, `text` is read again to find them.
    """

    file: str
    data: dict[str, Value] = field(default_factory=dict)
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)  # line and column
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    """What is probably not meant as it is written, but can be read."""
    text: str = ""
    first_line: int = 1

    def place(self, path: Path) -> Place:
        """Return where the value at `path` stands, or the nearest value around it."""
        if not self.places and self.text:
            self.places = read_yaml(self.text, self.file, self.first_line).places
        while path and path not in self.places:
            path = path[:-1]
        return Place(self.file, *self.places.get(path, (1, 1)))

    def place_of_words(self, path: Path, words: str, start: int) -> Place:
        """Return where `words` stand that begin at `start` of the text at `path`, in however many lines it is written.

        The place of the text if they are written otherwise, such as with escapes.
        """
        node, value, first = self._node(path), self.data, words.split(maxsplit=1)[0]
        for key in path:
            value = value[key]  # type: ignore[index, assignment]
        if node is None or not isinstance(value, str):
            return self.place(path)
        lines = self.text.translate(_NO_LINE_ENDS).split("\n")[node.start_mark.line : node.end_mark.line + 1]
        written, position = "\n".join(lines), node.start_mark.column - 1
        for _ in range(value.count(first, 0, start) + 1):
            position = written.find(first, position + 1)
            if position < 0:
                return self.place(path)
        return place_in(written, position, self.file, self.first_line + node.start_mark.line)

    def _node(self, path: Path) -> yaml.Node | None:
        """Return what is written at `path`; None if that is not known."""
        node = compose(self.text)
        for key in path:
            pairs = node.value if isinstance(node, yaml.MappingNode | yaml.SequenceNode) else []
            if isinstance(node, yaml.SequenceNode):
                pairs = enumerate(pairs)
            else:
                pairs = ((name.value, value) for name, value in pairs)
            node = next((value for name, value in pairs if name == key), None)
        return node

    def problem(self, code: Code, path: Path, /, **details: object) -> Problem:
        """Return a problem of the value at `path`."""
        return Problem(code, self.place(path), {name: str(value) for name, value in details.items()})

    def report(self, code: Code, path: Path, /, **details: object) -> None:
        """Add a problem of the value at `path`."""
        self.problems.append(self.problem(code, path, **details))


def read_yaml(text: str, file: str, first_line: int = 1) -> Values:
    """Read a YAML mapping.

    `first_line` is the line of `file` in which `text` begins. Never raises: what is wrong is in `problems`.
    """
    values = Values(file)
    values.places[()] = (first_line, 1)
    try:
        root = compose(text)
    except yaml.MarkedYAMLError as error:
        values.problems.append(mistake(error, text.translate(_NO_LINE_ENDS), file, first_line))
        return values
    except yaml.YAMLError as error:
        values.problems.append(Problem(Code.YAML_SYNTAX, Place(file, first_line, 1), {"reason": str(error)}))
        return values
    if root is None:
        return values
    if not isinstance(root, yaml.MappingNode):
        values.problems.append(Problem(Code.YAML_NOT_A_MAPPING, Place(file, first_line, 1)))
        return values
    _Reader(values, first_line, text.translate(_NO_LINE_ENDS).split("\n") if _SPECIAL.search(text) else []).mapping(
        root, ()
    )
    return values


def compose(text: str) -> yaml.Node | None:
    """Return the nodes of a YAML text, which know where they stand; None if it is empty.

    Raises:
        yaml.YAMLError: It is no YAML, or nested too deeply: the parser, which calls itself, would end the process.
    """
    text = text.translate(_NO_LINE_ENDS)
    if sum(text.count(sign) for sign in _NESTING) > _DEEPEST and _depth(text) > _DEEPEST:
        raise yaml.YAMLError(f"more than {_DEEPEST} levels")
    return yaml.compose(text, Loader=_Loader)


def _depth(text: str) -> int:
    """Return how deep lists and mappings are nested."""
    depth = deepest = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        deepest = max(deepest, depth)
        if deepest > _DEEPEST:
            break
    return deepest


class _Reader:
    """Walks the nodes of a YAML text and records the place of each."""

    def __init__(self, values: Values, first_line: int, lines: list[str]) -> None:
        """`lines` are those of the text if there may be comments or tags in it."""
        self.values = values
        self.first_line = first_line
        self.lines = lines
        self.seen: set[int] = set()

    def mark(self, node: yaml.Node) -> tuple[int, int]:
        mark = node.start_mark
        return mark.line + self.first_line, mark.column + 1

    def place(self, node: yaml.Node) -> Place:
        return Place(self.values.file, *self.mark(node))

    def value(self, node: yaml.Node, path: Path) -> Value:
        # A node met twice is an alias (*name). Aliases of aliases grow without bound ("billion laughs").
        if id(node) in self.seen:
            self.values.problems.append(Problem(Code.YAML_ALIAS, self.place(node)))
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            items: list[Value] = []
            for index, item in enumerate(node.value):
                self.values.places[(*path, index)] = self.mark(item)
                items.append(self.value(item, (*path, index)))
            return items
        if node.tag.startswith("!"):  # which YAML takes for the kind of a value
            line = self.lines[node.start_mark.line] if self.lines else ""
            self.values.problems.append(Problem(Code.YAML_SIGN, self.place(node), {"sign": "!", "guess": quoted(line)}))
        in_marks = getattr(node, "style", None) in {"'", '"', "|", ">"}
        if not in_marks and self.lines:
            self.look_for_comment(node)
        if not in_marks and node.value in _EMPTY:
            return None
        text = printable(node.value)
        if text != node.value:  # written as "\v" in quotation marks; characters in the text itself are gone before
            self.values.problems.append(Problem(Code.CHARACTER_FORBIDDEN, self.place(node), {"value": "\\"}))
        return text

    def look_for_comment(self, node: yaml.Node) -> None:
        """Remark on a value that is cut off at a `#` with a space before it and none behind it: a number or hashtag."""
        mark = node.end_mark
        line = self.lines[mark.line] if mark.line < len(self.lines) else ""
        if found := _COMMENT.match(line, mark.column):
            place = Place(self.values.file, mark.line + self.first_line, found.start(1) + 1)
            self.values.remarks.append(
                Problem(Code.YAML_COMMENT, place, {"value": found[1].strip(), "guess": quoted(line)})
            )

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Value]:
        result = self.values.data if not path else {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            if key in result:
                self.values.problems.append(Problem(Code.YAML_DUPLICATE_KEY, self.place(key_node), {"key": key}))
                continue
            self.values.places[(*path, key)] = self.mark(key_node)
            result[key] = self.value(value_node, (*path, key))
        return result
