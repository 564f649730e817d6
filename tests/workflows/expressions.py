"""What stands between `${{` and `}}` in a workflow, as far as ours use it: contexts, functions, comparisons, logic.

GitHub's own description: docs.github.com/actions/reference/workflows-and-actions/expressions.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

_TOKEN = re.compile(r"\s*(?:(?P<text>'[^']*')|(?P<name>[A-Za-z_][\w.-]*)|(?P<sign>&&|\|\||==|!=|[!(),]))")
_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}")

Contexts = Mapping[str, Any]
Functions = Mapping[str, Callable[..., Any]]


def filled(text: str, contexts: Contexts, functions: Functions) -> str:
    """Return a text with the values of its expressions."""
    return _EXPRESSION.sub(lambda found: _as_text(evaluate(found[1], contexts, functions)), text)


def is_due(condition: str, contexts: Contexts, functions: Functions) -> bool:
    """Whether the condition of a step or job holds. One that asks for no status holds only where nothing failed."""
    expression = condition.strip().removeprefix("${{").removesuffix("}}")
    asks = re.search(r"\b(?:success|failure|always|cancelled)\(\)", expression)
    return bool(evaluate(expression, contexts, functions)) and (bool(asks) or functions["success"]())


def evaluate(expression: str, contexts: Contexts, functions: Functions) -> Any:
    """Return the value of an expression.

    Raises:
        AssertionError: No test knows this kind of expression, or such a context.
    """
    parser = _Parser(expression, contexts, functions)
    value = parser.either()
    assert not parser.tokens, f"not understood: {expression}"
    return value


def _as_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


class _Parser:
    def __init__(self, expression: str, contexts: Contexts, functions: Functions) -> None:
        found = list(_TOKEN.finditer(expression))
        assert "".join(each[0] for each in found).strip() == expression.strip(), f"not understood: {expression}"
        self.tokens = [each[0].strip() for each in found]
        self.contexts = contexts
        self.functions = functions

    def takes(self, sign: str) -> bool:
        found = self.tokens[:1] == [sign]
        del self.tokens[:found]
        return found

    def either(self) -> Any:
        value = self.both()
        while self.takes("||"):
            other = self.both()
            value = value or other
        return value

    def both(self) -> Any:
        value = self.compared()
        while self.takes("&&"):
            other = self.compared()
            value = value and other
        return value

    def compared(self) -> Any:
        value = self.single()
        if self.takes("=="):
            return value == self.single()
        if self.takes("!="):
            return value != self.single()
        return value

    def single(self) -> Any:
        if self.takes("!"):
            return not self.single()
        if self.takes("("):
            value = self.either()
            assert self.takes(")")
            return value
        token = self.tokens.pop(0)
        if token.startswith("'"):
            return token.strip("'")
        return self.called(token) if self.takes("(") else self.named(token)

    def called(self, name: str) -> Any:
        arguments = []
        while not self.takes(")"):
            arguments.append(self.either())
            self.takes(",")
        assert name in self.functions, f"a function that no test knows: {name}"
        return self.functions[name](*arguments)

    def named(self, name: str) -> Any:
        """Return what a context has; what is not there (an output that was not set) is empty, as on GitHub."""
        first, *rest = name.split(".")
        assert first in self.contexts, f"a context that no test knows: {name}"
        value = self.contexts[first]
        if first == "github":
            assert rest[0] in value, f"no test knows github.{rest[0]}"
        for part in rest:
            value = value.get(part, "") if isinstance(value, Mapping) else ""
        return value
