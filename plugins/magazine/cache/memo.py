"""Memory of a preview: results of one build are used again in the next, and forgotten when they no longer are."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class Recent:
    """Values by key, kept while they are asked for: in the current build or the one before."""

    def __init__(self) -> None:
        self._before: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}
        _ALL.append(self)

    def get(self, key: Hashable) -> Any:
        """Return the value, or None if it is not known."""
        value = self._now.get(key)
        if value is None and (value := self._before.get(key)) is not None:
            self._now[key] = value
        return value

    def put(self, key: Hashable, value: Any) -> None:
        """Keep a value, which must not be None."""
        self._now[key] = value

    def next_build(self) -> None:
        """Forget what was not asked for since the last build began."""
        self._before, self._now = self._now, {}


_ALL: list[Recent] = []


def memoised(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Decorate a pure function with positional, hashable arguments, which never returns None."""
    recent = Recent()

    @wraps(function)
    def known(*arguments: Any) -> Result:
        result: Result | None = recent.get(arguments)
        if result is None:
            result = function(*arguments)  # type: ignore[call-arg]
            recent.put(arguments, result)
        return result

    return known  # type: ignore[return-value]


def next_build() -> None:
    """Begin a build: what the last one did not ask for is forgotten."""
    for recent in _ALL:
        recent.next_build()


def forget() -> None:
    """Forget everything, before another project is built in this process."""
    next_build()
    next_build()
